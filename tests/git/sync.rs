//! Syncing a canvas, between clones of one bare repository.

use std::fs;

use super::place::Program;
use super::team::{FILE, Team, fails};

#[test]
fn a_new_canvas_goes_to_an_empty_repository_and_to_the_others() {
    let team = Team::empty();
    team.make("anna");
    let ended = team.sync("anna");
    assert_eq!(ended.err, "committing …\nfetching …\npushing …\n");
    assert_eq!(
        ended.fine(),
        "committed \"Plan: new canvas, 2 notes\"\nsent 1 commit to origin/main\n"
    );
    assert_eq!(team.subject("anna"), "Plan: new canvas, 2 notes");
    team.is_sane("anna", "");
    team.git("ben", &["pull", "--quiet"]);
    assert_eq!(team.notes("ben"), team.notes("anna"));
    assert_eq!(
        team.sync("ben").fine(),
        "nothing new, here or in origin/main\n"
    );
}

#[test]
fn the_message_tells_the_changes_or_is_given() {
    let team = Team::new();
    team.add("anna", "channels", "Leaflets");
    team.add("anna", "channels", "Radio");
    let dry = team.run("anna", "sync", &["--dry-run"]).fine();
    assert_eq!(
        dry,
        "would commit plan.canvas.json:\n  Plan: +2 Channels\nwould sync with origin/main: 0 to send, 0 to get, as of the last fetch\n"
    );
    team.is_sane("anna", " M plan.canvas.json\n");
    team.sync("anna").fine();
    assert_eq!(team.subject("anna"), "Plan: +2 Channels");
    team.add("anna", "channels", "Fairs");
    team.run("anna", "sync", &["-m", "# Fairs\n\n-- why"])
        .fine();
    assert_eq!(
        team.git("anna", &["log", "-1", "--format=%B"]),
        "# Fairs\n\n-- why\n\n"
    );
    let dry = team.run("anna", "sync", &["--dry-run"]).fine();
    assert!(dry.starts_with("nothing to commit\n"), "{dry}");
    fails(
        &team.run("anna", "sync", &["-m", " "]),
        &["the message is empty"],
    );
}

#[test]
fn two_who_write_at_once_both_have_both() {
    let team = Team::new();
    // The ids are neighbours, and so the lines: git alone has a conflict.
    team.add("anna", "channels", "From Anna");
    team.add("ben", "customer_segments", "From Ben");
    let (first, _) = team.notes("anna").remove(0);
    for (who, color) in [("anna", "red"), ("ben", "red")] {
        team.run(who, "set", &[&first, "--color", color]).fine();
    }
    team.run("ben", "set", &[&first, "--tag", "x"]).fine();
    team.sync("anna").fine();
    let got = team.sync("ben").fine();
    assert!(
        got.contains("got 1 commit from origin/main: +1 Channels"),
        "{got}"
    );
    assert!(got.contains("sent 2 commits to origin/main"), "{got}");
    let got = team.sync("anna").fine();
    assert!(got.contains("+1 Customer Segments"), "{got}");
    for who in ["anna", "ben"] {
        assert!(team.has(who, "From Anna") && team.has(who, "From Ben"));
        team.is_sane(who, "");
    }
    assert_eq!(team.notes("anna"), team.notes("ben"));
    let message = team.git("ben", &["log", "-1", "--format=%B"]);
    assert_eq!(message.trim(), "Merge remote-tracking branch 'origin/main'");
}

#[test]
fn of_two_texts_for_one_note_both_stay() {
    let team = Team::new();
    let (id, _) = team.notes("anna").remove(0);
    team.run("anna", "set", &[&id, "--text", "As Anna says"])
        .fine();
    team.run("ben", "set", &[&id, "--text", "As Ben says"])
        .fine();
    team.sync("anna").fine();
    let said = team.sync("ben").fine();
    assert!(
        said.contains("was changed on both sides: both texts are kept"),
        "{said}"
    );
    team.sync("anna").fine();
    for who in ["anna", "ben"] {
        assert!(
            team.has(who, "As Anna says") && team.has(who, "As Ben says"),
            "{who}"
        );
        team.is_sane(who, "");
    }
    assert_eq!(team.notes("anna"), team.notes("ben"));
}

#[test]
fn a_canvas_that_one_side_deleted_and_the_other_changed_stays() {
    let team = Team::new();
    team.git("anna", &["rm", "--quiet", FILE]);
    team.git("anna", &["commit", "--quiet", "--message=x"]);
    team.git("anna", &["push", "--quiet"]);
    team.add("ben", "channels", "Still here");
    team.sync("ben").fine();
    assert!(team.has("ben", "Still here"));
    team.is_sane("ben", "");
    fails(&team.sync("anna"), &["no such file"]);
}

#[test]
fn what_else_is_staged_or_changed_stays_so() {
    let team = Team::new();
    team.write("anna", "other.txt", "1");
    team.git("anna", &["add", "other.txt"]);
    team.write("anna", "loose.txt", "1");
    team.add("anna", "channels", "Leaflets");
    team.git("anna", &["add", FILE]);
    team.add("anna", "channels", "Radio");
    team.sync("anna").fine();
    team.is_sane("anna", "A  other.txt\n?? loose.txt\n");
    assert_eq!(
        team.git("anna", &["show", "--name-only", "--format="]),
        "plan.canvas.json\n"
    );
    assert_eq!(team.subject("anna"), "Plan: +2 Channels");
    // Where the others' commit cannot be taken in over them, git says which they are, and nothing is lost.
    team.sync("ben").fine();
    team.write("ben", "other.txt", "2");
    team.git("ben", &["add", "--all"]);
    team.git("ben", &["commit", "--quiet", "--message=x"]);
    team.git("ben", &["push", "--quiet"]);
    team.add("anna", "channels", "Post");
    fails(
        &team.sync("anna"),
        &["committed, but not shared: the merge failed", "other.txt"],
    );
    team.is_sane("anna", "A  other.txt\n?? loose.txt\n");
    assert!(team.has("anna", "Post"));
}

#[test]
fn a_remote_that_is_not_there_is_no_matter_of_keys() {
    let team = Team::new();
    team.git("anna", &["remote", "set-url", "origin", "../moved.git"]);
    team.add("anna", "channels", "Post");
    let ended = team.sync("anna");
    fails(
        &ended,
        &[
            "does not appear to be a git repository",
            "Try the same with git in a shell",
        ],
    );
}

#[test]
fn other_files_in_conflict_are_left_to_the_person() {
    let team = Team::new();
    for who in ["anna", "ben"] {
        team.add(who, "channels", who);
        team.write(who, "a b.txt", who);
        team.git(who, &["add", "--all"]);
        team.git(who, &["commit", "--quiet", "--message=x"]);
    }
    team.git("anna", &["push", "--quiet"]);
    team.add("ben", "channels", "Post");
    let ended = team.sync("ben");
    fails(
        &ended,
        &[
            "other files are in conflict: a b.txt",
            "CONFLICT",
            "git merge @{upstream}",
        ],
    );
    team.is_sane("ben", "");
    assert!(team.has("ben", "Post") && team.has("ben", "ben"));
}

#[test]
fn who_is_overtaken_fetches_and_pushes_again() {
    let team = Team::new();
    // Ben's push takes so long that Anna is always first, twice.
    let anna = team.0.path("anna").display().to_string();
    let program = env!("CARGO_BIN_EXE_bmcanvas");
    team.hook(
        "ben/.git",
        "pre-push",
        &format!(
            "n=$(cat ../n 2>/dev/null || echo 0)\n[ $n -lt 2 ] || exit 0\necho $((n + 1)) > ../n\n\
             cd {anna} && {program} add {FILE} channels \"Race $n\" && {program} sync {FILE}"
        ),
    );
    team.add("ben", "channels", "From Ben");
    let said = team.sync("ben").fine();
    assert!(
        said.contains("got 2 commits from origin/main: +2 Channels"),
        "{said}"
    );
    team.sync("anna").fine();
    for text in ["Race 0", "Race 1", "From Ben"] {
        assert!(team.has("anna", text) && team.has("ben", text), "{text}");
    }
    team.is_sane("ben", "");
}

#[test]
fn a_remote_that_takes_nothing_is_told_in_its_own_words() {
    let team = Team::new();
    team.hook(
        "hub.git",
        "pre-receive",
        "echo 'No pushes on Fridays'; exit 1",
    );
    team.add("ben", "channels", "Friday");
    let ended = team.sync("ben");
    fails(
        &ended,
        &["committed, but not shared: the push failed: No pushes on Fridays"],
    );
    team.is_sane("ben", "");
    team.unhook("hub.git", "pre-receive");
    assert_eq!(team.sync("ben").fine(), "sent 1 commit to origin/main\n");
    fs::rename(team.0.path("hub.git"), team.0.path("away.git")).unwrap();
    team.add("ben", "channels", "Away");
    let ended = team.sync("ben");
    fails(
        &ended,
        &[
            "the fetch failed",
            "hub.git' does not appear to be a git repository",
        ],
    );
}

#[test]
fn hooks_have_their_say() {
    let team = Team::new();
    team.hook("ben/.git", "pre-commit", "echo \"Not like $0\"; exit 1");
    team.write("ben", "new.canvas.json", "{\"notes\": {}}");
    team.add("ben", "channels", "Post");
    fails(
        &team.sync("ben"),
        &[
            "the commit failed: Not like .git/hooks/pre-commit",
            "Nothing was committed",
        ],
    );
    team.is_sane("ben", " M plan.canvas.json\n?? new.canvas.json\n");
    let new = team.path("ben", "new.canvas.json").display().to_string();
    fails(&team.0.run(["sync", &new]), &["the commit failed"]);
    team.is_sane("ben", " M plan.canvas.json\n?? new.canvas.json\n");
    team.unhook("ben/.git", "pre-commit");
    fs::remove_file(new).unwrap();
    // One that is against merges: in lines far apart, so that git merges by itself, and in the same ones.
    team.sync("ben").fine();
    team.sync("anna").fine();
    let (last, _) = team.notes("anna").pop().unwrap();
    for edit in [
        &[&last, "--text", "Theirs below"][..],
        &["--title", "Theirs above"],
    ] {
        let (is_by_git, theirs) = (edit.len() == 3, *edit.last().unwrap());
        team.run("anna", "set", edit).fine();
        team.sync("anna").fine();
        team.run("ben", "set", &["--title", &format!("Ben {is_by_git}")])
            .fine();
        for name in ["pre-merge-commit", "commit-msg"] {
            if name == "pre-merge-commit" && !is_by_git {
                continue;
            }
            let script = "[ \"$1\" ] && ! grep -q Merge \"$1\" || { echo Unmergeable; exit 1; }";
            team.hook("ben/.git", name, script);
            let ended = team.sync("ben");
            fails(
                &ended,
                &["the merge failed: Unmergeable", "The merge was taken back"],
            );
            team.is_sane("ben", "");
            assert!(team.read("ben").contains("\"Ben ") && !team.read("ben").contains(theirs));
            team.unhook("ben/.git", name);
            if name == "commit-msg" {
                team.sync("ben").fine();
                assert!(team.read("ben").contains(theirs), "{}", team.read("ben"));
                team.sync("anna").fine();
            }
        }
    }
}

#[test]
fn where_there_is_nobody_to_share_with_it_commits_and_says_so() {
    let team = Team::empty();
    let place = &team.0;
    let file = place.file(FILE).display().to_string();
    place.run(["new", &file]).fine();
    assert_eq!(
        place.run(["sync", &file]).fine(),
        "committed \"Untitled canvas: new canvas, no notes yet\"\nthere is no remote to push to\n"
    );
    place.git(&["remote", "add", "origin", "../hub.git"]);
    place.run(["add", &file, "channels", "x"]).fine();
    let ended = place.run(["sync", &file]);
    fails(
        &ended,
        &[
            "committed, but not shared: the branch main follows no branch of a remote",
            "Do so once with git push --set-upstream origin main",
        ],
    );
    place.git(&["push", "--quiet", "--set-upstream", "origin", "main"]);
    assert_eq!(
        place.run(["sync", &file]).fine(),
        "nothing new, here or in origin/main\n"
    );
    fs::create_dir(place.path("plain")).unwrap();
    let outside = place.path("plain/x.canvas.json").display().to_string();
    place.run(["new", &outside]).fine();
    fails(
        &place.run(["sync", &outside]),
        &["this is in no git repository", "git init"],
    );
}

#[test]
fn a_repository_in_another_state_is_left_as_it_is() {
    let team = Team::new();
    team.write("ben", ".gitignore", "x.canvas.json\n");
    let ignored = team.path("ben", "x.canvas.json").display().to_string();
    team.0.run(["new", &ignored]).fine();
    fails(
        &team.0.run(["sync", &ignored]),
        &["git is told to ignore this file"],
    );
    team.write("ben", "broken.canvas.json", "{");
    let broken = team.path("ben", "broken.canvas.json").display().to_string();
    fails(
        &team.0.run(["sync", &broken]),
        &["cannot be read as a canvas"],
    );
    let none = team.path("ben", "none.canvas.json").display().to_string();
    fails(&team.0.run(["sync", &none]), &["there is no such file"]);
    let status = "?? .gitignore\n?? broken.canvas.json\n";
    team.is_sane("ben", status);
    team.add("ben", "channels", "Detached");
    team.git("ben", &["checkout", "--quiet", "--detach"]);
    fails(
        &team.sync("ben"),
        &["no branch is checked out", "git switch"],
    );
    team.git("ben", &["checkout", "--quiet", "main"]);
    team.git("ben", &["commit", "--quiet", "--all", "--message=x"]);
    team.git("ben", &["checkout", "--quiet", "-b", "other", "HEAD~1"]);
    let (id, _) = team.notes("ben").remove(0);
    team.run("ben", "rm", &[&id]).fine();
    team.write("ben", "both", "other");
    team.git("ben", &["add", "both", FILE]);
    team.git("ben", &["commit", "--quiet", "--message=x"]);
    team.git("ben", &["checkout", "--quiet", "main"]);
    team.write("ben", "both", "main");
    team.git("ben", &["add", "both"]);
    team.git("ben", &["commit", "--quiet", "--message=x"]);
    let folder = team.0.path("ben").display().to_string();
    team.0.try_git(
        Program::There,
        &["-C", &folder, "merge", "--quiet", "other"],
    );
    let before = team.git("ben", &["status", "--porcelain"]);
    fails(
        &team.sync("ben"),
        &["a merge is under way", "git merge --abort"],
    );
    assert_eq!(team.git("ben", &["status", "--porcelain"]), before);
}
