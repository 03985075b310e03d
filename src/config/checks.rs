//! Which rules of `check` a team switched, in `check.toml`: pure, from text to values. What cannot be read is a warning,
//! and the rule stays as it is.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::model::check::{RULES, Setting, Switches, rule_of};

/// The section that holds what is for one canvas alone.
const CANVAS: &str = "canvas";

/// Reads the switches in `text` for the canvas that is called so there, by its path. `file` is the text's name in the
/// warnings, which quote it: clean them before they are shown. `is_called` says whether a canvas is called so.
pub fn switches(
    text: &str,
    file: &str,
    canvas: Option<&str>,
    is_called: &dyn Fn(&str) -> bool,
) -> (Switches, Vec<String>) {
    let mut reader = Reader {
        text,
        is_called,
        warnings: Vec::new(),
    };
    let switches = match DeTable::parse(text) {
        Ok(table) => reader.top(table.get_ref(), canvas),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            let what = format!("this is no TOML: {}", error.message().replace('\n', ", "));
            reader.warn(at, &what, "no rule is switched until it is corrected");
            Switches::default()
        }
    };
    let mut warnings = reader.warnings;
    warnings.sort();
    let told = |(line, words)| format!("{file}:{line}: {words}");
    (switches, warnings.into_iter().map(told).collect())
}

struct Reader<'a> {
    text: &'a str,
    is_called: &'a dyn Fn(&str) -> bool,
    /// Line and words.
    warnings: Vec<(usize, String)>,
}

impl Reader<'_> {
    fn warn(&mut self, at: usize, what: &str, advice: &str) {
        let line = super::line_at(self.text, at);
        self.warnings.push((line, format!("{what} · {advice}")));
    }

    fn top(&mut self, table: &DeTable<'_>, canvas: Option<&str>) -> Switches {
        let mut all = Switches::default();
        let mut own = Switches::default();
        for (name, value) in table {
            if name.get_ref() != CANVAS {
                self.rule(&mut all, name, value);
                continue;
            }
            let Some(canvases) = value.get_ref().as_table() else {
                let advice = "write a section such as [canvas.\"plan.canvas.json\"]";
                self.warn(value.span().start, "canvas has to be sections", advice);
                continue;
            };
            for (path, rules) in canvases {
                let mut switches = Switches::default();
                self.section(&mut switches, rules);
                let (name, at) = (path.get_ref().as_ref(), path.span().start);
                if rules.get_ref().is_table() && !(self.is_called)(name) {
                    let advice = "write its path from the folder that this file's folder is in";
                    self.warn(at, &format!("no canvas is called {name:?}"), advice);
                }
                if canvas == Some(path.get_ref().as_ref()) {
                    own = switches;
                }
            }
        }
        all.over(own)
    }

    fn section(&mut self, switches: &mut Switches, rules: &Spanned<DeValue<'_>>) {
        match rules.get_ref().as_table() {
            Some(table) => {
                for (name, value) in table {
                    self.rule(switches, name, value);
                }
            }
            None => {
                let advice = "write the path in quotes: [canvas.\"plan.canvas.json\"]";
                self.warn(rules.span().start, "a canvas has to be a section", advice);
            }
        }
    }

    fn rule(
        &mut self,
        switches: &mut Switches,
        name: &Spanned<std::borrow::Cow<'_, str>>,
        value: &Spanned<DeValue<'_>>,
    ) {
        let Some(rule) = rule_of(name.get_ref()) else {
            let what = format!("no rule is called {:?}", name.get_ref());
            let near = near(name.get_ref());
            return self.warn(name.span().start, &what, &near);
        };
        match value.get_ref().as_str().and_then(Setting::from_name) {
            Some(setting) => switches.set(rule, setting),
            None => {
                let what = format!("{} cannot be switched to that", rule.id);
                let advice = "write \"off\", \"hint\", \"warning\" or \"error\"";
                self.warn(value.span().start, &what, advice);
            }
        }
    }
}

/// What may have been meant.
fn near(name: &str) -> String {
    let start: String = name.chars().take(4).collect();
    let alike = RULES.iter().find(|rule| rule.id.starts_with(&start));
    match alike.filter(|_| !start.is_empty()) {
        Some(rule) => format!(
            "did you mean {}? `bmcanvas check --rules` lists them",
            rule.id
        ),
        None => "`bmcanvas check --rules` lists them".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::switches;
    use crate::model::check::{Level, Switches, rule_of};

    const TEXT: &str = "empty-block = \"off\"\nlong-note = \"error\"\n\
        [canvas.\"plans/ideal.canvas.json\"]\nlong-note = \"hint\"\nno-title = \"warning\"\n";

    #[test]
    fn what_is_for_one_canvas_goes_before_what_is_for_all() {
        let level = |canvas, rule| {
            let (switches, warnings) = switches(TEXT, "c", canvas, &|_| true);
            assert_eq!(warnings, [""; 0]);
            switches.level(rule_of(rule).unwrap())
        };
        let ideal = Some("plans/ideal.canvas.json");
        for (canvas, rule, expected) in [
            (None, "empty-block", None),
            (ideal, "empty-block", None),
            (None, "long-note", Some(Level::Error)),
            (ideal, "long-note", Some(Level::Hint)),
            (Some("other"), "no-title", Some(Level::Hint)),
            (ideal, "no-title", Some(Level::Warning)),
        ] {
            assert_eq!(level(canvas, rule), expected, "{canvas:?} {rule}");
        }
    }

    #[test]
    fn each_mistake_is_a_warning_with_its_line() {
        for (text, start) in [
            (
                "\nempty = \"off\"",
                "c:2: no rule is called \"empty\" · did you mean empty-block?",
            ),
            (
                "fly = \"off\"",
                "c:1: no rule is called \"fly\" · `bmcanvas check --rules`",
            ),
            (
                "long-note = false",
                "c:1: long-note cannot be switched to that · write \"off\"",
            ),
            (
                "long-note = \"on\"",
                "c:1: long-note cannot be switched to that",
            ),
            ("canvas = 1", "c:1: canvas has to be sections"),
            ("[canvas]\na = 1", "c:2: a canvas has to be a section"),
            ("[canvas.\"a\"]\nfly = \"off\"", "c:2: no rule is called"),
            (
                "[canvas.\"b\"]\nlong-note = \"off\"",
                "c:1: no canvas is called \"b\" · write its path from the folder",
            ),
            ("#\n=", "c:2: this is no TOML"),
        ] {
            let is_called = |name: &str| name == "a";
            let (switches, warnings) = switches(text, "c", Some("a"), &is_called);
            assert_eq!(switches, Switches::default(), "{text}");
            assert_eq!(warnings.len(), 1, "{warnings:?}");
            assert!(warnings[0].starts_with(start), "{warnings:?}");
        }
    }
}
