//! The lines of shell that git runs to merge and to show canvases.
//!
//! Each falls back where the program is missing, too old or ends in any way that it should not. Without that, git would
//! take an exit code such as 127 for "a conflict", leave one side's file without any marker, and the next commit would
//! drop the other side.

use std::path::Path;

/// What a line of ours starts with: a command of the shell that does nothing.
const MARK: &str = ": bmcanvas git-setup; ";
/// Parts of lines that people write by hand or find in a text, without a way to fall back.
const BARE: [&str; 2] = ["bmcanvas merge ", "bmcanvas textconv"];
/// The program, where no other is named.
pub const PROGRAM: &str = "bmcanvas";

/// What a line that is set has to do with ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// It is ours, as this version writes it, for whatever program.
    Current,
    /// It is ours, as another version wrote it.
    Old,
    /// It is somebody else's.
    Foreign,
}

/// A program as a word of the shell, within a line of git's configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word(String);

impl Word {
    /// The word for a program that is named so.
    pub(super) fn of(program: &str) -> Self {
        let is_plain = |char: char| char.is_ascii_alphanumeric() || "/._-+".contains(char);
        if !program.is_empty() && !program.starts_with('-') && program.chars().all(is_plain) {
            return Self(program.to_owned());
        }
        // git fills in what follows a percent sign.
        let quoted = program.replace('\'', r"'\''").replace('%', "%%");
        Self(format!("'{quoted}'"))
    }

    /// The word in a line of ours.
    fn within(line: &str) -> Option<Self> {
        let (_, rest) = line.split_once("command -v ")?;
        let (word, _) = rest.split_once(" >/dev/null 2>&1")?;
        Some(Self(word.to_owned()))
    }

    /// The program's name or path.
    pub(super) fn program(&self) -> String {
        let bare = self
            .0
            .strip_prefix('\'')
            .and_then(|word| word.strip_suffix('\''));
        bare.map_or_else(
            || self.0.clone(),
            |quoted| quoted.replace(r"'\''", "'").replace("%%", "%"),
        )
    }
}

/// The program that a line of ours runs.
pub(super) fn program_in(line: &str) -> Option<String> {
    line.starts_with(MARK)
        .then(|| Word::within(line))?
        .map(|word| word.program())
}

/// What merges: git fills in base (O), ours (A) and theirs (B), their labels (S, X, Y), the path (P) and the length of a
/// marker (L), all quoted. Versions before 2.44 leave S, X and Y as they are.
pub(super) fn merge(program: &Word) -> String {
    let Word(program) = program;
    format!(
        "{MARK}if command -v {program} >/dev/null 2>&1; then \
         {program} merge -L %S -L %X -L %Y -p %P --marker-size %L -- %O %A %B; \
         s=$?; case $s in 0|1) exit $s;; esac; \
         else echo 'bmcanvas: not found, so this canvas is merged by line' >&2; fi; \
         git merge-file -L %X -L %S -L %Y --marker-size %L -- %A %O %B || exit 1"
    )
}

/// What shows a canvas in a diff: git adds the file.
pub(super) fn textconv(program: &Word) -> String {
    let Word(program) = program;
    format!(
        "{MARK}f() {{ if command -v {program} >/dev/null 2>&1; then \
         {program} textconv -- \"$1\" && return; fi; cat -- \"$1\"; }}; f"
    )
}

/// What a line that is set has to do with the one that `form` writes.
pub(super) fn compare(line: &str, form: fn(&Word) -> String) -> Line {
    let is_current = Word::within(line).is_some_and(|word| form(&word) == line);
    let is_ours = line.starts_with(MARK) || BARE.iter().any(|bare| line.starts_with(bare));
    match (is_current, is_ours) {
        (true, _) => Line::Current,
        (false, true) => Line::Old,
        (false, false) => Line::Foreign,
    }
}

/// Whether the program can be run: by its path, or found by its name on this PATH.
pub(super) fn is_there(program: &str, path: Option<&std::ffi::OsStr>) -> bool {
    if program.contains('/') {
        return is_program(Path::new(program));
    }
    let folders = path.map(std::env::split_paths).into_iter().flatten();
    folders
        .map(|folder| folder.join(program))
        .any(|file| is_program(&file))
}

fn is_program(file: &Path) -> bool {
    use rustix::fs::{Access, access};
    file.is_file() && access(file, Access::EXEC_OK).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_of_any_name_is_one_word_and_reads_back() {
        for (program, word) in [
            ("bmcanvas", "bmcanvas"),
            ("/opt/b-1.0/bmcanvas", "/opt/b-1.0/bmcanvas"),
            ("/a b/it's 100%/x", r"'/a b/it'\''s 100%%/x'"),
            ("$(x);`y`", "'$(x);`y`'"),
            ("-x", "'-x'"),
            ("", "''"),
        ] {
            let made = Word::of(program);
            assert_eq!((made.0.as_str(), made.program().as_str()), (word, program));
            for line in [merge(&made), textconv(&made)] {
                assert_eq!(program_in(&line).as_deref(), Some(program));
            }
        }
    }

    #[test]
    fn our_lines_are_told_from_others() {
        let bare = "bmcanvas merge %O %A %B";
        let old = format!("{MARK}something");
        for (line, expected) in [
            (merge(&Word::of("bmcanvas")), Line::Current),
            (merge(&Word::of("/a b/c'd%")), Line::Current),
            (format!("{} ", merge(&Word::of("x"))), Line::Old),
            (old, Line::Old),
            (bare.to_owned(), Line::Old),
            ("other-tool %O %A %B".to_owned(), Line::Foreign),
            (String::new(), Line::Foreign),
            ("command -v x >/dev/null 2>&1".to_owned(), Line::Foreign),
        ] {
            assert_eq!(compare(&line, merge), expected, "{line}");
        }
        let line = textconv(&Word::of("bmcanvas"));
        assert_eq!(compare(&line, textconv), Line::Current);
        assert_eq!(compare(&line, merge), Line::Old);
    }
}
