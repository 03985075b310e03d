//! How deep brackets nest, found in one pass without recursion: a file of nothing but `[` gets its answer at once.

/// Where the first bracket stands that is nested deeper than `limit`, as a byte offset. Also for text that is no JSON.
pub(super) fn first_beyond(limit: usize, text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut bytes = text.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'"' => skip_string(&mut bytes),
            b'[' | b'{' => {
                depth += 1;
                if depth > limit {
                    return Some(at);
                }
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

fn skip_string(bytes: &mut impl Iterator<Item = (usize, u8)>) {
    while let Some((_, byte)) = bytes.next() {
        match byte {
            b'"' => return,
            b'\\' => drop(bytes.next()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::first_beyond;

    #[test]
    fn brackets_count_outside_strings_only() {
        for (text, expected) in [
            ("[[]]", None),
            ("[[[]]]", Some(2)),
            ("[[], [], {}]", None),
            (r#"["[[[", "\"[[["]"#, None),
            (r#"{"a\\": [["#, Some(9)),
            ("]]]][[", None),
            ("\"[[[[", None),
        ] {
            assert_eq!(first_beyond(2, text), expected, "{text}");
        }
    }
}
