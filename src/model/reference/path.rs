//! Paths of files, with a line and a column.

use super::FilePlace;

/// How a path stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// As a word.
    Bare,
    /// In quotes: it may hold blanks.
    Quoted,
    /// In backticks or as the target of a link: it may hold blanks, and needs no ending.
    Marked,
}

/// Endings of files that people name. Those of one letter are shared with abbreviations, see `has_ending`.
const ENDINGS: &[&str] = &[
    "adoc",
    "asciidoc",
    "asm",
    "astro",
    "avro",
    "awk",
    "bash",
    "bat",
    "bib",
    "bicep",
    "bmml",
    "bzl",
    "c",
    "cc",
    "cfg",
    "cjs",
    "clj",
    "cljs",
    "cmake",
    "conf",
    "cpp",
    "cs",
    "csproj",
    "css",
    "csv",
    "cts",
    "cu",
    "cue",
    "cxx",
    "dart",
    "diff",
    "doc",
    "docx",
    "drawio",
    "dts",
    "ejs",
    "elm",
    "env",
    "epub",
    "erb",
    "erl",
    "ex",
    "exs",
    "fish",
    "fs",
    "fsx",
    "gif",
    "go",
    "gql",
    "gradle",
    "graphql",
    "groovy",
    "h",
    "haml",
    "hbs",
    "hcl",
    "hh",
    "hpp",
    "hrl",
    "hs",
    "htm",
    "html",
    "hxx",
    "ics",
    "idl",
    "ini",
    "ipynb",
    "java",
    "jinja",
    "jl",
    "jpeg",
    "jpg",
    "js",
    "json",
    "json5",
    "jsonc",
    "jsonl",
    "jsx",
    "kdl",
    "kt",
    "kts",
    "less",
    "lisp",
    "lock",
    "log",
    "lua",
    "markdown",
    "md",
    "mdx",
    "mermaid",
    "mjs",
    "mk",
    "ml",
    "mli",
    "mm",
    "mts",
    "nim",
    "nix",
    "odp",
    "ods",
    "odt",
    "org",
    "orig",
    "parquet",
    "patch",
    "pdf",
    "php",
    "pl",
    "plist",
    "pm",
    "png",
    "pot",
    "ppt",
    "pptx",
    "prisma",
    "properties",
    "proto",
    "ps1",
    "pug",
    "puml",
    "purs",
    "py",
    "pyi",
    "r",
    "rake",
    "rb",
    "rkt",
    "rmd",
    "rs",
    "rst",
    "sass",
    "sbt",
    "scala",
    "scm",
    "scss",
    "sh",
    "snap",
    "sol",
    "sql",
    "styl",
    "sv",
    "svelte",
    "svg",
    "swift",
    "tcl",
    "tex",
    "tf",
    "tfvars",
    "thrift",
    "toml",
    "ts",
    "tsv",
    "tsx",
    "txt",
    "typ",
    "v",
    "vb",
    "vhd",
    "vim",
    "vue",
    "wasm",
    "webp",
    "wiki",
    "xls",
    "xlsx",
    "xml",
    "xsd",
    "yaml",
    "yml",
    "zig",
    "zsh",
];

/// Files that are known by their names.
const NAMES: &[&str] = &[
    ".dockerignore",
    ".editorconfig",
    ".env",
    ".gitattributes",
    ".gitignore",
    ".mailmap",
    "Brewfile",
    "BUILD",
    "CHANGELOG",
    "CODEOWNERS",
    "Containerfile",
    "Dockerfile",
    "Gemfile",
    "Jenkinsfile",
    "Justfile",
    "justfile",
    "LICENSE",
    "Makefile",
    "makefile",
    "Procfile",
    "Rakefile",
    "README",
    "Vagrantfile",
];

/// What is called like a file and is a thing.
const NO_FILES: &[&str] = &[
    "alpine.js",
    "angular.js",
    "backbone.js",
    "chart.js",
    "d3.js",
    "deno.js",
    "ember.js",
    "express.js",
    "gatsby.js",
    "nest.js",
    "next.js",
    "node.js",
    "nuxt.js",
    "p5.js",
    "react.js",
    "solid.js",
    "three.js",
    "vue.js",
];

/// What a command line begins with: backticks hold those too.
const COMMANDS: &[&str] = &[
    "bash",
    "bmcanvas",
    "cargo",
    "cat",
    "cd",
    "cp",
    "curl",
    "diff",
    "docker",
    "find",
    "git",
    "go",
    "grep",
    "head",
    "less",
    "ls",
    "make",
    "mkdir",
    "mv",
    "node",
    "npm",
    "npx",
    "nvim",
    "python",
    "python3",
    "rm",
    "rg",
    "sed",
    "sh",
    "ssh",
    "sudo",
    "tail",
    "terraform",
    "vi",
    "vim",
    "yarn",
];

/// The path that the text begins with, and how many of its bytes name it.
pub(super) fn read(text: &str, manner: Manner) -> Option<(FilePlace, usize)> {
    let (place, length) = split(text);
    is_path(&place, manner).then_some((place, length))
}

/// The text as a path with a line, as far as it may be one.
fn split(text: &str) -> (FilePlace, usize) {
    let whole = || {
        let place = FilePlace {
            path: text.to_owned(),
            line: None,
            column: None,
        };
        (place, text.len())
    };
    fragment(text)
        .or_else(|| colons(text))
        .unwrap_or_else(whole)
}

/// `path#L12`, `path#L12C3`, `path#L12-L20`.
fn fragment(text: &str) -> Option<(FilePlace, usize)> {
    let (path, rest) = text.rsplit_once("#L")?;
    let (line, rest) = number(rest)?;
    let column = rest.strip_prefix('C').and_then(number);
    let (column, rest) = column.map_or((None, rest), |(column, rest)| (Some(column), rest));
    let is_end = rest.is_empty() || rest.starts_with('-');
    let place = FilePlace {
        path: path.to_owned(),
        line: Some(line),
        column,
    };
    is_end.then_some((place, text.len()))
}

/// `path:12`, `path:12:5`, `path:12-20`; what follows after a colon, as compilers and grep print it, is not of it.
fn colons(text: &str) -> Option<(FilePlace, usize)> {
    let (path, rest) = text.split_once(':')?;
    let (line, rest) = number(rest)?;
    let column = rest.strip_prefix(':').and_then(number);
    let (column, rest) = column.map_or((None, rest), |(column, rest)| (Some(column), rest));
    let range = rest.strip_prefix('-').and_then(number);
    let rest = range.map_or(rest, |(_, rest)| rest);
    let place = FilePlace {
        path: path.to_owned(),
        line: Some(line),
        column,
    };
    let is_end = rest.is_empty() || rest.starts_with(':');
    is_end.then_some((place, text.len() - rest.len()))
}

/// The number from 1 on at the beginning, and what follows it.
fn number(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|letter: char| !letter.is_ascii_digit());
    let (digits, rest) = text.split_at_checked(end.unwrap_or(text.len()))?;
    let number = digits.parse().ok().filter(|number| *number > 0)?;
    (digits.len() <= 9).then_some((number, rest))
}

fn is_path(place: &FilePlace, manner: Manner) -> bool {
    let path = place.path.as_str();
    if !is_plain(path) || !blanks_fit(path, manner) {
        return false;
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_named = NAMES.contains(&name);
    if !path.contains('/') {
        return is_named && (place.line.is_some() || name.starts_with('.'))
            || has_ending(name, Ending::Known) && !is_thing(path)
            || place.line.is_some() && has_ending(name, Ending::AnyButDomain);
    }
    let is_absolute = path.starts_with('/');
    is_named
        || place.line.is_some() && !path.bytes().all(|byte| !byte.is_ascii_alphabetic())
        || has_ending(name, Ending::AnySmall)
        || !is_absolute && (leads_somewhere(path) || manner == Manner::Marked)
}

/// Whether nothing in it speaks against a path.
fn is_plain(path: &str) -> bool {
    let odd = |letter: char| {
        letter.is_control()
            || matches!(
                letter,
                '\\' | ':' | '*' | '?' | '<' | '>' | '|' | '"' | '`' | '=' | '$'
            )
            || matches!(
                letter,
                '%' | '{' | '}' | '€' | '£' | '¥' | '\u{2028}' | '\u{2029}'
            )
    };
    let first = path.chars().next();
    let begins = first.is_some_and(|first| {
        first.is_alphanumeric() || matches!(first, '/' | '.' | '~' | '_' | '@' | '(' | '[')
    });
    begins
        && path.chars().any(char::is_alphanumeric)
        && !path.contains("//")
        && !path.contains("...")
        && !path.contains(odd)
}

/// Whether it has no blanks, or may have them.
fn blanks_fit(path: &str, manner: Manner) -> bool {
    if !path.contains(char::is_whitespace) {
        return true;
    }
    let mut words = path.split(' ');
    let is_command = words.next().is_some_and(|first| COMMANDS.contains(&first));
    let has_option = words.any(|word| word.starts_with('-') && word.len() > 1);
    let is_sound = path.trim() == path && !is_command && !has_option;
    let name = path.rsplit('/').next().unwrap_or(path);
    match manner {
        Manner::Bare => false,
        Manner::Quoted | Manner::Marked => is_sound && has_ending(name, Ending::Known),
    }
}

/// Whether it says itself that it is a path: `./x`, `../x`, `~/x`, `.folder/x`, `a/b/`.
fn leads_somewhere(path: &str) -> bool {
    let is_folder = path.ends_with('/') && path.matches('/').count() > 1;
    path.starts_with("~/") || path.starts_with('.') || is_folder
}

fn is_thing(name: &str) -> bool {
    NO_FILES.contains(&name.to_lowercase().as_str())
}

/// Which endings count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    /// Those that are known to be a file's.
    Known,
    /// Any in small letters: a folder before it says the rest.
    AnySmall,
    /// Any but that of a domain, before which a number would be a port.
    AnyButDomain,
}

/// Whether the name has an ending of that sort after something that is a name.
fn has_ending(name: &str, sort: Ending) -> bool {
    let Some((stem, ending)) = name.rsplit_once('.') else {
        return false;
    };
    let is_known = ENDINGS.contains(&ending.to_lowercase().as_str());
    // "d.h.", "p.m." and "U.S." end like files.
    let is_abbreviation = ending.len() == 1 && (stem.len() < 2 || stem.contains('.'));
    let is_word = (1..=10).contains(&ending.len())
        && ending.starts_with(|first: char| first.is_ascii_alphabetic())
        && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let is_small = is_word && !ending.bytes().any(|byte| byte.is_ascii_uppercase());
    let has_stem = stem.chars().any(char::is_alphanumeric);
    let fits = match sort {
        Ending::Known => is_known && !is_abbreviation,
        Ending::AnySmall => is_known || is_small,
        Ending::AnyButDomain => {
            let has_letter = stem.chars().any(char::is_alphabetic);
            is_known || is_small && has_letter && !is_domain(ending) && ending.len() > 1
        }
    };
    has_stem && fits
}

fn is_domain(ending: &str) -> bool {
    const ENDS: [&str; 22] = [
        "com",
        "net",
        "io",
        "dev",
        "app",
        "edu",
        "gov",
        "ai",
        "co",
        "eu",
        "de",
        "fr",
        "uk",
        "ch",
        "at",
        "jp",
        "cn",
        "info",
        "local",
        "lan",
        "internal",
        "localhost",
    ];
    ENDS.contains(&ending)
}
