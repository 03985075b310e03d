//! The only bytes that the program may send to a terminal, read strictly.
//!
//! Whatever is not in here would be something that a file has smuggled in. The bell at the end of a timer is not: it is sent
//! a minute after the start at the earliest, for which no test here waits.

/// The modes that the program switches.
const MODES: [u16; 8] = [25, 1000, 1002, 1004, 1006, 1049, 2004, 2026];

/// One thing that a terminal was told.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// To write a character.
    Text(char),
    /// To move by CR, LF or BS.
    Control(u8),
    /// To move or erase: the numbers and the letter.
    Cursor(Vec<u16>, u8),
    /// To write in another way.
    Look(Vec<u16>),
    /// To switch a mode on or off.
    Mode(u16, bool),
    /// Whether it knows synchronized output.
    Question,
    /// To have this in its clipboard, as base64.
    Clipboard(String),
}

/// What these bytes tell a terminal; an error is where the first strange ones are.
pub(crate) fn parse(bytes: &[u8]) -> Result<Vec<Told>, usize> {
    let mut all = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let (told, length) = one(&bytes[at..]).ok_or(at)?;
        all.push(told);
        at += length;
    }
    Ok(all)
}

/// Asserts that these bytes are of the program's own grammar.
pub(crate) fn check(bytes: &[u8]) -> Vec<Told> {
    parse(bytes).unwrap_or_else(|at| {
        let near = &bytes[at.saturating_sub(40)..bytes.len().min(at + 40)];
        panic!("strange output at byte {at}: {}", near.escape_ascii())
    })
}

/// The modes that these bytes leave switched on; the cursor, on by default, counts where it is off.
pub(crate) fn modes_on(bytes: &[u8]) -> Vec<u16> {
    MODES
        .into_iter()
        .filter(|mode| {
            let last = |end: char| last_position(bytes, format!("\x1b[?{mode}{end}").as_bytes());
            let on = last('h') > last('l');
            if *mode == 25 {
                last('l') > last('h')
            } else {
                on
            }
        })
        .collect()
}

pub(crate) fn asks_for_synchronized(bytes: &[u8]) -> bool {
    position(bytes, QUESTION).is_some()
}

/// Where these bytes last stand.
pub(crate) fn last_position(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let mut parts = bytes.windows(wanted.len());
    parts.rposition(|part| part == wanted)
}

/// Where these bytes first stand.
pub(crate) fn position(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|part| part == wanted)
}

const QUESTION: &[u8] = b"\x1b[?2026$p";

/// OSC 52.
const CLIPBOARD: &[u8] = b"\x1b]52;c;";

fn clipboard(bytes: &[u8]) -> Option<(Told, usize)> {
    let end = position(bytes, b"\x1b\\")?;
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/=".contains(byte);
    let text = String::from_utf8(bytes[..end].to_vec()).ok()?;
    let told = Told::Clipboard(text);
    bytes[..end].iter().all(is_plain).then_some((told, end + 2))
}

fn one(bytes: &[u8]) -> Option<(Told, usize)> {
    if bytes.starts_with(QUESTION) {
        return Some((Told::Question, QUESTION.len()));
    }
    if let Some(rest) = bytes.strip_prefix(CLIPBOARD) {
        return clipboard(rest).map(|(told, length)| (told, length + CLIPBOARD.len()));
    }
    if bytes.starts_with(b"\x1b[") {
        return sequence(&bytes[2..]).map(|(told, length)| (told, length + 2));
    }
    if let Some(control @ (b'\r' | b'\n' | 8)) = bytes.first() {
        return Some((Told::Control(*control), 1));
    }
    let end = (1..=4).find(|end| {
        let part = bytes.get(..*end);
        part.is_some_and(|part| std::str::from_utf8(part).is_ok())
    })?;
    let c = std::str::from_utf8(&bytes[..end]).ok()?.chars().next()?;
    is_harmless(c).then_some((Told::Text(c), end))
}

fn sequence(bytes: &[u8]) -> Option<(Told, usize)> {
    let private = bytes.first() == Some(&b'?');
    let start = usize::from(private);
    let end = bytes
        .iter()
        .position(|b| !matches!(b, b'0'..=b'9' | b';' | b'?'))?;
    let text = std::str::from_utf8(bytes.get(start..end)?).ok()?;
    let numbers = text.split(';').filter(|part| !part.is_empty());
    let numbers: Vec<u16> = numbers
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    let told = match (private, bytes[end], &numbers[..]) {
        (true, b'h', [mode]) if MODES.contains(mode) => Told::Mode(*mode, true),
        (true, b'l', [mode]) if MODES.contains(mode) => Told::Mode(*mode, false),
        (false, b'm', _) if is_look(&numbers) => Told::Look(numbers),
        (false, letter @ (b'H' | b'A' | b'B' | b'C' | b'D' | b'K' | b'J' | b'X'), _) => {
            Told::Cursor(numbers, letter)
        }
        _ => return None,
    };
    Some((told, end + 1))
}

/// Whether these numbers are attributes and colours, and nothing of more effect such as blinking or concealing.
fn is_look(numbers: &[u16]) -> bool {
    match numbers {
        [] => true,
        [38 | 48, 5, 0..=255, rest @ ..]
        | [38 | 48, 2, 0..=255, 0..=255, 0..=255, rest @ ..]
        | [
            0..=4 | 7 | 9 | 22..=24 | 27 | 29 | 30..=37 | 39..=47 | 49 | 90..=97 | 100..=107,
            rest @ ..,
        ] => is_look(rest),
        _ => false,
    }
}

/// Whether the numbers of an SGR sequence name a colour.
pub(crate) fn has_color(numbers: &[u16]) -> bool {
    numbers
        .iter()
        .any(|n| matches!(n, 30..=38 | 40..=48 | 90..=97 | 100..=107))
}

/// Whether a character neither commands a terminal nor deceives its reader.
fn is_harmless(c: char) -> bool {
    !c.is_control()
        && !matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{fdd0}'..='\u{fdef}' | '\u{e0000}'..='\u{e0fff}')
        && (c as u32) & 0xfffe != 0xfffe
}

#[test]
fn the_grammar_is_strict() {
    for fine in [
        "a\r\n\u{8}é👩\u{200d}💻",
        "\x1b[m\x1b[1;38;5;200;49m",
        "\x1b[3;4H\x1b[K\x1b[?2026$p",
        "\x1b]52;c;Zm9v\x1b\\",
    ] {
        assert!(parse(fine.as_bytes()).is_ok(), "{fine:?}");
    }
    for strange in [
        "\x07",
        "\t",
        "\x1b]0;x\x07",
        "\x1b]52;c;Zm9v\x07",
        "\x1b]52;c;\x1b[2J\x1b\\",
        "\x1b]52;p;Zm9v\x1b\\",
        "\x1bc",
        "\x1bP",
        "\x1b[?1h",
        "\x1b[6n",
        "\x1b[8m",
        "\x1b[38;5;256m",
        "\x1b[5m",
        "\u{9b}31m",
        "\u{202e}",
        "\u{200b}",
        "\u{e0041}",
        "\x7f",
        "\x1b[",
        "\x1b[2;1r",
        "\u{ffff}",
    ] {
        assert_eq!(parse(strange.as_bytes()), Err(0), "{strange:?}");
    }
    assert_eq!(parse(b"a\xff"), Err(1));
    assert_eq!(
        modes_on(b"\x1b[?25l\x1b[?1049h\x1b[?1000h\x1b[?1000l"),
        [25, 1049]
    );
}
