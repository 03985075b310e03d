//! The formats that canvases are written in.

/// What the names of canvases end in.
const CANVAS: &str = ".canvas.json";

/// A format that a canvas can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// Markdown: a heading for each block, an item for each note.
    Markdown,
    /// Plain text: headings and a line for each note.
    Text,
    /// A table for spreadsheets, its cells parted by commas.
    Csv,
    /// A table for spreadsheets, its cells parted by tabs.
    Tsv,
    /// BMML: business models in YAML.
    Bmml,
    /// JSON with a list for each block, its keys like `keyPartners`.
    Json,
    /// JSON with a list for each block, its keys like `key_partners`.
    SnakeJson,
    /// JSON Canvas, as Obsidian opens it.
    JsonCanvas,
    /// The text of textusm.
    Textusm,
    /// One page of HTML that needs no other file, no script and no host.
    Html,
    /// The poster as a picture that scales.
    Svg,
    /// The poster as a picture.
    Png,
    /// The poster for printing.
    Pdf,
}

impl Target {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 13] = [
        Self::Markdown,
        Self::Text,
        Self::Csv,
        Self::Tsv,
        Self::Bmml,
        Self::Json,
        Self::SnakeJson,
        Self::JsonCanvas,
        Self::Textusm,
        Self::Html,
        Self::Svg,
        Self::Png,
        Self::Pdf,
    ];

    /// Its name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::Text => "text",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Bmml => "bmml",
            Self::Json => "json",
            Self::SnakeJson => "json-snake",
            Self::JsonCanvas => "json-canvas",
            Self::Textusm => "textusm",
            Self::Html => "html",
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Pdf => "pdf",
        }
    }

    /// What it is, in a few words.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Markdown => "Markdown",
            Self::Text => "plain text",
            Self::Csv => "a table with commas",
            Self::Tsv => "a table with tabs",
            Self::Bmml => "BMML",
            Self::Json => "JSON with a list for each block",
            Self::SnakeJson => "JSON with a list for each block and keys such as key_partners",
            Self::JsonCanvas => "JSON Canvas, as Obsidian opens it",
            Self::Textusm => "the text of textusm",
            Self::Html => "one HTML page",
            Self::Svg => "a poster as SVG",
            Self::Png => "a poster as PNG",
            Self::Pdf => "a poster as PDF",
        }
    }

    /// What its files' names end in, the usual ending first.
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Markdown => &["md", "markdown"],
            Self::Text => &["txt"],
            Self::Csv => &["csv"],
            Self::Tsv => &["tsv", "tab"],
            Self::Bmml => &["bmml"],
            Self::Json => &["json"],
            Self::SnakeJson => &[],
            Self::JsonCanvas => &["canvas"],
            Self::Textusm => &["textusm"],
            Self::Html => &["html", "htm"],
            Self::Svg => &["svg"],
            Self::Png => &["png"],
            Self::Pdf => &["pdf"],
        }
    }

    /// Whether it is no text that a terminal could show.
    pub const fn is_binary(self) -> bool {
        match self {
            Self::Markdown
            | Self::Text
            | Self::Csv
            | Self::Tsv
            | Self::Bmml
            | Self::Json
            | Self::SnakeJson
            | Self::JsonCanvas
            | Self::Textusm
            | Self::Html
            | Self::Svg => false,
            Self::Png | Self::Pdf => true,
        }
    }

    /// The format of this name, or whose files end like this, in upper or lower case.
    pub fn from_name(name: &str) -> Option<Self> {
        let is_it = |target: &Self| {
            let endings = target.endings().iter();
            std::iter::once(&target.name())
                .chain(endings)
                .any(|own| own.eq_ignore_ascii_case(name))
        };
        Self::ALL.into_iter().find(is_it)
    }

    /// The format that a file of this name is of; a canvas is of none.
    pub fn of_file(name: &str) -> Option<Self> {
        if name.to_lowercase().ends_with(CANVAS) {
            return None;
        }
        let of = |ending: &str| {
            let has = |target: &Self| {
                let mut endings = target.endings().iter();
                endings.any(|own| own.eq_ignore_ascii_case(ending))
            };
            Self::ALL.into_iter().find(has)
        };
        name.rsplit_once('.').and_then(|(_, ending)| of(ending))
    }
}

#[cfg(test)]
mod tests {
    use super::Target;

    #[test]
    fn names_and_endings_lead_to_one_format_each() {
        for target in Target::ALL {
            assert_eq!(Target::from_name(target.name()), Some(target));
            for ending in target.endings() {
                assert_eq!(Target::of_file(&format!("a.b.{ending}")), Some(target));
                assert_eq!(Target::from_name(&ending.to_uppercase()), Some(target));
            }
        }
        assert_eq!(Target::from_name("docx"), None);
        assert_eq!(Target::of_file("txt"), None);
        assert_eq!(Target::of_file("plan.Canvas.json"), None);
    }
}
