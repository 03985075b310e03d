//! git's words, without what only a shell's user can do something with.

/// What is left of them is made of whole lines; untrusted.
pub(super) fn plain(words: &str) -> String {
    let lines: Vec<&str> = words.lines().filter_map(line).collect();
    lines.join("\n")
}

/// `None` where the line is no help here.
fn line(line: &str) -> Option<&str> {
    // Of what was written over itself, the last.
    let line = line.rsplit('\r').find(|part| !part.is_empty())?.trim();
    // git's hints name options that nobody gave.
    if line.is_empty() || line == "remote:" || line.starts_with("hint:") {
        return None;
    }
    // What stands for a program that asks, so that none does, is no news to the person.
    if line.contains("askpass response from 'false'") {
        return None;
    }
    let prefixes = ["fatal: ", "error: ", "warning: ", "remote: "];
    let stripped = prefixes
        .into_iter()
        .find_map(|prefix| line.strip_prefix(prefix));
    Some(stripped.unwrap_or(line))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn hints_and_prefixes_are_left_out() {
        let words = "remote: \nremote: no pushes on Fridays        \nremote:\nerror: failed to push some refs to 'x'\n\
                     hint: use --force\n  50%\r 100%\r\n";
        assert_eq!(
            plain(words),
            "no pushes on Fridays\nfailed to push some refs to 'x'\n100%"
        );
        assert_eq!(plain(""), "");
    }
}
