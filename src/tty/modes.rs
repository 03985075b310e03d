//! Switching the terminal's modes on and off.

/// Takes the terminal over: the other screen, bracketed paste, focus events, no cursor.
///
/// Asks whether synchronized output (2026) is known only after the switch of screens: a terminal that does not know the question may
/// print a part of it, and there the first paint covers it.
pub const ENTER: &[u8] = b"\x1b[?1049h\x1b[?2004h\x1b[?1004h\x1b[?2026$p\x1b[?25l";

/// Reports clicks, wheel and drags, with coordinates as decimal numbers.
pub const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1002h\x1b[?1006h";

/// Ends [`MOUSE_ON`].
pub const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1002l\x1b[?1000l";

/// Undoes every mode that this program ever sets, whichever are on.
///
/// One fixed string, so that a signal or a panic can write it without thinking. First what makes a terminal hold back or send bytes,
/// then the looks, and the screen last: what is printed after it is read in the shell's own screen. The cursor's shape is the user's
/// and stays.
pub const LEAVE: &[u8] = b"\x1b[?2026l\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[?2004l\x1b[?1004l\x1b[0m\x1b[?25h\x1b[?1049l";

#[cfg(test)]
mod tests {
    use super::*;

    /// The modes that `bytes` switch to `on` (`h`) or off (`l`), in order.
    fn switched(bytes: &[u8], to: char) -> Vec<&str> {
        let text = std::str::from_utf8(bytes).unwrap();
        text.split("\x1b[?")
            .filter_map(|part| part.split_once(to))
            .filter(|(mode, _)| mode.bytes().all(|b| b.is_ascii_digit()))
            .map(|(mode, _)| mode)
            .collect()
    }

    #[test]
    fn leave_undoes_everything() {
        let off = switched(LEAVE, 'l');
        let on: Vec<_> = [ENTER, MOUSE_ON]
            .into_iter()
            .flat_map(|bytes| switched(bytes, 'h'))
            .collect();
        assert_eq!(on, ["1049", "2004", "1004", "1000", "1002", "1006"]);
        for mode in on.into_iter().chain(["2026"]) {
            assert!(off.contains(&mode), "{mode} stays on");
        }
        assert_eq!(switched(ENTER, 'l'), ["25"]);
        assert_eq!(switched(LEAVE, 'h'), ["25"]);
        assert_eq!(off.last(), Some(&"1049"), "the screen is left last");
    }

    #[test]
    fn mouse_off_undoes_mouse_on() {
        let mut on = switched(MOUSE_ON, 'h');
        on.reverse();
        assert_eq!(on, switched(MOUSE_OFF, 'l'));
    }

    #[test]
    fn an_emulator_agrees() {
        let size = |n| std::num::NonZeroU16::new(n).unwrap();
        let mut parser = vt100::Parser::new(size(4), size(10), 0);
        let before = parser.screen().clone();
        parser.process(ENTER);
        parser.process(MOUSE_ON);
        parser.process(b"\x1b[1;7mx");
        assert!(parser.screen().alternate_screen() && parser.screen().bracketed_paste());
        parser.process(LEAVE);
        let after = parser.screen();
        assert_eq!(after.state_formatted(), before.state_formatted());
        assert!(!after.alternate_screen() && !after.bracketed_paste() && !after.hide_cursor());
    }
}
