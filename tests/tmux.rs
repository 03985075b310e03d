//! The real program in a real tmux, in a pane of 60 columns beside the code.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

#[path = "terminal/place.rs"]
mod place;

use std::process::{Command, Output};

use place::{Place, canonical, eventually, texts, texts_in};

/// A tmux server of its own with one window, ended with the test.
struct Tmux<'a> {
    place: &'a Place,
    /// Each server's own: a new one under the name of one that is still ending would not start.
    name: &'static str,
}

impl<'a> Tmux<'a> {
    /// Runs the board on the AWS canvas; `None` where there is no tmux.
    fn start(place: &'a Place) -> Option<Self> {
        let tmux = Self::start_on(place, "aws.canvas.json", "")?;
        tmux.wait_for("Software developers");
        Some(tmux)
    }

    /// Runs the board on this canvas, with these variables set before it; `None` where there is no tmux.
    fn start_on(place: &'a Place, canvas: &str, variables: &str) -> Option<Self> {
        let version = Command::new("tmux").arg("-V").output();
        if !version.is_ok_and(|output| output.status.success()) {
            println!("SKIPPED: there is no tmux here");
            return None;
        }
        Some(Self::launch(place, "first", canvas, variables))
    }

    fn launch(place: &'a Place, name: &'static str, canvas: &str, variables: &str) -> Self {
        let tmux = Self { place, name };
        let board = env!("CARGO_BIN_EXE_bmcanvas");
        let size = ["-x", "60", "-y", "50"];
        let start = [&["new-session", "-d", "-s", "board"][..], &size, &["sh"]].concat();
        assert!(tmux.run(&start).status.success());
        // The shell stays, as it does for people: what it shows after the end is looked at too.
        tmux.keys(&[
            "-l",
            &format!("{variables} '{board}' '{canvas}'; echo ended: $?"),
        ]);
        tmux.keys(&["Enter"]);
        tmux
    }

    fn run(&self, words: &[&str]) -> Output {
        let mut command = self.place.command("tmux");
        command
            .args(["-L", self.name, "-f", "/dev/null"])
            .args(words)
            .env("TMUX_TMPDIR", self.place.root())
            .env("SHELL", "/bin/sh")
            .output()
            .unwrap()
    }

    fn keys(&self, keys: &[&str]) {
        let words = [&["send-keys", "-t", "board"], keys].concat();
        assert!(self.run(&words).status.success());
    }

    /// Types text, without names of keys in it.
    fn type_text(&self, text: &str) {
        self.keys(&["-l", text]);
    }

    fn screen(&self) -> String {
        let output = self.run(&["capture-pane", "-p", "-t", "board"]);
        String::from_utf8(output.stdout).unwrap()
    }

    fn wait_until(&self, what: &str, holds: impl Fn(&str) -> bool) {
        let mut last = String::new();
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            eventually(what, || {
                last = self.screen();
                holds(&last)
            });
        }));
        assert!(result.is_ok(), "waited in vain for {what}:\n{last}");
    }

    fn wait_for(&self, text: &str) {
        self.wait_until(text, |screen| screen.contains(text));
    }

    fn wait_without(&self, text: &str) {
        self.wait_until(&format!("no {text}"), |screen| !screen.contains(text));
    }

    /// A value that tmux knows of the pane.
    fn value(&self, name: &str) -> String {
        let output = self.run(&[
            "display-message",
            "-p",
            "-t",
            "board",
            &format!("#{{{name}}}"),
        ]);
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }
}

impl Tmux<'_> {
    /// The process id of the board, the only child of the pane's shell.
    fn board(&self) -> String {
        let shell = self.value("pane_pid");
        let children = std::fs::read_to_string(format!("/proc/{shell}/task/{shell}/children"));
        children.unwrap().trim().to_owned()
    }
}

/// Whether there is no such process, or nobody has waited for it yet.
fn has_ended(process: &str) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat"));
    stat.map_or(true, |stat| stat.contains(") Z "))
}

impl Drop for Tmux<'_> {
    fn drop(&mut self) {
        self.run(&["kill-server"]);
    }
}

/// Takes back, searches, zooms, and opens the list, the palette and the help.
fn look_around(tmux: &Tmux<'_>) {
    tmux.type_text("3Gd");
    tmux.wait_without("Premium support");
    tmux.type_text("u");
    tmux.wait_for("Premium support");
    tmux.type_text("/telecom");
    tmux.wait_for("/telecom");
    tmux.keys(&["Enter"]);
    tmux.wait_for("BOARD");
    tmux.type_text("z");
    tmux.wait_for("Telecommunications");
    tmux.type_text("zv");
    tmux.wait_for("9 Cost Structure");
    tmux.type_text("v:");
    tmux.wait_for("CHOOSE");
    tmux.keys(&["C-c"]);
    tmux.wait_for("BOARD");
    tmux.type_text("?");
    tmux.wait_for("On the board");
    tmux.type_text("q");
    tmux.wait_for("BOARD");
}

#[test]
fn the_walk_in_a_side_pane() {
    let (place, path) = Place::with_aws();
    let before = canonical(&path);
    let Some(tmux) = Tmux::start(&place) else {
        return;
    };
    assert_eq!(tmux.value("pane_width"), "60");
    assert_eq!(tmux.value("alternate_on"), "1");
    // Two notes, one edited, one moved.
    tmux.type_text("3o");
    tmux.wait_for("EDIT");
    tmux.type_text("Resellers");
    tmux.keys(&["Enter"]);
    tmux.type_text("Märkte 市場");
    tmux.keys(&["Enter", "Enter"]);
    tmux.wait_for("Märkte 市場");
    tmux.wait_for("BOARD");
    tmux.keys(&["Enter"]);
    tmux.wait_for("EDIT");
    tmux.type_text("!");
    tmux.keys(&["Escape"]);
    tmux.wait_for("BOARD");
    tmux.type_text("k");
    tmux.type_text("m");
    tmux.wait_for("Move to");
    tmux.type_text("8");
    tmux.wait_for("moved to Key Partners");
    look_around(&tmux);
    tmux.type_text("q");
    tmux.wait_for("ended: 0");
    assert_eq!(tmux.value("alternate_on"), "0");
    assert_eq!(tmux.value("mouse_any_flag"), "0");
    assert_eq!(tmux.value("cursor_flag"), "1");
    let after = canonical(&path);
    assert_eq!(
        texts(&after, "channels"),
        [
            "APIs, self-service",
            "Märkte 市場!",
            "Partner programmes",
            "Premium support"
        ]
    );
    assert_eq!(texts(&after, "key_partners")[3], "Resellers");
    assert_eq!(after.notes().len(), before.notes().len() + 2);
    assert_eq!(place.drafts(), []);
    assert_eq!(place.names(), ["aws.canvas.json"]);
}

#[test]
fn a_killed_session_leaves_the_draft() {
    let (place, path) = Place::with_aws();
    let before = canonical(&path);
    let Some(tmux) = Tmux::start(&place) else {
        return;
    };
    tmux.type_text("1o");
    tmux.wait_for("EDIT");
    tmux.type_text("half a thought");
    tmux.wait_for("half a thought");
    let board = tmux.board();
    drop(tmux);
    // What a living board types is not offered to another one.
    eventually("the board's end", || has_ended(&board));
    place.wait_for_draft("half a thought");
    assert_eq!(canonical(&path), before);
    let tmux = Tmux::launch(&place, "second", "aws.canvas.json", "");
    tmux.wait_for("Unfinished work");
    tmux.type_text("t");
    tmux.wait_for("EDIT");
    tmux.keys(&["Enter", "Enter"]);
    tmux.wait_for("BOARD");
    eventually("the note in the file", || {
        texts_in(&path, "customer_segments").contains(&"half a thought".to_owned())
    });
    tmux.type_text("q");
    tmux.wait_for("ended: 0");
    assert_eq!(place.drafts(), []);
}

/// A folder and files that are called so that a shell or tmux that read them would run something.
const FOLDER: &str = "#(touch pwned) $(touch pwned);";
const FILES: [&str; 2] = [
    "a'; touch pwned; ' #(touch pwned) & b.md",
    "./touch pwned #(touch pwned);/c.md",
];

#[test]
fn what_a_note_names_is_opened_in_another_pane() {
    let place = Place::new();
    let folder = place.work().join(FOLDER);
    for file in FILES {
        let path = folder.join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, "").unwrap();
    }
    let note = |id: &str, rank: &str, text: &str| serde_json::json!({ id: { "block": "channels", "rank": rank, "text": text } });
    let mut notes = note("a", "A", &format!("see \"{}:12\"", FILES[0]));
    let second = note("b", "B", &format!("and [this]({})", FILES[1]));
    notes["b"] = second["b"].clone();
    let canvas = serde_json::json!({ "bmcanvas": 1, "notes": notes }).to_string();
    place.file(&format!("{FOLDER}/x.canvas.json"), &canvas);
    let config = place.root().join("config/bmcanvas");
    std::fs::create_dir_all(&config).unwrap();
    std::fs::write(config.join("config.toml"), "reference_pane = \"below\"\n").unwrap();
    let editor = place.root().join("vim");
    let record = place.root().join("record");
    let script = format!(
        "#!/bin/sh\nprintf '%s\\n' \"$PWD\" \"$@\" > '{0}.part'; mv '{0}.part' '{0}'\n",
        record.display()
    );
    std::fs::write(&editor, script).unwrap();
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(&editor, mode).unwrap();
    let variables = format!("VISUAL= EDITOR='{} -N'", editor.display());
    let file = format!("{FOLDER}/x.canvas.json");
    let Some(tmux) = Tmux::start_on(&place, &file, &variables) else {
        return;
    };
    tmux.wait_for("BOARD");
    for (keys, line, file) in [("3gggf", "+12", FILES[0]), ("3gegf", "", FILES[1])] {
        tmux.type_text(keys);
        let path = folder.join(file);
        let wanted = [
            &folder.display().to_string(),
            "-N",
            line,
            &path.display().to_string(),
        ];
        let wanted: Vec<&str> = wanted.into_iter().filter(|word| !word.is_empty()).collect();
        tmux.wait_until("the editor's words", |_| record.exists());
        let said = std::fs::read_to_string(&record).unwrap();
        assert_eq!(said.lines().collect::<Vec<_>>(), wanted);
        std::fs::remove_file(&record).unwrap();
        tmux.wait_until("the board alone", |screen| screen.lines().count() > 45);
    }
    tmux.type_text("q");
    tmux.wait_for("ended: 0");
    let pwned = Command::new("find")
        .arg(place.root())
        .args(["-name", "pwned"])
        .output();
    assert_eq!(pwned.unwrap().stdout, b"");
}
