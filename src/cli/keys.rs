//! `keys`: what the keys do.

use super::args::KeysArgs;
use super::failure::warn;
use super::surroundings;
use super::text::Text;
use crate::app::action::{Command, Context};
use crate::app::keymap::Keymap;
use crate::text::clean::{Shown, multiline};
use crate::tty::key::Chord;

pub(super) fn run(args: &KeysArgs, out: &mut Vec<u8>) {
    if args.markdown {
        out.extend(markdown().into_bytes());
        return;
    }
    let (config, warnings) = surroundings::config();
    for warning in &warnings {
        warn(warning);
    }
    out.extend(multiline(&plain(&config.keymap)).into_bytes());
}

/// The usual keys as Markdown, a table for each context.
pub fn markdown() -> String {
    let keymap = Keymap::default();
    let mut text = Text::default();
    for context in Context::ALL {
        text.gap();
        text.line(format_args!("### {}\n", context.title()));
        let name = context.name();
        text.line(format_args!(
            "| Keys | What they do | Name in `[keys.{name}]` |"
        ));
        text.line(format_args!("| --- | --- | --- |"));
        for (command, chords) in rows(&keymap, context) {
            let keys: Vec<String> = chords.iter().map(code).collect();
            let Command { help, name, .. } = command;
            text.line(format_args!("| {} | {help} | `{name}` |", keys.join(" ")));
        }
    }
    text.into_string()
}

/// A key as code in a Markdown table.
fn code(chord: &Chord) -> String {
    let key = chord.to_string().replace('|', "\\|");
    if key.contains('`') {
        format!("`` {key} ``")
    } else {
        format!("`{key}`")
    }
}

fn plain(keymap: &Keymap) -> String {
    let mut text = Text::default();
    for context in Context::ALL {
        text.gap();
        text.line(format_args!(
            "{} [keys.{}]",
            context.title(),
            context.name()
        ));
        for (Command { name, help, .. }, chords) in rows(keymap, context) {
            let keys: Vec<String> = chords.iter().map(ToString::to_string).collect();
            let keys = keys.join(" ");
            // Keys may be wide characters, so the padding is counted in columns.
            let room = 22_usize.saturating_sub(Shown::line(&keys).width());
            text.line(format_args!("  {keys}{:room$} {name:<18} {help}", ""));
        }
    }
    text.into_string()
}

fn rows(keymap: &Keymap, context: Context) -> impl Iterator<Item = (&'static Command, &[Chord])> {
    keymap
        .rows()
        .filter(move |(command, _)| command.context == context)
}
