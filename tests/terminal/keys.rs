//! Keys as a terminal sends them, written as `jj<enter>two words<esc>`.

/// The bytes of these keys.
///
/// Esc only comes last: bytes right after it would make it another key, so what it does is to be waited for.
pub(crate) fn bytes(keys: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = keys;
    while let Some(c) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'));
        if let Some((name, after)) = named {
            assert!(
                name != "esc" || after.is_empty(),
                "wait for what Esc does before the keys {after:?}"
            );
            bytes.extend(named_key(name));
            rest = after;
        } else {
            bytes.extend(c.to_string().as_bytes());
            rest = &rest[c.len_utf8()..];
        }
    }
    bytes
}

fn named_key(name: &str) -> Vec<u8> {
    let text = match name {
        "enter" => "\r",
        "esc" => "\x1b",
        "tab" => "\t",
        "s-tab" => "\x1b[Z",
        "bs" => "\x7f",
        "del" => "\x1b[3~",
        "up" => "\x1b[A",
        "down" => "\x1b[B",
        "right" => "\x1b[C",
        "left" => "\x1b[D",
        "home" => "\x1b[H",
        "end" => "\x1b[F",
        "lt" => "<",
        _ => return modified(name),
    };
    text.into()
}

fn modified(name: &str) -> Vec<u8> {
    match (name.get(..2), &name.as_bytes()[2..]) {
        (Some("c-"), [letter]) => vec![letter & 0x1f],
        (Some("a-"), [letter]) => vec![0x1b, *letter],
        (Some("a-"), b"enter") => vec![0x1b, b'\r'],
        _ => panic!("no key is called <{name}>"),
    }
}

/// A bracketed paste.
pub(crate) fn paste(text: &str) -> Vec<u8> {
    format!("\x1b[200~{text}\x1b[201~").into_bytes()
}

/// What the mouse does.
#[derive(Clone, Copy)]
pub(crate) enum Mouse {
    Down,
    Drag,
    Up,
}

/// A report of the left button, column and row from 0.
pub(crate) fn mouse(what: Mouse, (column, row): (u16, u16)) -> Vec<u8> {
    let (code, last) = match what {
        Mouse::Down => (0, 'M'),
        Mouse::Drag => (32, 'M'),
        Mouse::Up => (0, 'm'),
    };
    format!("\x1b[<{code};{};{}{last}", column + 1, row + 1).into_bytes()
}
