//! Which editor a person has, and how it is told a line.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::model::reference::FilePlace;

/// A person's editor, as they name it: a program, perhaps with arguments, as a shell reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::shell) struct Editor(OsString);

/// A place to show: a file or folder by its absolute path, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::shell) struct Spot {
    pub(in crate::shell) path: PathBuf,
    line: Option<u32>,
    column: Option<u32>,
}

/// The spot that this path, to which a note's place leads, has.
pub(in crate::shell) fn spot(path: &Path, place: &FilePlace) -> Spot {
    // A folder has no lines.
    let line = place.line.filter(|_| !path.is_dir());
    Spot {
        path: path.to_path_buf(),
        line,
        column: place.column.filter(|_| line.is_some()),
    }
}

/// How an editor is told a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Manner {
    /// `+12 FILE`
    Plus,
    /// `+12,5 FILE`
    PlusComma,
    /// `+12:5 FILE`
    PlusColon,
    /// `FILE:12:5`
    Suffix,
    /// `--goto FILE:12:5`, and it ends only with the file's tab.
    Goto,
    /// `--line 12 FILE`
    Option,
    /// Not at all.
    Unknown,
}

/// What each editor takes, by its program's name.
const MANNERS: &[(&str, Manner)] = &[
    ("vi", Manner::Plus),
    ("vim", Manner::Plus),
    ("nvim", Manner::Plus),
    ("vim.basic", Manner::Plus),
    ("vim.tiny", Manner::Plus),
    ("gvim", Manner::Plus),
    ("view", Manner::Plus),
    ("nvi", Manner::Plus),
    ("vis", Manner::Plus),
    ("elvis", Manner::Plus),
    ("ex", Manner::Plus),
    ("joe", Manner::Plus),
    ("jed", Manner::Plus),
    ("ne", Manner::Plus),
    ("mg", Manner::Plus),
    ("mcedit", Manner::Plus),
    ("pico", Manner::Plus),
    ("gedit", Manner::Plus),
    ("nano", Manner::PlusComma),
    ("emacs", Manner::PlusColon),
    ("emacsclient", Manner::PlusColon),
    ("kak", Manner::PlusColon),
    ("micro", Manner::PlusColon),
    ("hx", Manner::Suffix),
    ("helix", Manner::Suffix),
    ("subl", Manner::Suffix),
    ("sublime_text", Manner::Suffix),
    ("zed", Manner::Suffix),
    ("zeditor", Manner::Suffix),
    ("code", Manner::Goto),
    ("code-insiders", Manner::Goto),
    ("code-oss", Manner::Goto),
    ("codium", Manner::Goto),
    ("vscodium", Manner::Goto),
    ("cursor", Manner::Goto),
    ("kate", Manner::Option),
    ("idea", Manner::Option),
    ("pycharm", Manner::Option),
    ("clion", Manner::Option),
    ("goland", Manner::Option),
    ("webstorm", Manner::Option),
];

impl Editor {
    /// `$VISUAL`, `$EDITOR`, or `vi`.
    pub(in crate::shell) fn of_person() -> Self {
        let editor = ["VISUAL", "EDITOR"]
            .into_iter()
            .find_map(|name| env::var_os(name).filter(|value| !value.is_empty()));
        Self(editor.unwrap_or_else(|| "vi".into()))
    }

    /// Its name for messages, untrusted.
    pub(super) fn shown(&self) -> String {
        self.0.to_string_lossy().into_owned()
    }

    /// A shell's script that runs it on the shell's arguments. As git does it: the variable may hold arguments, and the
    /// file's name must not be read as shell.
    pub(in crate::shell) fn script(&self) -> OsString {
        let mut script = self.0.clone();
        script.push(" \"$@\"");
        script
    }

    /// What it is given to show this place. Paths are absolute, so that none is taken for an option.
    pub(in crate::shell) fn arguments(&self, spot: &Spot) -> Vec<OsString> {
        let file = spot.path.clone().into_os_string();
        let Some(line) = spot.line else {
            return vec![file];
        };
        let column = |parting: char| {
            let column = spot.column;
            column.map_or_else(String::new, |column| format!("{parting}{column}"))
        };
        let suffixed = || {
            let mut suffixed = file.clone();
            suffixed.push(format!(":{line}{}", column(':')));
            suffixed
        };
        match self.manner() {
            Manner::Plus => vec![format!("+{line}").into(), file],
            Manner::PlusComma => vec![format!("+{line}{}", column(',')).into(), file],
            Manner::PlusColon => vec![format!("+{line}{}", column(':')).into(), file],
            Manner::Suffix => vec![suffixed()],
            Manner::Goto => {
                let wait = (!self.waits()).then(|| "--wait".into());
                wait.into_iter()
                    .chain(["--goto".into(), suffixed()])
                    .collect()
            }
            Manner::Option => vec!["--line".into(), line.to_string().into(), file],
            Manner::Unknown => vec![file],
        }
    }

    fn manner(&self) -> Manner {
        let program = self.program();
        let known = MANNERS.iter().find(|(name, _)| *name == program);
        known.map_or(Manner::Unknown, |(_, manner)| *manner)
    }

    /// The name of the program among its words: after variables that are set for it, without its folder.
    fn program(&self) -> String {
        let text = self.shown();
        let mut words = text
            .split_whitespace()
            .map(|word| word.trim_matches(['"', '\'']))
            .skip_while(|word| *word == "env" || *word == "exec" || word.contains('='));
        let first = words.next().unwrap_or_default();
        first.rsplit('/').next().unwrap_or_default().to_owned()
    }

    fn waits(&self) -> bool {
        let text = self.shown();
        let mut words = text.split_whitespace();
        words.any(|word| word == "--wait" || word == "-w")
    }
}

#[cfg(test)]
mod tests {
    use super::{Editor, Spot};

    #[track_caller]
    fn check(editor: &str, spot: &Spot, expected: &[&str]) {
        let arguments = Editor(editor.into()).arguments(spot);
        assert_eq!(arguments, expected, "{editor}");
    }

    #[test]
    fn each_editor_is_told_the_line_in_its_way() {
        let spot = Spot {
            path: "/w/a b.rs".into(),
            line: Some(12),
            column: Some(5),
        };
        for (editor, expected) in [
            ("vi", &["+12", "/w/a b.rs"][..]),
            ("/usr/bin/nvim", &["+12", "/w/a b.rs"]),
            ("vim -p", &["+12", "/w/a b.rs"]),
            ("env A=b vim", &["+12", "/w/a b.rs"]),
            ("NVIM_APPNAME=x nvim", &["+12", "/w/a b.rs"]),
            ("\"vim\"", &["+12", "/w/a b.rs"]),
            ("nano", &["+12,5", "/w/a b.rs"]),
            ("emacs -nw", &["+12:5", "/w/a b.rs"]),
            ("kak", &["+12:5", "/w/a b.rs"]),
            ("micro", &["+12:5", "/w/a b.rs"]),
            ("hx", &["/w/a b.rs:12:5"]),
            ("subl -w", &["/w/a b.rs:12:5"]),
            ("code", &["--wait", "--goto", "/w/a b.rs:12:5"]),
            ("code --wait", &["--goto", "/w/a b.rs:12:5"]),
            ("codium -w", &["--goto", "/w/a b.rs:12:5"]),
            ("kate", &["--line", "12", "/w/a b.rs"]),
            ("my-editor", &["/w/a b.rs"]),
            ("", &["/w/a b.rs"]),
        ] {
            check(editor, &spot, expected);
        }
    }

    #[test]
    fn without_a_line_there_is_the_file_alone() {
        let spot = Spot {
            path: "/w/x".into(),
            line: None,
            column: None,
        };
        for editor in ["vim", "code", "hx", "kate"] {
            check(editor, &spot, &["/w/x"]);
        }
    }
}
