//! README.md says what the program does: its examples are run, its files read, its tables compared.

// Helpers outside of #[test] functions are tests too, which clippy does not see.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use bmcanvas::app::action::Context;
use bmcanvas::cli::{keys_as_markdown, rules_as_markdown};
use bmcanvas::config::{self, Config, References};
use bmcanvas::format::{kind, read, write};
use bmcanvas::ui::theme::{ColorChoice, NAMES, load};

const README: &str = include_str!("../README.md");
const TOP: &str = env!("CARGO_MANIFEST_DIR");
const PROGRAM: &str = env!("CARGO_BIN_EXE_bmcanvas");

/// A fenced block of the page.
struct Fence<'a> {
    /// What stands behind the opening fence.
    language: &'a str,
    /// Its line, counted from 1.
    line: usize,
    /// The lines in it.
    lines: Vec<&'a str>,
    /// The file that it is said to be, by a comment such as `<!-- file: plan.canvas.json, canonical -->` before it.
    file: Option<&'a str>,
}

impl Fence<'_> {
    fn text(&self) -> String {
        self.lines
            .iter()
            .fold(String::new(), |text, line| text + line + "\n")
    }

    /// The path of its file, without what is said of it.
    fn path(&self) -> Option<&str> {
        self.file.map(|file| file.trim_end_matches(", canonical"))
    }
}

fn fences(page: &str) -> Vec<Fence<'_>> {
    let mut fences: Vec<Fence<'_>> = Vec::new();
    let (mut open, mut before) = (false, "");
    for (at, line) in page.lines().enumerate() {
        match (line.strip_prefix("```"), open) {
            (Some(language), false) => fences.push(Fence {
                language,
                line: at + 1,
                lines: Vec::new(),
                file: between(before, "<!-- file: ", " -->"),
            }),
            (Some(_), true) | (None, false) => {}
            (None, true) => fences.last_mut().unwrap().lines.push(line),
        }
        open ^= line.starts_with("```");
        before = line;
    }
    assert!(!open, "a fence is left open");
    fences
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(start)?;
    rest.split_once(end).map(|(inside, _)| inside)
}

/// The page without its fenced blocks.
fn prose() -> String {
    let mut open = false;
    let mut outside = |line: &&str| {
        let fence = line.starts_with("```");
        open ^= fence;
        !open && !fence
    };
    README
        .lines()
        .filter(|line| outside(line))
        .fold(String::new(), |text, line| text + line + "\n")
}

/// A command and the lines that it is said to print.
struct Step<'a> {
    line: usize,
    command: &'a str,
    printed: Vec<&'a str>,
}

fn steps<'a>(fence: &Fence<'a>) -> Vec<Step<'a>> {
    let mut steps: Vec<Step<'a>> = Vec::new();
    for (at, line) in fence.lines.iter().enumerate() {
        match line.strip_prefix("$ ") {
            Some(command) => steps.push(Step {
                line: fence.line + at + 1,
                command,
                printed: Vec::new(),
            }),
            None => steps.last_mut().unwrap().printed.push(line),
        }
    }
    steps
}

/// Whether the lines are these, where `…` stands for any lines, and none.
fn fits(said: &[&str], lines: &[&str]) -> bool {
    match (said, lines) {
        ([], lines) => lines.is_empty(),
        (["…", rest @ ..], [_, later @ ..]) => fits(rest, lines) || fits(said, later),
        (["…", rest @ ..], []) => fits(rest, lines),
        ([line, said @ ..], [same, lines @ ..]) => line == same && fits(said, lines),
        (_, []) => false,
    }
}

/// What a command prints in this folder, both outputs in one. It has to succeed.
fn run(folder: &Path, home: &Path, step: &Step<'_>) -> String {
    let programs = Path::new(PROGRAM).parent().unwrap();
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap());
    let output = Command::new("sh")
        .args(["-c", &format!("{{ {}\n}} 2>&1", step.command)])
        .current_dir(folder)
        .env_clear()
        .env("PATH", path)
        .env("HOME", home)
        .env("LANG", "C.UTF-8")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(
        output.status.success(),
        "README.md:{}: {}\n{printed}",
        step.line,
        step.command
    );
    printed
}

fn put(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// A repository with the example canvases in it.
fn put_examples(folder: &Path) {
    fs::create_dir_all(folder.join(".git")).unwrap();
    for entry in Path::new(TOP).join("canvases").read_dir().unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let name = path.file_name().unwrap().to_str().unwrap();
            let text = fs::read_to_string(&path).unwrap();
            put(folder, &format!("canvases/{name}"), &text);
        }
    }
}

#[test]
fn its_commands_print_what_it_says() {
    let (place, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    put_examples(place.path());
    let mut ran = 0;
    for fence in fences(README) {
        if let Some(path) = fence.path() {
            put(place.path(), path, &fence.text());
        }
        if fence.language != "console" {
            continue;
        }
        for step in steps(&fence) {
            let printed = run(place.path(), home.path(), &step);
            let lines: Vec<&str> = printed.lines().collect();
            assert!(
                fits(&step.printed, &lines),
                "README.md:{}: $ {}\nsays:\n{}\n\nprints:\n{printed}",
                step.line,
                step.command,
                step.printed.join("\n")
            );
            ran += 1;
        }
    }
    assert!(ran >= 20, "only {ran} commands were found");
}

#[test]
fn ellipses_stand_for_any_lines() {
    for (said, lines, wanted) in [
        (&["a", "…"][..], &["a", "b", "c"][..], true),
        (&["a", "…"], &["a"], true),
        (&["…", "c"], &["a", "b", "c"], true),
        (&["…", "b"], &["a", "b", "c"], false),
        (&["a"], &["a", "b"], false),
        (&["a", "b"], &["a"], false),
        (&[], &["a"], false),
    ] {
        assert_eq!(fits(said, lines), wanted, "{said:?} {lines:?}");
    }
}

#[test]
fn the_keys_are_those_of_the_program() {
    let keys = between(README, "<!-- keys -->\n", "<!-- /keys -->").unwrap();
    assert!(
        keys.trim() == keys_as_markdown().trim(),
        "put what `bmcanvas keys --markdown` prints between the markers"
    );
}

#[test]
fn the_rules_are_those_of_the_program() {
    let rules = between(README, "<!-- rules -->\n", "<!-- /rules -->").unwrap();
    assert!(
        rules.trim() == rules_as_markdown().trim(),
        "put this between the markers:\n{}",
        rules_as_markdown()
    );
}

/// The team's switches and the hook, as the page shows them.
#[test]
fn its_switches_have_no_mistake() {
    let (switches, warnings) = config::checks::switches(
        &file("check.toml"),
        "check.toml",
        Some("canvases/it-organisation.canvas.json"),
        &|name| {
            std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
                .join(name)
                .is_file()
        },
    );
    assert_eq!(warnings, [""; 0]);
    assert_ne!(switches, bmcanvas::model::check::Switches::default());
}

#[test]
fn every_command_is_mentioned() {
    let output = Command::new(PROGRAM).arg("--help").output().unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    let commands = between(&help, "Commands:\n", "\n\n").unwrap();
    let names: Vec<&str> = commands
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    assert!(names.len() >= 9, "{names:?}");
    let prose = prose();
    for name in names {
        assert!(prose.contains(&format!("`bmcanvas {name}")), "{name}");
    }
}

#[test]
fn its_files_are_read() {
    let (mut canvases, mut canonical, mut kinds) = (0, 0, 0);
    for fence in fences(README)
        .iter()
        .filter(|fence| fence.language == "json")
    {
        let (file, text) = (fence.file.unwrap(), fence.text());
        if file.contains("kinds/") {
            let kind = kind::read(text.as_bytes()).unwrap();
            assert!(file.ends_with(&format!("/{}.json", kind.id().as_str())));
            kinds += 1;
            continue;
        }
        let read = read(text.as_bytes()).unwrap();
        if file.ends_with(", canonical") {
            assert_eq!((read.remarks, write(&read.canvas)), (vec![], text));
            canonical += 1;
        } else {
            assert_ne!(read.remarks, [], "{file}");
        }
        let kind = kind::built_in_kind(&read.canvas.kind).unwrap();
        for (id, note) in read.canvas.notes() {
            assert!(kind.block(&note.place.block).is_some(), "{file}: {id:?}");
        }
        canvases += 1;
    }
    assert!(
        canonical >= 1 && canvases > canonical && kinds >= 1,
        "one of each"
    );
}

/// The text of the page's file that ends like this.
fn file(end: &str) -> String {
    let fences = fences(README);
    let mut found = fences
        .iter()
        .filter(|fence| fence.path().is_some_and(|path| path.ends_with(end)));
    found.next().unwrap().text()
}

#[test]
fn its_theme_and_its_configuration_have_no_mistake() {
    let paper = file("themes/paper.toml");
    let (source, warnings) = load("paper", &|name| {
        (name == "paper").then(|| Ok(paper.clone()))
    });
    assert_eq!(warnings, []);
    assert_ne!(source, load("light", &|_| None).0);
    let (config, warnings) = config::parse(&file("config.toml"), "config.toml");
    assert_eq!(warnings, [""; 0]);
    assert_ne!(config, Config::default());
}

#[test]
fn every_theme_kind_and_setting_is_named() {
    let prose = prose();
    for name in NAMES {
        assert!(prose.contains(&format!("`{name}`")), "the theme {name}");
    }
    for (id, _) in kind::built_in() {
        assert!(prose.contains(&format!("| `{id}` |")), "the kind {id}");
    }
    let config = file("config.toml");
    for name in settings() {
        assert!(config.contains(&format!("{name} = ")), "{name}");
    }
    for context in Context::ALL {
        let section = format!("[keys.{}]", context.name());
        assert!(config.contains(&section), "{section}");
    }
    for choice in ColorChoice::ALL {
        let name = format!("\"{}\"", choice.name());
        assert!(config.contains(&name), "color = {name}");
    }
}

/// The names of all settings but the keys. Taken apart, so that a new one cannot be forgotten here.
fn settings() -> [&'static str; 9] {
    let Config {
        theme: _,
        view: _,
        mouse: _,
        autosave: _,
        totals: _,
        color: _,
        references:
            References {
                pane: _,
                opener: _,
                issue_url: _,
            },
        keymap: _,
    } = Config::default();
    [
        "theme",
        "view",
        "mouse",
        "autosave",
        "totals",
        "color",
        "reference_pane",
        "opener",
        "issue_url",
    ]
}

/// What a link to the heading in this line says, as forges make it.
fn anchor(line: &str) -> Option<String> {
    let title = line.strip_prefix('#')?.trim_start_matches('#').trim();
    let kept = title.to_lowercase();
    let kept = kept
        .chars()
        .filter(|char| char.is_alphanumeric() || " -_".contains(*char));
    Some(kept.collect::<String>().replace(' ', "-"))
}

#[test]
fn what_it_links_to_is_there() {
    let prose = prose();
    let links: Vec<&str> = prose
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .filter(|link| !link.contains("://"))
        .collect();
    assert!(links.len() >= 8, "{links:?}");
    let headings: Vec<String> = prose.lines().filter_map(anchor).collect();
    for link in links {
        match link.split_once('#') {
            None => assert!(Path::new(TOP).join(link).exists(), "{link}"),
            Some(("", heading)) => assert!(headings.iter().any(|own| own == heading), "{link}"),
            Some(_) => panic!("links into other pages are not checked: {link}"),
        }
    }
    let pictures = Path::new(TOP).join("assets").read_dir().unwrap();
    for picture in pictures.map(|entry| entry.unwrap()) {
        let name = picture.file_name().into_string().unwrap();
        assert!(prose.contains(&format!("](assets/{name})")), "{name}");
        assert!(picture.metadata().unwrap().len() < 200_000, "{name}");
    }
}

#[test]
fn the_contents_lead_to_each_part() {
    let prose = prose();
    let contents = between(&prose, "**On this page.**", "\n## ").unwrap();
    for line in prose.lines().filter(|line| line.starts_with("## ")) {
        let part = anchor(line).unwrap();
        let is_there = contents.contains(&format!("](#{part})"));
        assert!(is_there || part == "licence-and-credits", "{part}");
    }
}

#[test]
fn the_answers_to_an_offered_draft_are_those_of_the_program() {
    use bmcanvas::app::mode::Question;
    use bmcanvas::app::msg::{Ground, Offer};
    use bmcanvas::model::canvas::Canvas;
    use bmcanvas::model::draft::{Draft, Unsaved};
    let offer = Offer {
        draft: Draft::Unsaved(
            Box::new(Unsaved {
                canvas: Canvas::new("lean"),
                grew_from: None,
            }),
            None,
        ),
        ground: Ground::Same,
        age: String::new(),
    };
    let words: Vec<&str> = README.split_whitespace().collect();
    let text = words.join(" ");
    for answer in Question::TakeUp(Box::new(offer)).answers() {
        let said = match answer.key {
            't' => "`t` takes it up",
            'l' => "`l` asks again",
            'D' => "`D` throws it away",
            other => panic!("the README does not know the answer {other}"),
        };
        assert!(text.contains(said), "{said}");
    }
}
