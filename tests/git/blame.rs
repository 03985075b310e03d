//! Who wrote the notes of a canvas, in real repositories.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::time::Instant;

use bmcanvas::format;
use bmcanvas::git::blame::{Memory, blame};
use bmcanvas::git::history::NoHistory;
use bmcanvas::git::program::Cancel;
use bmcanvas::git::repo;
use bmcanvas::model::blame::{Blame, Reach, Standing};
use bmcanvas::model::canvas::Canvas;
use bmcanvas::model::note::{Note, Place as Seat};

use super::canvas::{canvas, read};
use super::history::{commit, long, many};
use super::place::{Place, Program};

const FILE: &str = "plan.canvas.json";

fn found(place: &Place, file: &str, memory: Memory) -> Result<Blame, NoHistory> {
    let place = repo::holding(&place.file(file)).unwrap();
    blame(&place, 0, memory, &Cancel::default())
}

/// Each note as `id written changed`, by the subjects of commits.
fn told(place: &Place, file: &str) -> Vec<String> {
    let blame = found(place, file, Memory::Use).unwrap();
    assert_eq!(found(place, file, Memory::Ignore).unwrap(), blame);
    let told = blame.notes.iter().map(|(id, record)| {
        let (written, changed) = (&record.written.subject, &record.changed.subject);
        format!("{} {written} {changed}", id.as_str())
    });
    told.collect()
}

fn cache(place: &Place) -> Vec<std::path::PathBuf> {
    let folder = fs::read_dir(place.file(".git/bmcanvas"));
    let files = folder
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path());
    files.filter(|path| path.is_file()).collect()
}

#[test]
fn notes_are_as_old_as_the_commit_that_wrote_them() {
    let place = Place::new();
    place.commit_as("one", FILE, canvas(&[("a", "1"), ("b", "1")]));
    let first = found(&place, FILE, Memory::Use).unwrap().notes[&"a".into()]
        .written
        .time;
    let now = first + 10 * 86_400 + 5;
    let at = repo::holding(&place.file(FILE)).unwrap();
    let blame = blame(&at, now, Memory::Use, &Cancel::default()).unwrap();
    let today = read(&canvas(&[("a", "changed"), ("c", "new")]));
    let ages: Vec<(String, u32)> = blame
        .days_old(&today)
        .into_iter()
        .map(|(id, days)| (id.as_str().to_owned(), days))
        .collect();
    assert_eq!(ages, [("a".to_owned(), 10)]);
}

#[test]
fn each_note_has_who_wrote_it_and_who_changed_it() {
    let place = Place::new();
    place.commit_as("one", FILE, canvas(&[("a", "1"), ("b", "1")]));
    place.commit_as("two", FILE, canvas(&[("a", "2"), ("b", "1"), ("c", "1")]));
    let reranked =
        canvas(&[("a", "2"), ("b", "1"), ("c", "1")]).replace("\"rank\": \"b\"", "\"rank\": \"z\"");
    place.commit_as("order", FILE, reranked);
    assert_eq!(told(&place, FILE), ["a one two", "b one one", "c two two"]);
    place.commit_as("three", FILE, canvas(&[("a", "1"), ("c", "1")]));
    assert_eq!(told(&place, FILE), ["a one three", "c two two"]);
    place.commit_as("markers", FILE, "<<<<<<< a\n");
    place.commit_as("four", FILE, canvas(&[("a", "1"), ("b", "1"), ("c", "3")]));
    let four = ["a one three", "b one four", "c two four"];
    assert_eq!(told(&place, FILE), four);
    place.git(&["rm", "--quiet", FILE]);
    commit(&place, "gone");
    place.write(FILE, canvas(&[("a", "1")]));
    assert!(told(&place, FILE).is_empty());
    let blame = found(&place, FILE, Memory::Use).unwrap();
    let now = read(&place.read(FILE));
    let id = "a".into();
    assert_eq!(blame.of(&id, now.note(&id).unwrap()), Standing::New);
    commit(&place, "again");
    assert_eq!(told(&place, FILE), ["a one again"]);
}

#[test]
fn what_is_not_committed_is_told_as_such() {
    let place = Place::new();
    place.commit_as("one", FILE, canvas(&[("a", "1"), ("b", "1")]));
    let blame = found(&place, FILE, Memory::Use).unwrap();
    let now = read(
        &canvas(&[("a", "1"), ("b", "2"), ("c", "1")])
            .replace("\"rank\": \"a\"", "\"rank\": \"x\""),
    );
    let standing = |id: &str| {
        let id = id.into();
        match blame.of(&id, now.note(&id).unwrap()) {
            Standing::New => "new",
            Standing::Changed(_) => "changed",
            Standing::Committed(_) => "committed",
        }
    };
    assert_eq!(
        ["a", "b", "c"].map(standing),
        ["committed", "changed", "new"]
    );
}

#[test]
fn a_merge_is_no_author_and_names_do_not_matter() {
    let place = Place::new();
    place.run(["git-setup"]).fine();
    place.commit_as("one", "a.json", long("1"));
    place.git(&["switch", "--quiet", "--create", "side"]);
    place.commit_as(
        "side",
        "a.json",
        long("1").replace("number 10\"", "number ten\""),
    );
    place.git(&["switch", "--quiet", "main"]);
    place.git(&["mv", "a.json", "b.json"]);
    commit(&place, "renamed");
    place.commit_as(
        "main",
        "b.json",
        long("1").replace("number 11\"", "number eleven\""),
    );
    place.git(&["merge", "--quiet", "--message=merged", "side"]);
    let told = told(&place, "b.json");
    assert_eq!(told[..3], ["n10 one side", "n11 one main", "n12 one one"]);
    assert!(!told.concat().contains("merged") && !told.concat().contains("renamed"));
}

#[test]
fn what_was_found_is_kept_and_only_new_commits_are_read() {
    let place = Place::new();
    place.commit_as("one", FILE, canvas(&[("a", "1")]));
    place.commit_as("two", FILE, canvas(&[("a", "1"), ("b", "1")]));
    assert_eq!(told(&place, FILE), ["a one one", "b two two"]);
    let [file] = &cache(&place)[..] else {
        panic!("{:?}", cache(&place));
    };
    let kept = fs::read_to_string(file).unwrap();
    assert_eq!(kept.lines().count(), 3);
    assert!(
        !kept.contains("one") && !kept.contains('@'),
        "no words or names: {kept}"
    );
    // What is read of the old ones is what was kept, and not the blobs, which are gone.
    let blob = place.git(&["rev-parse", "HEAD~1:plan.canvas.json"]);
    let (folder, name) = blob.trim().split_at(2);
    fs::remove_file(place.file(format!(".git/objects/{folder}/{name}"))).unwrap();
    place.commit_as("three", FILE, canvas(&[("a", "1"), ("b", "2")]));
    let blame = found(&place, FILE, Memory::Use).unwrap();
    let subjects: Vec<&str> = blame
        .notes
        .values()
        .map(|record| &*record.changed.subject)
        .collect();
    assert_eq!(subjects, ["one", "three"]);
    assert_eq!(fs::read_to_string(file).unwrap().lines().count(), 4);
}

#[test]
fn a_broken_or_foreign_or_older_cache_is_as_none() {
    let place = Place::new();
    place.commit_as("one", FILE, canvas(&[("a", "1")]));
    place.commit_as("two", FILE, canvas(&[("a", "1"), ("b", "1")]));
    let expected = ["a one one", "b two two"];
    assert_eq!(told(&place, FILE), expected);
    let file = cache(&place).remove(0);
    let kept = fs::read_to_string(&file).unwrap();
    for broken in [
        String::new(),
        kept.replace("_blame\":1", "_blame\":0"),
        kept.replace(FILE, "other.canvas.json"),
        kept.replace("\"p\":[0]", "\"p\":[7]"),
        kept.trim_end().to_owned(),
        kept.lines().next().unwrap().to_owned(),
        "\u{0}".repeat(100),
    ] {
        assert_ne!(broken, kept);
        fs::write(&file, broken).unwrap();
        assert_eq!(told(&place, FILE), expected);
        assert_eq!(fs::read_to_string(&file).unwrap(), kept, "it is mended");
    }
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    assert_eq!(told(&place, FILE), expected);
    fs::remove_dir_all(place.file(".git/bmcanvas")).unwrap();
    std::os::unix::fs::symlink(place.path("elsewhere"), place.file(".git/bmcanvas")).unwrap();
    fs::create_dir(place.path("elsewhere")).unwrap();
    assert_eq!(told(&place, FILE), expected);
    assert_eq!(
        fs::read_dir(place.path("elsewhere")).unwrap().count(),
        0,
        "no link is followed"
    );
}

#[test]
fn without_a_place_for_a_cache_it_works_too() {
    let place = Place::new();
    place.commit_as("one", FILE, canvas(&[("a", "1")]));
    fs::write(place.file(".git/bmcanvas"), "no folder").unwrap();
    assert_eq!(told(&place, FILE), ["a one one"]);
    fs::remove_file(place.file(".git/bmcanvas")).unwrap();
    let git = place.file(".git");
    fs::set_permissions(&git, fs::Permissions::from_mode(0o555)).unwrap();
    assert_eq!(told(&place, FILE), ["a one one"]);
    fs::set_permissions(&git, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_shallow_clone_is_no_whole_story_until_it_is_one() {
    let place = Place::new();
    place.commit_as("one", FILE, canvas(&[("a", "1")]));
    place.commit_as("two", FILE, canvas(&[("a", "1"), ("b", "1")]));
    let from = format!("file://{}", place.path("work").display());
    place.git(&["clone", "--quiet", "--depth=1", &from, "../clone"]);
    let file = "../clone/plan.canvas.json";
    assert_eq!(told(&place, file), ["a two two", "b two two"]);
    for _ in 0..2 {
        assert_eq!(found(&place, file, Memory::Use).unwrap().reach, Reach::Part);
    }
    place.git(&["-C", "../clone", "fetch", "--quiet", "--unshallow"]);
    assert_eq!(told(&place, file), ["a one one", "b two two"]);
    assert_eq!(
        found(&place, file, Memory::Use).unwrap().reach,
        Reach::Whole
    );
}

#[test]
fn without_history_it_says_so() {
    let place = Place::new();
    place.write(FILE, canvas(&[]));
    assert_eq!(found(&place, FILE, Memory::Use), Err(NoHistory::NoCommit));
    place.write("other", "x");
    place.git(&["add", "other"]);
    place.git(&["commit", "--quiet", "--message=x"]);
    let error = found(&place, FILE, Memory::Use).unwrap_err();
    assert!(matches!(error, NoHistory::NeverCommitted(_)));
}

#[test]
fn a_thousand_commits_are_traced_and_kept() {
    let place = Place::new();
    many(&place, 2000, 2);
    let start = Instant::now();
    assert_eq!(
        told(&place, FILE),
        ["a change 0 change 0", "b change 0 change 1998"]
    );
    let first = start.elapsed();
    let file = cache(&place).remove(0);
    assert!(fs::metadata(file).unwrap().len() < 500_000);
    assert!(first.as_secs() < 20, "{first:?}");
}

/// Random numbers, the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

/// A repository in which anything happens.
struct Story {
    place: Place,
    dice: Dice,
    time: u64,
    commits: usize,
}

const NAMES: [&str; 3] = ["a.canvas.json", "b.canvas.json", "c.canvas.json"];

impl Story {
    fn begin(seed: u64) -> Self {
        let place = Place::new();
        place.run(["git-setup"]).fine();
        let mut story = Self {
            place,
            dice: Dice(seed),
            time: 1_600_000_000,
            commits: 0,
        };
        story.place.write(NAMES[0], long("1"));
        story.commit();
        story.place.git(&["branch", "side"]);
        story
    }

    fn commit(&mut self) {
        self.place.git(&["add", "--all"]);
        let message = format!("--message=c{}", self.commits);
        self.git(&["commit", "--quiet", "--allow-empty", &message]);
    }

    /// Runs git at a later time than before, or at the same; whether all went well.
    fn git(&mut self, args: &[&str]) -> bool {
        self.time += self.dice.roll(2) as u64;
        self.commits += 1;
        let mut command = self.place.command("git", Program::There);
        let date = format!("{} +0000", self.time);
        command
            .args(args)
            .env("GIT_COMMITTER_DATE", &date)
            .env("GIT_AUTHOR_DATE", &date);
        command.output().unwrap().status.success()
    }

    fn file(&self) -> &'static str {
        NAMES
            .into_iter()
            .find(|name| self.place.file(name).exists())
            .unwrap()
    }

    fn go_on(&mut self) {
        match self.dice.roll(16) {
            0 | 12.. => {
                let branch = ["main", "side"][self.dice.roll(2)];
                self.place.git(&["switch", "--quiet", branch]);
            }
            1..=3 => {
                let here = self.place.git(&["branch", "--show-current"]);
                let other = if here.trim() == "main" {
                    "side"
                } else {
                    "main"
                };
                let message = format!("--message=c{}", self.commits);
                if !self.git(&["merge", "--quiet", "--no-ff", &message, other]) {
                    // Renamed on both sides, mostly: ours it is, else they could never meet again.
                    self.place.try_git(Program::There, &["merge", "--abort"]);
                    self.git(&["merge", "--quiet", "--strategy=ours", &message, other]);
                }
            }
            4 if self.dice.roll(4) == 0 => {
                let name = NAMES[self.dice.roll(3)];
                if name != self.file() {
                    self.place.git(&["mv", self.file(), name]);
                    self.commit();
                }
            }
            4 => {
                self.place.write("other", self.commits.to_string());
                self.commit();
            }
            _ => {
                let file = self.file();
                let mut canvas = read(&self.place.read(file));
                for _ in 0..=self.dice.roll(2) {
                    self.edit(&mut canvas);
                }
                self.place.write(file, format::write(&canvas));
                self.commit();
            }
        }
    }

    fn edit(&mut self, canvas: &mut Canvas) {
        // Few notes and values, so that the same happens on both sides, and things come back.
        let id = format!("n{}", 10 + self.dice.roll(6)).as_str().into();
        let value = self.dice.roll(3).to_string();
        match self.dice.roll(6) {
            0 => drop(canvas.remove(&id)),
            1 => drop(canvas.change(&id, |note| note.place.rank = value.as_str().into())),
            2 => drop(canvas.change(&id, |note| note.color = Some(value.as_str().into()))),
            3 => drop(canvas.change(&id, |note| {
                note.place.block = ["channels", "parking"][self.dice.roll(2)].into();
            })),
            _ => {
                if canvas
                    .change(&id, |note| note.text.clone_from(&value))
                    .is_none()
                {
                    let place = Seat {
                        block: "channels".into(),
                        rank: "V".into(),
                    };
                    canvas.insert(id, Note::new(place, value)).unwrap();
                }
            }
        }
    }
}

/// The notes of each commit, without ranks, and its parents: found slowly, and without our code.
struct Oracle {
    parents: BTreeMap<String, Vec<String>>,
    notes: BTreeMap<String, BTreeMap<String, String>>,
    head: String,
}

impl Oracle {
    fn ask(place: &Place) -> Self {
        let list = place.git(&["rev-list", "--parents", "HEAD"]);
        let lines = list.lines().map(|line| {
            let mut ids = line.split(' ').map(str::to_owned);
            (ids.next().unwrap(), ids.collect::<Vec<_>>())
        });
        let parents: BTreeMap<_, _> = lines.collect();
        let notes = parents
            .keys()
            .map(|id| (id.clone(), Self::notes(place, id)));
        Self {
            notes: notes.collect(),
            head: place.git(&["rev-parse", "HEAD"]).trim().to_owned(),
            parents,
        }
    }

    fn notes(place: &Place, commit: &str) -> BTreeMap<String, String> {
        let text = NAMES.iter().find_map(|name| {
            let shown = place.try_git(Program::There, &["show", &format!("{commit}:{name}")]);
            (shown.code == Some(0)).then_some(shown.out)
        });
        let json: serde_json::Value = serde_json::from_str(&text.unwrap()).unwrap();
        let notes = json["notes"].as_object().unwrap().iter();
        let notes = notes
            .filter(|(_, note)| note.is_object())
            .map(|(id, note)| {
                let mut note = note.clone();
                note.as_object_mut().unwrap().remove("rank");
                (id.clone(), note.to_string())
            });
        notes.collect()
    }

    /// The commits that could have made the note what it is, by value, through those that had it so.
    fn changers(&self, id: &str) -> BTreeSet<&str> {
        let value = self.notes[&self.head].get(id);
        let has = |commit: &&String| self.notes[*commit].get(id) == value;
        let (mut seen, mut todo, mut found) = (BTreeSet::new(), vec![&self.head], BTreeSet::new());
        while let Some(commit) = todo.pop() {
            if seen.insert(commit) {
                let holders: Vec<&String> = self.parents[commit].iter().filter(has).collect();
                if holders.is_empty() {
                    found.insert(&**commit);
                }
                todo.extend(holders);
            }
        }
        found
    }

    /// The commits that brought the note where no parent had it.
    fn writers(&self, id: &str) -> BTreeSet<&str> {
        let has = |commit: &String| self.notes[commit].contains_key(id);
        let wrote =
            |(commit, parents): &(&String, &Vec<String>)| has(commit) && !parents.iter().any(has);
        self.parents
            .iter()
            .filter(wrote)
            .map(|(commit, _)| &**commit)
            .collect()
    }
}

#[test]
fn it_agrees_with_a_slow_oracle_whatever_happened() {
    let cases = std::env::var("BMCANVAS_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok());
    let (mut merges, mut renames, mut several) = (0, 0, 0);
    for seed in 0..cases.unwrap_or(4) {
        let mut story = Story::begin(seed);
        for chapter in 0..60 {
            story.go_on();
            if chapter % 9 == 0 {
                found(&story.place, story.file(), Memory::Use).unwrap();
            }
        }
        let (place, file) = (&story.place, story.file());
        let blame = found(place, file, Memory::Use).unwrap();
        let fresh = found(place, file, Memory::Ignore).unwrap();
        assert_eq!(blame, fresh, "seed {seed}");
        let oracle = Oracle::ask(place);
        let ids: Vec<&String> = oracle.notes[&oracle.head].keys().collect();
        let ours: Vec<&str> = blame
            .notes
            .keys()
            .map(bmcanvas::model::id::NoteId::as_str)
            .collect();
        assert_eq!(ours, ids, "seed {seed}");
        for (id, record) in &blame.notes {
            let changers = oracle.changers(id.as_str());
            let changed = &*record.changed.commit;
            assert!(
                changers.contains(changed),
                "seed {seed} {id:?}: {changed} {changers:?}"
            );
            several += usize::from(changers.len() > 1);
            let writers = oracle.writers(id.as_str());
            let written = &*record.written.commit;
            assert!(
                writers.contains(written),
                "seed {seed} {id:?}: {written} {writers:?}"
            );
        }
        merges += oracle
            .parents
            .values()
            .filter(|parents| parents.len() > 1)
            .count();
        renames += place
            .git(&["log", "--diff-filter=R", "-M", "--format=%h", "--name-only"])
            .lines()
            .count();
    }
    assert!(
        merges > 15 && renames > 1 && several > 0,
        "{merges} {renames} {several}: too little happened"
    );
}
