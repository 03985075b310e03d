//! The formats that canvases are read from, and which of them a file is of.

use super::foreign::{self, Foreign};
use super::{bmml, encoding, table, textusm};
use crate::format::{self, loose};

/// A format that a canvas can be read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// Markdown: a heading for each block, an item for each note.
    Markdown,
    /// Plain text: a line that names a block, then a line for each note.
    Text,
    /// A table, its cells parted by commas, semicolons or tabs.
    Csv,
    /// BMML: business models in YAML.
    Bmml,
    /// JSON in one of many dialects, a key for each block.
    Json,
    /// The text of textusm.
    Textusm,
}

/// What a file seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guess {
    /// A file of this format.
    Of(Source),
    /// A canvas already.
    Canvas,
    /// A file of a format that is known, but not read.
    Foreign(Foreign),
    /// Nothing that can be read.
    Unknown,
}

impl Source {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 6] = [
        Self::Markdown,
        Self::Text,
        Self::Csv,
        Self::Bmml,
        Self::Json,
        Self::Textusm,
    ];

    /// Its name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::Text => "text",
            Self::Csv => "csv",
            Self::Bmml => "bmml",
            Self::Json => "json",
            Self::Textusm => "textusm",
        }
    }

    /// What it is, in a few words.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Markdown => "Markdown",
            Self::Text => "plain text: block names, each with its notes below",
            Self::Csv => "a table, a row for each note",
            Self::Bmml => "BMML, a YAML format",
            Self::Json => "JSON, a key for each block",
            Self::Textusm => "the text of textusm",
        }
    }

    /// What its files' names end in, the usual ending first.
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Markdown => &["md", "markdown"],
            Self::Text => &["txt"],
            Self::Csv => &["csv", "tsv", "tab"],
            Self::Bmml => &["bmml"],
            Self::Json => &["json"],
            Self::Textusm => &["textusm"],
        }
    }

    /// The format of this name, or whose files end like this, in upper or lower case.
    pub fn from_name(name: &str) -> Option<Self> {
        let is_it = |source: &Self| {
            let endings = source.endings().iter();
            std::iter::once(&source.name())
                .chain(endings)
                .any(|own| own.eq_ignore_ascii_case(name))
        };
        Self::ALL.into_iter().find(is_it)
    }

    /// The format that a file of this name is of, as far as its name tells.
    fn of_file(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        let has = |source: &Self| {
            let mut endings = source.endings().iter();
            endings.any(|own| own.eq_ignore_ascii_case(ending))
        };
        Self::ALL.into_iter().find(has)
    }
}

/// Whether there are headings as Markdown has them, with a list or a table.
fn looks_like_markdown(text: &str) -> bool {
    let is_heading = |line: &str| {
        let rest = line.trim_start_matches('#');
        (1..=6).contains(&(line.len() - rest.len())) && rest.starts_with(' ')
    };
    let is_item = |line: &str| {
        ["- ", "* ", "+ ", "|"]
            .iter()
            .any(|sign| line.trim_start().starts_with(sign))
    };
    text.lines().any(is_heading) && text.lines().any(is_item)
}

/// What a file seems to be, by its content where that is telling, else by its name.
pub fn guess(name: Option<&str>, bytes: &[u8]) -> Guess {
    if let Some(foreign) = Foreign::of_bytes(bytes) {
        return Guess::Foreign(foreign);
    }
    let Ok(text) = encoding::text(bytes) else {
        return Guess::Unknown;
    };
    let text = text.as_ref();
    if text.contains(r#""bmcanvas""#) && format::read(text.as_bytes()).is_ok() {
        return Guess::Canvas;
    }
    if let Some(foreign) = Foreign::of_text(name, text) {
        return Guess::Foreign(foreign);
    }
    let named = name.and_then(Source::of_file);
    if text.trim_start().starts_with(['{', '['])
        && named != Some(Source::Bmml)
        && let Ok(value) = loose(text)
    {
        if foreign::is_json_canvas(&value) {
            return Guess::Foreign(Foreign::JsonCanvas);
        }
        return Guess::Of(Source::Json);
    }
    if table::is_header(text.lines().next().unwrap_or_default()) {
        return Guess::Of(Source::Csv);
    }
    if text.lines().any(textusm::has_settings) {
        return Guess::Of(Source::Textusm);
    }
    if named.is_none() && bmml::is_it(text) {
        return Guess::Of(Source::Bmml);
    }
    if named.is_none() && looks_like_markdown(text) {
        return Guess::Of(Source::Markdown);
    }
    named.map_or(Guess::Of(Source::Text), Guess::Of)
}

#[cfg(test)]
mod tests {
    use super::{Foreign, Guess, Source, guess};

    #[test]
    fn a_canvas_is_seen_whatever_it_is_called() {
        let canvas = br#"{"bmcanvas": 1, "kind": "lean", "notes": {}}"#;
        assert_eq!(guess(Some("a.txt"), canvas), Guess::Canvas);
        assert_eq!(guess(Some("a.txt"), b"Channels\n"), Guess::Of(Source::Text));
        assert_eq!(
            guess(None, b"# Channels\n\n- App\n"),
            Guess::Of(Source::Markdown)
        );
        assert_eq!(guess(None, b"#hash\n- App\n"), Guess::Of(Source::Text));
        assert_eq!(guess(None, b"\xff\xfe\x00"), Guess::Unknown);
        let wide: Vec<u8> = "\u{feff}block\ttext\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(guess(Some("a.txt"), &wide), Guess::Of(Source::Csv));
    }

    #[test]
    fn what_is_not_read_is_named() {
        use Foreign::{Archive, AsciiDoc, JsonCanvas, Org, Page, Pdf, ReStructuredText};
        for (name, content, format) in [
            (Some("a.md"), &b"<!DOCTYPE html>\n<p>x"[..], Page),
            (None, b"<svg xmlns=\"x\"/>", Page),
            (Some("a.adoc"), b"== Channels\n* App\n", AsciiDoc),
            (None, b"= Repair\n\n== Channels\n* App\n", AsciiDoc),
            (Some("a.org"), b"* Channels\n", Org),
            (None, b"#+TITLE: Repair\n* Channels\n", Org),
            (Some("a.rst"), b"Channels\n========\n", ReStructuredText),
            (Some("a.xlsx"), b"PK\x03\x04...", Archive),
            (Some("a.md"), b"%PDF-1.7", Pdf),
            (
                Some("a.canvas"),
                br#"{"nodes": [{"id": "a", "type": "text", "text": "App", "x": 0, "y": 0, "width": 9, "height": 9}], "edges": []}"#,
                JsonCanvas,
            ),
        ] {
            assert_eq!(guess(name, content), Guess::Foreign(format), "{name:?}");
        }
        assert_eq!(guess(Some("a.txt"), b"= Repair\n"), Guess::Of(Source::Text));
    }

    #[test]
    fn bmml_is_seen_in_files_of_other_names() {
        let bmml = b"# a model\nversion: \"2.0\"\nmeta: {name: T}\nchannels: []\n";
        assert_eq!(guess(Some("a.yaml"), bmml), Guess::Of(Source::Bmml));
        assert_eq!(guess(Some("a.bmml"), b""), Guess::Of(Source::Bmml));
        assert_eq!(guess(Some("a.txt"), bmml), Guess::Of(Source::Text));
        // All JSON is YAML.
        assert_eq!(guess(Some("a.bmml"), b"{}"), Guess::Of(Source::Bmml));
    }

    #[test]
    fn formats_are_known_by_content_first_and_by_name_where_that_tells_nothing() {
        use Source::{Csv, Json, Text, Textusm};
        for (name, content, source) in [
            (None, "Channels\n- App\n", Text),
            (Some("a.txt"), "Channels\n- App\n", Text),
            (Some("a.unheard"), "Channels\n", Text),
            (Some("noending"), "", Text),
            (Some("a.csv"), "Channels,App\n", Csv),
            (Some("A.TSV"), "Channels\tApp\n", Csv),
            (None, "block,text\nChannels,App\n", Csv),
            (Some("a.txt"), "\u{feff}\"Note\";\"Category\"\r\n", Csv),
            (Some("a.csv"), "{\"channels\": []}", Json),
            (None, " [[\"Channels\", \"App\"]]\n", Json),
            (Some("a.txt"), "[1] Channels\n- App\n", Text),
            (Some("a.json"), "{ broken", Json),
            (Some("a.canvas"), "{\"nodes\": []}", Json),
            (Some("a.textusm"), "Channels\n    App\n", Textusm),
            (None, "Channels\n    App: |{\"bg\":\"#FFFFFF\"}\n", Textusm),
        ] {
            let guessed = guess(name, content.as_bytes());
            assert_eq!(guessed, Guess::Of(source), "{name:?} {content:?}");
        }
    }

    #[test]
    fn names_and_endings_lead_to_one_format_each() {
        for source in Source::ALL {
            assert_eq!(Source::from_name(source.name()), Some(source));
            for ending in source.endings() {
                assert_eq!(Source::of_file(&format!("a.{ending}")), Some(source));
            }
        }
    }
}
