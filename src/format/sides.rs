//! The sides of a file in which a merge left git's conflict markers.

use super::markers::LEN;

/// A file as each side had it, where a merge put them into one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sides {
    /// The one that was here: what stands above `=======`.
    pub ours: String,
    /// What both grew from, where the markers tell that (`merge.conflictStyle` of `diff3` or `zdiff3`). After a
    /// criss-cross merge there may be markers in it again.
    pub base: Option<String>,
    /// The one that came in: what stands below.
    pub theirs: String,
}

/// Where in a conflict a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// In none.
    Outside,
    Ours,
    Base,
    Theirs,
}

/// The sides of a text with conflict markers; `None` where it has none, or not as git writes them.
pub fn sides(text: &str) -> Option<Sides> {
    let mut splitting = Splitting::default();
    for line in text.split_inclusive('\n') {
        splitting.line(line)?;
    }
    splitting.finish()
}

struct Splitting {
    part: Part,
    /// How long this conflict's markers are. Longer ones are those of a base that was merged itself.
    len: usize,
    conflicts: usize,
    bases: usize,
    ours: String,
    base: String,
    theirs: String,
}

impl Default for Splitting {
    fn default() -> Self {
        Self {
            part: Part::Outside,
            len: LEN,
            conflicts: 0,
            bases: 0,
            ours: String::new(),
            base: String::new(),
            theirs: String::new(),
        }
    }
}

impl Splitting {
    /// Takes a line; `None` where it is a marker that cannot stand here.
    fn line(&mut self, line: &str) -> Option<()> {
        let marker = marker(line).filter(|(_, len)| match self.part {
            Part::Outside => true,
            Part::Ours | Part::Base | Part::Theirs => *len == self.len,
        });
        match (self.part, marker) {
            (Part::Outside, Some((b'<', len))) => {
                self.len = len;
                self.conflicts += 1;
                self.part = Part::Ours;
            }
            (Part::Ours, Some((b'|', _))) => {
                self.bases += 1;
                self.part = Part::Base;
            }
            (Part::Ours | Part::Base, Some((b'=', _))) => self.part = Part::Theirs,
            (Part::Theirs, Some((b'>', _))) => self.part = Part::Outside,
            (_, Some(_)) => return None,
            (part, None) => self.keep(part, line),
        }
        Some(())
    }

    fn keep(&mut self, part: Part, line: &str) {
        match part {
            Part::Outside => {
                self.ours.push_str(line);
                self.base.push_str(line);
                self.theirs.push_str(line);
            }
            Part::Ours => self.ours.push_str(line),
            Part::Base => self.base.push_str(line),
            Part::Theirs => self.theirs.push_str(line),
        }
    }

    fn finish(self) -> Option<Sides> {
        if self.part != Part::Outside || self.conflicts == 0 {
            return None;
        }
        Some(Sides {
            ours: self.ours,
            // With a part of the bases only, what the others had would look as if it were new.
            base: (self.bases == self.conflicts).then_some(self.base),
            theirs: self.theirs,
        })
    }
}

/// The character of a marker and how many of it there are, if the line is one. Only the middle one has no label.
fn marker(line: &str) -> Option<(u8, usize)> {
    let line = line.trim_end_matches(['\n', '\r']);
    let mark = line.bytes().next().filter(|byte| b"<|=>".contains(byte))?;
    let rest = line.trim_start_matches(char::from(mark));
    let len = line.len() - rest.len();
    let is_whole = rest.is_empty() || rest.starts_with(' ');
    (len >= LEN && is_whole).then_some((mark, len))
}

#[cfg(test)]
mod tests {
    use super::sides;

    #[track_caller]
    fn assert_sides(text: &str, ours: &str, base: Option<&str>, theirs: &str) {
        let found = sides(text).unwrap();
        let found = (
            found.ours.as_str(),
            found.base.as_deref(),
            found.theirs.as_str(),
        );
        assert_eq!(found, (ours, base, theirs));
    }

    #[test]
    fn both_sides_and_the_base_are_told_apart() {
        let text = "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x y\nd\n";
        assert_sides(text, "a\nb\nd\n", None, "a\nc\nd\n");
        let text = "a\n<<<<<<< HEAD\nb\n||||||| base\ne\n=======\nc\n>>>>>>> x\nd";
        assert_sides(text, "a\nb\nd", Some("a\ne\nd"), "a\nc\nd");
        let text = "<<<<<<<\n=======\nc\n>>>>>>>";
        assert_sides(text, "", None, "c\n");
    }

    #[test]
    fn conflicts_follow_each_other_with_markers_of_any_length() {
        let text = "<<<<<<<<< x\na\n|||||||||\n=========\nb\n>>>>>>>>> y\n-\n\
                    <<<<<<< x\n|||||||\nc\n=======\n>>>>>>> y\n";
        assert_sides(text, "a\n-\n", Some("-\nc\n"), "b\n-\n");
        let first_has_no_base = text.replace("|||||||||\n", "");
        assert_sides(&first_has_no_base, "a\n-\n", None, "b\n-\n");
    }

    #[test]
    fn lines_may_end_in_crlf() {
        let text = "a\r\n<<<<<<< x\r\nb\r\n=======\r\nc\r\n>>>>>>> y\r\n";
        assert_sides(text, "a\r\nb\r\n", None, "a\r\nc\r\n");
    }

    #[test]
    fn a_base_that_was_merged_itself_keeps_its_markers() {
        let inner = "<<<<<<<<< Temporary merge branch 1\nd\n=========\ne\n>>>>>>>>> Temporary merge branch 2\n";
        let text = format!(
            "<<<<<<< x\na\n||||||| merged common ancestors\n{inner}=======\nb\n>>>>>>> y\n"
        );
        assert_sides(&text, "a\n", Some(inner), "b\n");
    }

    #[test]
    fn what_git_does_not_write_is_refused() {
        for text in [
            "",
            "a\n",
            "<<<<<<< x\na\n",
            "<<<<<<< x\na\n=======\nb\n",
            "a\n=======\nb\n>>>>>>> y\n",
            "<<<<<<< x\n<<<<<<< x\n=======\n>>>>>>> y\n",
            "<<<<<<< x\na\n>>>>>>> y\n",
            "<<<<<<< x\n=======\n=======\n>>>>>>> y\n",
            "<<<<<<< x\n|||||||\n|||||||\n=======\n>>>>>>> y\n",
            "<<<<<<< x\n=======\n|||||||\n>>>>>>> y\n",
            "<<<<<<< x\n=======\n>>>>>>> y\n>>>>>>> y\n",
            "<<<<<<< x\n=========\n>>>>>>> y\n",
            "<<<<<< x\n======\n>>>>>> y\n",
            "<<<<<<<x\n=======\n>>>>>>>y\n",
        ] {
            assert_eq!(sides(text), None, "{text:?}");
        }
    }
}
