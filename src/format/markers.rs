//! Git's conflict markers. JSON strings hold no raw line breaks, so a line that starts with one is never data.

/// How many characters a marker has at least.
pub(super) const LEN: usize = 7;
/// How many lines are named.
const NAMED: usize = 6;

/// The lines with markers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Markers {
    /// The first of them, counted from 1.
    pub(super) lines: Vec<usize>,
    /// How many there are beyond these.
    pub(super) more: usize,
}

/// The conflict markers of a text, or `None` where it has none.
pub(super) fn find(text: &str) -> Option<Markers> {
    let numbered = text.split('\n').zip(1..);
    let mut marked = numbered.filter(|(line, _)| is_marker(line)).map(|(_, n)| n);
    let lines: Vec<usize> = marked.by_ref().take(NAMED).collect();
    let more = marked.count();
    (!lines.is_empty()).then_some(Markers { lines, more })
}

fn is_marker(line: &str) -> bool {
    let starts = |mark: u8| line.bytes().take_while(|&byte| byte == mark).count() >= LEN;
    b"<=>|".iter().any(|&mark| starts(mark))
}

#[cfg(test)]
mod tests {
    use super::{Markers, find};

    #[test]
    fn lines_are_counted_from_one_and_the_first_six_named() {
        let text = "{\n<<<<<<< ours\n1\n||||||| base\r\n=======\n2\n>>>>>>> theirs\n}";
        let lines = vec![2, 4, 5, 7];
        assert_eq!(find(text), Some(Markers { lines, more: 0 }));
        let lines = (1..=6).collect();
        let many = "=======\n".repeat(9);
        assert_eq!(find(&many), Some(Markers { lines, more: 3 }));
    }

    #[test]
    fn what_only_looks_like_a_marker_is_none() {
        for text in [
            "",
            "{}",
            "<<<<<< six",
            " <<<<<<< indented",
            "{\"a\": \"=======\"}",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
