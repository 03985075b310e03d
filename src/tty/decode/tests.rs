use super::*;
use crate::tty::input::{Button, Mouse, MouseKind};
use proptest::prelude::*;

/// What these bytes mean, with a time-out at the end.
fn read(bytes: &[u8]) -> Vec<Input> {
    let (mut decoder, mut out) = (Decoder::new(), Vec::new());
    decoder.feed(bytes, &mut out);
    decoder.flush(&mut out);
    assert!(!decoder.waiting() && decoder.held.is_empty());
    out
}

fn keys(names: &str) -> Vec<Input> {
    let key = |name: &str| Input::Key(name.parse().unwrap());
    names.split_whitespace().map(key).collect()
}

fn pasted(text: &str, refused: usize) -> Input {
    let text = text.to_owned();
    Input::Paste(Paste { text, refused })
}

#[test]
fn plain_bytes_are_keys() {
    for (bytes, names) in [
        (&b"aG1 -"[..], "a G 1 space -"),
        (b"\x00\x01\x1a", "ctrl-space ctrl-a ctrl-z"),
        (b"\t\n\r\x08\x7f", "tab ctrl-j enter backspace backspace"),
        (b"\x1c\x1d\x1e\x1f", "ctrl-\\ ctrl-] ctrl-^ ctrl-_"),
        ("é漢😀".as_bytes(), "é 漢 😀"),
        (b"\x1b", "esc"),
        (b"\x1b\x1b", "esc esc"),
        (b"\x1bx\x1bG", "alt-x alt-G"),
        (
            b"\x1b\r\x1b\x7f\x1b\x01",
            "alt-enter alt-backspace ctrl-alt-a",
        ),
        ("\x1bé".as_bytes(), "alt-é"),
        (b"\xffx\xe2\x82A\xf0\x9f", "\u{fffd} x \u{fffd} A \u{fffd}"),
        (b"\xc2\x9b", "\u{fffd}"),
        (b"\xe2\x82\x1b[A", "\u{fffd} up"),
    ] {
        assert_eq!(read(bytes), keys(names), "{}", bytes.escape_ascii());
    }
}

#[test]
fn sequences_are_keys() {
    for (bytes, names) in [
        (
            "\x1b[A\x1b[B\x1b[C\x1b[D\x1b[H\x1b[F",
            "up down right left home end",
        ),
        (
            "\x1bOA\x1bOB\x1bOC\x1bOD\x1bOH\x1bOF",
            "up down right left home end",
        ),
        ("\x1bOP\x1bOQ\x1bOR\x1bOS", "f1 f2 f3 f4"),
        (
            "\x1b[1;5C\x1b[1;2A\x1b[1;3H\x1b[1;8F",
            "ctrl-right shift-up alt-home ctrl-alt-shift-end",
        ),
        ("\x1b[1;2P\x1b[1;5R\x1bO5C", "shift-f1 ctrl-f3 ctrl-right"),
        (
            "\x1b[1~\x1b[2~\x1b[3~\x1b[4~\x1b[5~\x1b[6~\x1b[7~\x1b[8~",
            "home ins del end pgup pgdn home end",
        ),
        (
            "\x1b[11~\x1b[15~\x1b[17~\x1b[21~\x1b[23~\x1b[24~\x1b[25~\x1b[29~\x1b[34~",
            "f1 f5 f6 f10 f11 f12 f13 f16 f20",
        ),
        ("\x1b[3;5~\x1b[5;2~", "ctrl-del shift-pgup"),
        ("\x1b[3^\x1b[3$\x1b[3@", "ctrl-del shift-del ctrl-shift-del"),
        ("\x1b[a\x1bOd\x1b[[A\x1b[[E", "shift-up ctrl-left f1 f5"),
        (
            "\x1b[Z\x1b[1;2Z\x1b[1;3Z",
            "shift-tab shift-tab alt-shift-tab",
        ),
        (
            "\x1b[13;3u\x1b[13;2u\x1b[9;5u\x1b[27u\x1b[127;3u",
            "alt-enter shift-enter ctrl-tab esc alt-backspace",
        ),
        (
            "\x1b[114;5u\x1b[97;2u\x1b[97:65;2u\x1b[228;3u\x1b[57414u",
            "ctrl-r A A alt-ä enter",
        ),
        (
            "\x1b[27;5;13~\x1b[27;3;9~\x1b[27;5;114~\x1b[27;6;82~",
            "ctrl-enter alt-tab ctrl-r ctrl-r",
        ),
        ("\x1bOM\x1bOp\x1bOk\x1bOX", "enter 0 + ="),
        ("\x1b[97;1:1ub", "a b"),
    ] {
        assert_eq!(read(bytes.as_bytes()), keys(names), "{bytes:?}");
    }
}

#[test]
fn what_is_not_ours_is_swallowed_whole() {
    for bytes in [
        "\x1b[?1;2c",
        "\x1b[>0;276;0c",
        "\x1b[12;40R",
        "\x1b[?2026;0$y",
        "\x1b[?2026;4$y",
        "\x1b[?2004;1$y",
        "\x1b[97;1:3u",
        "\x1b[57358u",
        "\x1b[99~",
        "\x1b[201~",
        "\x1b[32;10;20M",
        "\x1b[M !!",
        "\x1b[Mqqq",
        "\x1b]11;rgb:0000/0000/0000\x1b\\",
        "\x1b]0;q\x07",
        "\x1bP1+r544e=787465726d\x1b\\",
        "\x1b_Gi=1;OK\x1b\\",
        "\x1b^q\x1b\\",
        "\x1b[0 q",
        "\x1bOq\x18",
        "\x1b[[Z",
        "\x1b[<35;1;1M",
        "\x1b[<66;1;1M",
        "\x1b[<128;1;1M",
    ] {
        let mut expected = keys("x");
        if bytes.ends_with('\x18') {
            expected.splice(0..0, keys("1 ctrl-x"));
        }
        assert_eq!(read(format!("{bytes}x").as_bytes()), expected, "{bytes:?}");
    }
}

#[test]
fn a_broken_sequence_does_not_take_the_next_key() {
    for (bytes, names) in [
        ("\x1b[1;5\x1b[A", "up"),
        ("\x1b[1;5\r", "enter"),
        ("\x1b[\r", "alt-[ enter"),
        ("\x1bO\x1b[B", "alt-O down"),
        ("\x1b]0;title\x1b[A", "up"),
        ("\x1b[é", "alt-[ é"),
    ] {
        assert_eq!(read(bytes.as_bytes()), keys(names), "{bytes:?}");
    }
}

#[test]
fn silence_ends_what_is_unfinished() {
    for (bytes, names) in [
        ("\x1b[", "alt-["),
        ("\x1bO", "alt-O"),
        ("\x1b]", "alt-]"),
        ("\x1bP", "alt-P"),
        ("\x1b[1;5", ""),
        ("\x1b]0;ti", ""),
        ("\x1b[M1", ""),
        ("\x1b[[", ""),
    ] {
        assert_eq!(read(bytes.as_bytes()), keys(names), "{bytes:?}");
    }
}

#[test]
fn waiting_tells_when_a_time_out_is_needed() {
    let (mut decoder, mut out) = (Decoder::new(), Vec::new());
    for (bytes, waiting, pasting) in [
        (&b"x"[..], false, false),
        (b"\x1b", true, false),
        (b"[", true, false),
        (b"A", false, false),
        (b"\xe2", true, false),
        (b"\x82\xac", false, false),
        (b"\x1b[200~a", true, true),
        (b"\x1b[201~", false, false),
    ] {
        decoder.feed(bytes, &mut out);
        let seen = (decoder.waiting(), decoder.pasting());
        assert_eq!(seen, (waiting, pasting), "{}", bytes.escape_ascii());
    }
}

#[test]
fn pastes_keep_their_text() {
    for (bytes, text) in [
        ("\x1b[200~\x1b[201~", ""),
        ("\x1b[200~a\rb\r\nc\n\r\x1b[201~", "a\nb\nc\n\n"),
        (
            "\x1b[200~\x1b[31mred\x1b\x1b[20\x1b[201~",
            "\x1b[31mred\x1b\x1b[20",
        ),
        ("\x1b[200~漢\t\x1b[201~", "漢\t"),
        ("\x1b[200~\x1b[200~x\x1b[201~", "\x1b[200~x"),
    ] {
        let mut expected = vec![pasted(text, 0)];
        expected.extend(keys("q"));
        assert_eq!(read(format!("{bytes}q").as_bytes()), expected, "{bytes:?}");
    }
    assert_eq!(read(b"\x1b[200~a\xff\x1b[201~"), [pasted("a\u{fffd}", 0)]);
}

#[test]
fn an_unterminated_paste_ends_with_silence() {
    assert_eq!(read(b"\x1b[200~half\x1b[20"), [pasted("half\x1b[20", 0)]);
    let (mut decoder, mut out) = (Decoder::new(), Vec::new());
    decoder.feed(b"\x1b[200~half", &mut out);
    decoder.flush(&mut out);
    decoder.feed(b"x", &mut out);
    let mut expected = vec![pasted("half", 0)];
    expected.extend(keys("x"));
    assert_eq!(out, expected);
}

#[test]
fn a_huge_paste_is_cut_between_characters() {
    for (unit, shift) in [
        ("a", 0),
        ("é", 1),
        ("漢", 0),
        ("漢", 1),
        ("😀", 2),
        ("😀", 3),
    ] {
        let text = "x".repeat(shift) + &unit.repeat((MAX_PASTE + 100) / unit.len());
        let events = read(format!("\x1b[200~{text}\x1b[201~").as_bytes());
        let [Input::Paste(paste)] = events.as_slice() else {
            panic!("{} events", events.len());
        };
        assert!(text.starts_with(&paste.text), "{unit} {shift}");
        assert!(paste.text.len() > MAX_PASTE - unit.len() && paste.text.len() <= MAX_PASTE);
        assert_eq!(paste.refused, text.len() - paste.text.len());
    }
    let mut bytes = b"\x1b[200~".to_vec();
    bytes.resize(bytes.len() + MAX_PASTE, 0xff);
    let events = read(&bytes);
    assert!(matches!(&events[..], [Input::Paste(p)] if p.text.len() <= MAX_PASTE && p.refused > 0));
}

#[test]
fn the_mouse_is_read() {
    for (bytes, kind, x, y, mods) in [
        (
            "\x1b[<0;1;1M",
            MouseKind::Down(Button::Left),
            0,
            0,
            Mods::NONE,
        ),
        (
            "\x1b[<0;10;3m",
            MouseKind::Up(Button::Left),
            9,
            2,
            Mods::NONE,
        ),
        (
            "\x1b[<2;300;200M",
            MouseKind::Down(Button::Right),
            299,
            199,
            Mods::NONE,
        ),
        (
            "\x1b[<33;5;6M",
            MouseKind::Drag(Button::Middle),
            4,
            5,
            Mods::NONE,
        ),
        ("\x1b[<64;1;2M", MouseKind::WheelUp, 0, 1, Mods::NONE),
        ("\x1b[<65;1;2M", MouseKind::WheelDown, 0, 1, Mods::NONE),
        (
            "\x1b[<20;1;1M",
            MouseKind::Down(Button::Left),
            0,
            0,
            Mods::SHIFT.union(Mods::CTRL),
        ),
        (
            "\x1b[<8;1;1M",
            MouseKind::Down(Button::Left),
            0,
            0,
            Mods::ALT,
        ),
        (
            "\x1b[<0;0;99999999M",
            MouseKind::Down(Button::Left),
            0,
            65534,
            Mods::NONE,
        ),
        ("\x1b[<0M", MouseKind::Down(Button::Left), 0, 0, Mods::NONE),
    ] {
        let mouse = Mouse { kind, x, y, mods };
        assert_eq!(read(bytes.as_bytes()), [Input::Mouse(mouse)], "{bytes:?}");
    }
}

#[test]
fn focus_and_answers() {
    assert_eq!(
        read(b"\x1b[I\x1b[O"),
        [Input::FocusGained, Input::FocusLost]
    );
    for n in 1..=3 {
        let answer = format!("\x1b[?2026;{n}$y");
        assert_eq!(read(answer.as_bytes()), [Input::Synchronized]);
    }
}

/// The largest that the decoder may hold at any time.
const BOUND: usize = MAX_SEQUENCE + 2 * MAX_PASTE;

fn held(decoder: &Decoder) -> usize {
    let paste = if let State::Paste(pasting) = &decoder.state {
        pasting.capacity()
    } else {
        0
    };
    decoder.held.capacity() + paste
}

#[test]
fn nothing_grows_without_bound() {
    for start in ["\x1b[", "\x1b[?", "\x1bO", "\x1b]", "\x1bP", "\x1b[200~"] {
        let (mut decoder, mut out) = (Decoder::new(), Vec::new());
        decoder.feed(start.as_bytes(), &mut out);
        for _ in 0..400 {
            decoder.feed(&[b'1'; MAX_SEQUENCE], &mut out);
            assert!(held(&decoder) <= BOUND, "{start:?}");
            if !decoder.pasting() {
                out.clear();
            }
        }
        assert_eq!(decoder.waiting(), start.ends_with('~'), "{start:?}");
    }
}

/// Every form in which a terminal sends this chord.
fn bytes_of(chord: Chord) -> Vec<String> {
    let mods = chord.mods;
    let bit = |held, value| if mods.contains(held) { value } else { 0 };
    let n = 1 + bit(Mods::SHIFT, 1) + bit(Mods::ALT, 2) + bit(Mods::CTRL, 4);
    let lettered = |c: char| vec![format!("\x1b[1;{n}{c}"), format!("\x1bO{n}{c}")];
    let tilde = |number: u8| vec![format!("\x1b[{number};{n}~")];
    let coded = |code: u32| vec![format!("\x1b[{code};{n}u"), format!("\x1b[27;{n};{code}~")];
    match chord.key {
        Key::Char(c) => coded(c.into()),
        Key::Enter => coded(13),
        Key::Esc => coded(27),
        Key::Tab => coded(9),
        Key::Backspace => coded(127),
        Key::BackTab => vec![format!("\x1b[1;{n}Z")],
        Key::Up => lettered('A'),
        Key::Down => lettered('B'),
        Key::Right => lettered('C'),
        Key::Left => lettered('D'),
        Key::Home => [lettered('H'), tilde(1), tilde(7)].concat(),
        Key::End => [lettered('F'), tilde(4), tilde(8)].concat(),
        Key::Insert => tilde(2),
        Key::Delete => tilde(3),
        Key::PageUp => tilde(5),
        Key::PageDown => tilde(6),
        Key::F(f @ 1..=4) => [lettered(char::from(b'O' + f)), tilde(f + 10)].concat(),
        Key::F(5) => tilde(15),
        Key::F(f @ 6..=10) => tilde(f + 11),
        Key::F(f @ 11..=14) => tilde(f + 12),
        Key::F(f @ 15..=16) => tilde(f + 13),
        Key::F(f) => tilde(f + 14),
    }
}

fn any_key() -> impl Strategy<Value = Key> {
    let char = proptest::char::range(' ', '\u{d7ff}').prop_filter("control", |c| !c.is_control());
    let named = "enter esc tab shift-tab backspace up down left right home end ins del pgup pgdn";
    let named = named
        .split(' ')
        .map(|name| name.parse::<Chord>().unwrap().key);
    prop_oneof![
        char.prop_map(Key::Char),
        (1u8..=20).prop_map(Key::F),
        proptest::sample::select(named.collect::<Vec<_>>()),
    ]
}

/// Bytes of which many belong to sequences.
fn any_bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..6),
        proptest::collection::vec(
            proptest::sample::select(b"\x1b[]OP_^<?0123;:$~ABMZuyR\\\x07\r\n".to_vec()),
            0..8
        ),
        Just(b"\x1b[200~".to_vec()),
        Just(b"\x1b[201~".to_vec()),
        Just(b"\x1b[<0;3;4M".to_vec()),
        Just("漢é😀".as_bytes().to_vec()),
    ];
    proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn it_does_not_matter_where_a_read_ends(bytes in any_bytes(), sizes in proptest::collection::vec(1usize..7, 1..9)) {
        let (mut whole, mut parted) = (Vec::new(), Vec::new());
        let mut decoder = Decoder::new();
        decoder.feed(&bytes, &mut whole);
        decoder.flush(&mut whole);
        let mut rest = bytes.as_slice();
        for size in sizes.iter().cycle() {
            let (now, later) = rest.split_at((*size).min(rest.len()));
            decoder.feed(now, &mut parted);
            rest = later;
            if rest.is_empty() {
                break;
            }
        }
        decoder.flush(&mut parted);
        prop_assert_eq!(&whole, &parted);
        let control = |input: &Input| matches!(input, Input::Key(Chord { key: Key::Char(c), .. }) if c.is_control());
        prop_assert!(!whole.iter().any(control));
    }

    #[test]
    fn every_chord_comes_back(key in any_key(), mods in 1u16..=8) {
        let chord = Chord::new(key, Mods::from_xterm(mods));
        for bytes in bytes_of(chord) {
            prop_assert_eq!(read(bytes.as_bytes()), vec![Input::Key(chord)], "{:?}", bytes);
        }
    }
}
