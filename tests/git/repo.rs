//! Which repository holds a file, if one does.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::Path;

use bmcanvas::git::repo::{NoRepository, around, holding};

use super::place::Place;

#[test]
fn a_file_has_its_place_whether_or_not_it_is_there() {
    let place = Place::new();
    place.write("a/b c.canvas.json", "{}");
    for path in ["a/b c.canvas.json", "a/none.canvas.json", "-x.canvas.json"] {
        let found = holding(&place.file(path)).unwrap();
        assert_eq!(found.path, Path::new(path));
        assert_eq!(found.repository.git.folder(), place.path("work"));
        assert_eq!(found.repository.git_dir, place.path("work/.git"));
        assert_eq!(found.repository.common_dir, place.path("work/.git"));
    }
}

#[test]
fn a_folder_of_any_name_is_found() {
    let place = Place::new();
    let odd = place.path("work").join(OsStr::from_bytes(b"a\nb \xff\n"));
    fs::create_dir(&odd).unwrap();
    place.git(&["init", "--quiet", "."]);
    let inner = odd.join("inner\n");
    fs::create_dir(&inner).unwrap();
    let status = std::process::Command::new("git")
        .args(["init", "--quiet"])
        .current_dir(&inner)
        .status();
    assert!(status.unwrap().success());
    assert_eq!(around(&inner).unwrap().git.folder(), inner);
    let found = holding(&inner.join("x.canvas.json")).unwrap();
    assert_eq!(found.path, Path::new("x.canvas.json"));
}

#[test]
fn symbolic_links_lead_to_the_file_itself() {
    let place = Place::new();
    place.write("real/a.canvas.json", "{}");
    symlink(place.file("real"), place.path("folder")).unwrap();
    symlink("work/real/a.canvas.json", place.path("link.json")).unwrap();
    symlink(place.path("outside.json"), place.file("out.json")).unwrap();
    for path in ["folder/a.canvas.json", "link.json"] {
        let found = holding(&place.path(path)).unwrap();
        assert_eq!(found.path, Path::new("real/a.canvas.json"));
    }
    assert_eq!(holding(&place.file("out.json")), Err(NoRepository::None));
}

#[test]
fn a_linked_work_tree_and_a_submodule_are_repositories() {
    let place = Place::new();
    place.commit("a.canvas.json", "{}");
    place.git(&["worktree", "add", "--quiet", "../tree"]);
    let tree = holding(&place.path("tree/a.canvas.json"))
        .unwrap()
        .repository;
    assert_eq!(tree.git.folder(), place.path("tree"));
    assert_eq!(tree.common_dir, place.path("work/.git"));
    assert_eq!(tree.git_dir, place.path("work/.git/worktrees/tree"));
    let from = place.path("tree").display().to_string();
    let allow = "protocol.file.allow=always";
    place.git(&["-c", allow, "submodule", "--quiet", "add", &from, "sub"]);
    let found = holding(&place.file("sub/a.canvas.json")).unwrap();
    assert_eq!(found.repository.git.folder(), place.file("sub"));
    assert_eq!(found.path, Path::new("a.canvas.json"));
}

#[test]
fn where_there_is_none_it_says_why() {
    let place = Place::new();
    place.git(&["init", "--quiet", "--bare", "../bare"]);
    fs::create_dir(place.path("plain")).unwrap();
    for (folder, expected) in [
        ("plain", NoRepository::None),
        ("bare", NoRepository::Bare),
        ("bare/refs", NoRepository::Bare),
        ("work/.git/refs", NoRepository::Inside),
        ("none", NoRepository::NoFolder),
    ] {
        assert_eq!(around(&place.path(folder)), Err(expected), "{folder}");
    }
}

#[test]
fn a_repository_of_somebody_else_is_told_apart() {
    let place = Place::new();
    let other = Some(1001);
    if std::os::unix::fs::chown(place.path("work/.git"), other, None)
        .and_then(|()| std::os::unix::fs::chown(place.path("work"), other, None))
        .is_err()
    {
        eprintln!("skipped: only root can give files away");
        return;
    }
    let trusts_all = place
        .try_git(super::place::Program::There, &["status"])
        .code
        == Some(0);
    assert!(!trusts_all, "git in a home of its own trusts nobody else");
    match around(&place.path("work")) {
        Err(NoRepository::Foreign) => {}
        // The person who runs the tests may trust everybody.
        Ok(_) => eprintln!("skipped: safe.directory is set"),
        Err(other) => panic!("{other:?}"),
    }
}
