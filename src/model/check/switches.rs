//! Which rules hold, and at which level.

use std::collections::BTreeMap;

use super::{Level, Rule};

/// What a rule is switched to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// It finds nothing.
    Off,
    /// What it finds is of this level.
    At(Level),
}

impl Setting {
    /// Its name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::At(level) => level.name(),
        }
    }

    /// The setting of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "off" => Some(Self::Off),
            name => Level::from_name(name).map(Self::At),
        }
    }
}

/// What rules are switched to, where that is not as usual.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Switches(BTreeMap<&'static str, Setting>);

impl Switches {
    /// Switches a rule.
    pub fn set(&mut self, rule: &'static Rule, setting: Setting) {
        self.0.insert(rule.id, setting);
    }

    /// With what `over` says in place of what these say.
    pub fn over(mut self, over: Self) -> Self {
        self.0.extend(over.0);
        self
    }

    /// The level of what a rule finds; `None` where it is off.
    pub fn level(&self, rule: &Rule) -> Option<Level> {
        match self.0.get(rule.id) {
            Some(Setting::Off) => None,
            Some(Setting::At(level)) => Some(*level),
            None => Some(rule.level),
        }
    }
}
