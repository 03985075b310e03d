//! Keys to actions: the table of `action`, with what a person's configuration puts in its place.

use super::action::{Action, COMMANDS, Command, Context};
use crate::tty::key::Chord;

/// Which key does what, here and for this person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    /// One entry for each row of `COMMANDS`, in its order.
    chords: Vec<Vec<Chord>>,
}

/// Why a key binding of the configuration was left out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BindingError {
    /// No command of that name is known there.
    #[error("no command is called \"{0}\" here")]
    NoSuchCommand(String),
    /// The key cannot be read.
    #[error("\"{0}\" is no key")]
    NoSuchKey(String),
    /// The key types a character there.
    #[error("\"{0}\" types a character here")]
    IsTyped(String),
    /// The key is taken by another command whose keys were set too.
    #[error("{key} already means \"{taken_by}\"")]
    Clash {
        /// The key.
        key: String,
        /// The command that has it.
        taken_by: &'static str,
    },
}

impl Default for Keymap {
    fn default() -> Self {
        let parse = |keys: &&str| keys.parse().ok();
        let chords = |command: &Command| command.keys.iter().filter_map(parse).collect();
        Self {
            chords: COMMANDS.iter().map(chords).collect(),
        }
    }
}

impl Keymap {
    /// The action of a key in a context.
    pub fn action(&self, context: Context, chord: Chord) -> Option<Action> {
        let mut rows = self.rows();
        rows.find(|(command, chords)| command.context == context && chords.contains(&chord))
            .map(|(command, _)| command.action)
    }

    /// The table with the keys as they are now.
    pub fn rows(&self) -> impl Iterator<Item = (&'static Command, &[Chord])> {
        COMMANDS.iter().zip(self.chords.iter().map(Vec::as_slice))
    }

    /// The first key of an action in a context, for footers and texts.
    pub fn key_of(&self, context: Context, action: Action) -> Option<Chord> {
        self.rows()
            .filter(|(command, _)| command.context == context && command.action == action)
            .find_map(|(_, chords)| chords.first().copied())
    }

    /// Gives a command these keys in place of its own. A key that another command had by default goes to this one;
    /// a key that another command was given the same way is a clash, and stays there.
    pub fn bind(
        &mut self,
        bound: &mut Bound,
        context: Context,
        name: &str,
        keys: &[String],
    ) -> Vec<BindingError> {
        let is_it = |command: &Command| command.context == context && command.name == name;
        let Some(row) = COMMANDS.iter().position(is_it) else {
            return vec![BindingError::NoSuchCommand(name.to_owned())];
        };
        let mut errors = Vec::new();
        let mut chords = Vec::new();
        for key in keys {
            match key.parse::<Chord>() {
                Ok(chord) if is_typed(context, chord) => {
                    errors.push(BindingError::IsTyped(key.clone()));
                }
                Ok(chord) => match bound.holder(context, chord) {
                    Some(taken_by) => errors.push(BindingError::Clash {
                        key: key.clone(),
                        taken_by,
                    }),
                    None => chords.push(chord),
                },
                Err(_) => errors.push(BindingError::NoSuchKey(key.clone())),
            }
        }
        if !chords.is_empty() || keys.is_empty() {
            bound
                .0
                .extend(chords.iter().map(|&chord| (context, chord, row)));
            self.give(row, context, chords);
        }
        errors
    }

    fn give(&mut self, row: usize, context: Context, chords: Vec<Chord>) {
        for (command, has) in COMMANDS.iter().zip(&mut self.chords) {
            if command.context == context {
                has.retain(|chord| !chords.contains(chord));
            }
        }
        if let Some(has) = self.chords.get_mut(row) {
            *has = chords;
        }
    }
}

/// Whether the key is one that texts are typed with, and this is where they are typed.
fn is_typed(context: Context, chord: Chord) -> bool {
    match context {
        Context::Edit | Context::Walk | Context::Comments | Context::Prompt => {
            chord.typed().is_some()
        }
        Context::Board
        | Context::Changes
        | Context::Ages
        | Context::Timeline
        | Context::Past
        | Context::Start
        | Context::Figures
        | Context::Viability
        | Context::Story
        | Context::Help => false,
    }
}

/// The keys that a configuration has given out so far.
#[derive(Debug, Default)]
pub struct Bound(Vec<(Context, Chord, usize)>);

impl Bound {
    fn holder(&self, context: Context, chord: Chord) -> Option<&'static str> {
        let mut given = self.0.iter();
        let row = given
            .find(|(there, key, _)| (*there, *key) == (context, chord))?
            .2;
        COMMANDS.get(row).map(|command| command.name)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_key_of_the_table_can_be_read_and_means_one_thing() {
        let mut seen = BTreeSet::new();
        for command in COMMANDS {
            for key in command.keys {
                let chord: Chord = key.parse().unwrap_or_else(|_| panic!("{key} is no key"));
                assert!(
                    seen.insert((command.context, chord)),
                    "{key} means two things in {:?}",
                    command.context
                );
            }
        }
    }

    #[test]
    fn names_are_unique_in_a_context_and_every_row_has_help() {
        let mut seen = BTreeSet::new();
        for command in COMMANDS {
            assert!(
                seen.insert((command.context, command.name)),
                "{}",
                command.name
            );
            assert!(!command.help.is_empty(), "{}", command.name);
        }
    }

    #[test]
    fn a_binding_replaces_the_keys_and_takes_them_from_others() {
        let mut keymap = Keymap::default();
        let mut bound = Bound::default();
        let errors = keymap.bind(&mut bound, Context::Board, "park", &["d".to_owned()]);
        assert_eq!(errors, []);
        let action =
            |keymap: &Keymap, key: &str| keymap.action(Context::Board, key.parse().unwrap());
        assert_eq!(action(&keymap, "d"), Some(Action::Park));
        assert_eq!(action(&keymap, "x"), None);
        assert_eq!(action(&keymap, "del"), Some(Action::Delete));
        let errors = keymap.bind(&mut bound, Context::Board, "zoom", &["d".to_owned()]);
        assert!(matches!(
            errors[..],
            [BindingError::Clash {
                taken_by: "park",
                ..
            }]
        ));
        assert_eq!(
            action(&keymap, "z"),
            Some(Action::Zoom),
            "a clash changes nothing"
        );
        let errors = keymap.bind(&mut bound, Context::Board, "fly", &["f".to_owned()]);
        assert!(matches!(errors[..], [BindingError::NoSuchCommand(_)]));
        let errors = keymap.bind(&mut bound, Context::Board, "zoom", &["hyper-z".to_owned()]);
        assert!(matches!(errors[..], [BindingError::NoSuchKey(_)]));
    }
}
