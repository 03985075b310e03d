//! Our lines in a `.gitattributes`: put in and taken out without touching any other byte.

/// What says which files are canvases.
pub const RULE: &str = "*.canvas.json merge=bmcanvas diff=bmcanvas";
/// What says that the line below it is ours.
const COMMENT: &str = "# Canvases are merged and compared note by note (bmcanvas git-setup)";

/// The text with our lines at its end, where they win over others; `None` where it has the rule.
pub(super) fn with(text: &[u8]) -> Option<Vec<u8>> {
    let has_rule = lines(text).any(|line| is(line, RULE));
    if has_rule {
        return None;
    }
    let end = end_of_lines(text);
    let mut with = text.to_vec();
    let is_open = !text.is_empty() && !text.ends_with(b"\n");
    if is_open {
        with.extend_from_slice(end);
    }
    with.extend_from_slice(COMMENT.as_bytes());
    with.extend_from_slice(end);
    with.extend_from_slice(RULE.as_bytes());
    // Where the last line had no end, ours has none either: so it can be seen what was there before.
    if !is_open {
        with.extend_from_slice(end);
    }
    Some(with)
}

/// The text without our lines; `None` where it does not have them.
pub(super) fn without(text: &[u8]) -> Option<Vec<u8>> {
    let lines: Vec<&[u8]> = lines(text).collect();
    let at = lines.windows(2).position(
        |pair| matches!(pair, [comment, rule] if is(comment, COMMENT) && is(rule, RULE)),
    )?;
    let before: Vec<u8> = lines.iter().take(at).copied().flatten().copied().collect();
    let after: Vec<u8> = lines
        .iter()
        .skip(at + 2)
        .copied()
        .flatten()
        .copied()
        .collect();
    let was_open = !text.ends_with(b"\n") && after.is_empty();
    let mut without = if was_open {
        strip_end(&before).to_vec()
    } else {
        before
    };
    without.extend(after);
    Some(without)
}

/// The lines, each with its end.
fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split_inclusive(|byte| *byte == b'\n')
}

fn is(line: &[u8], expected: &str) -> bool {
    strip_end(line) == expected.as_bytes()
}

fn strip_end(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// How the text's lines end: as its first one does.
fn end_of_lines(text: &[u8]) -> &'static [u8] {
    match lines(text).next() {
        Some(first) if first.ends_with(b"\r\n") => b"\r\n",
        Some(_) | None => b"\n",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_there_stays_and_comes_back() {
        for text in [
            "",
            "*.png binary\n",
            "*.png binary",
            "*.png binary\r\n*.txt text\r\n",
            "*.png binary\r\n*.txt text",
            "\n",
            "\n\n# end\n\n",
            "\u{feff}*.png binary\n",
        ] {
            let added = with(text.as_bytes()).unwrap();
            assert!(added.starts_with(text.as_bytes()));
            assert!(lines(&added).any(|line| is(line, RULE)), "{text:?}");
            assert_eq!(with(&added), None, "twice is once: {text:?}");
            assert_eq!(without(&added).unwrap(), text.as_bytes(), "{text:?}");
            assert_eq!(added.contains(&b'\r'), text.contains('\r'));
        }
        let odd = b"\xff\xfe *.x\n";
        assert_eq!(without(&with(odd).unwrap()).unwrap(), odd);
    }

    #[test]
    fn lines_that_came_after_ours_stay() {
        let mut text = with(b"*.a binary\n").unwrap();
        text.extend(b"*.b binary\n");
        assert_eq!(without(&text).unwrap(), b"*.a binary\n*.b binary\n");
    }

    #[test]
    fn a_rule_by_hand_is_left() {
        let text = format!("{RULE}\n");
        assert_eq!(with(text.as_bytes()), None);
        assert_eq!(without(text.as_bytes()), None);
    }
}
