//! The HTML in a Markdown file: as much of it as texts are laid out with. No tree is built, and nothing nests.

use pulldown_cmark::{Event, Parser};

use super::doc::Builder;
use super::grid::Extent;
use super::spans::SpanKind;

/// Adds what the HTML says to the document.
pub(super) fn read(html: &str, out: &mut Builder) {
    let first = out.line;
    let mut rest = html;
    while !rest.is_empty() {
        let before = rest;
        rest = match rest.find('<') {
            Some(0) => markup(rest, out),
            end => {
                let end = end.unwrap_or(rest.len());
                let (words, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
                text(words, out);
                after
            }
        };
        let taken = before.get(..before.len() - rest.len()).unwrap_or_default();
        out.line += taken.matches('\n').count();
    }
    out.line = first;
}

/// Takes what begins with a `<`; what follows it.
fn markup<'h>(html: &'h str, out: &mut Builder) -> &'h str {
    if let Some(comment) = html.strip_prefix("<!--") {
        let (comment, rest) = comment.split_once("-->").unwrap_or((comment, ""));
        out.comment(comment);
        return rest;
    }
    let after = html.get(1..).unwrap_or_default();
    let is_tag = after.starts_with(|char: char| char.is_ascii_alphabetic() || "/!?".contains(char));
    // A tag that is not closed would be looked for to the end again and again.
    let end = after
        .find(['>', '<'])
        .filter(|end| after.get(*end..).is_some_and(|end| end.starts_with('>')));
    let Some((tag, rest)) = end
        .filter(|_| is_tag)
        .and_then(|end| after.split_at_checked(end))
    else {
        text("<", out);
        return after;
    };
    let rest = rest.get(1..).unwrap_or_default();
    if tag.starts_with(['!', '?']) {
        out.leave_out(format!("a declaration: <{tag}>"));
        return rest;
    }
    let name: String = tag
        .chars()
        .take_while(|char| char.is_ascii_alphanumeric() || *char == '/')
        .collect();
    let name = name.to_ascii_lowercase();
    match name
        .strip_suffix('/')
        .filter(|name| !name.is_empty())
        .unwrap_or(&name)
    {
        name @ ("script" | "style") => return hidden(name, rest, out),
        name => element(name, tag, out),
    }
    rest
}

/// What a page shows nothing of.
fn hidden<'h>(name: &str, html: &'h str, out: &mut Builder) -> &'h str {
    let is_end = |at: &usize| {
        let found = html.get(at + 2..at + 2 + name.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(name))
    };
    let end = html.match_indices("</").map(|(at, _)| at).find(is_end);
    let (inside, rest) = html
        .split_at_checked(end.unwrap_or(html.len()))
        .unwrap_or((html, ""));
    if !inside.trim().is_empty() {
        out.leave_out(format!("a {name}: {}", inside.trim()));
    }
    // The tag at its end says nothing more.
    match rest.find('>') {
        Some(end) => rest.get(end + 1..).unwrap_or_default(),
        None => rest,
    }
}

fn element(name: &str, tag: &str, out: &mut Builder) {
    let (name, on) = match name.strip_prefix('/') {
        Some(name) => (name, false),
        None => (name, true),
    };
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            let level = name.bytes().last().map(|digit| digit.saturating_sub(b'0'));
            out.heading(level.filter(|_| on));
        }
        "b" | "strong" => out.bold(on),
        "i" | "em" => out.italic(on),
        "del" | "s" | "strike" => out.text("~~"),
        "ul" | "ol" => out.list(on),
        "li" => out.item(on),
        "blockquote" => out.quote(on),
        "table" => out.table(on),
        "tr" if on => out.row(false),
        "td" | "th" => {
            let (across, down) = (attribute(tag, "colspan"), attribute(tag, "rowspan"));
            out.cell_over(on, Extent::of(&across, &down, name == "th"));
        }
        // It heads what is folded away below it.
        "summary" => {
            out.block();
            out.bold(on);
        }
        "hr" => out.rule(),
        "br" => out.end_line(SpanKind::Hard),
        "a" if on => out.link(Some(attribute(tag, "href"))),
        "a" => out.link(None),
        "img" => image(tag, out),
        "p" | "div" | "section" | "article" | "details" | "pre" | "center" | "tr" | "caption"
        | "dl" | "dt" | "dd" | "header" | "footer" | "main" | "figure" => {
            out.block();
        }
        name if MARKUP.contains(&name) => {}
        // What a template has to be filled in: <your name>
        _ => out.text(&format!("<{tag}>")),
    }
}

/// Elements that change nothing of what their words say.
const MARKUP: [&str; 33] = [
    "span",
    "u",
    "small",
    "big",
    "sub",
    "sup",
    "font",
    "code",
    "kbd",
    "samp",
    "var",
    "mark",
    "abbr",
    "cite",
    "dfn",
    "ins",
    "q",
    "tt",
    "wbr",
    "nobr",
    "tbody",
    "thead",
    "tfoot",
    "colgroup",
    "col",
    "html",
    "head",
    "body",
    "label",
    "input",
    "picture",
    "source",
    "figcaption",
];

fn image(tag: &str, out: &mut Builder) {
    out.picture(attribute(tag, "src"));
    text(&attribute(tag, "alt"), out);
    out.link(None);
}

/// The value of an attribute, empty where there is none.
fn attribute(tag: &str, name: &str) -> String {
    let lower = tag.to_ascii_lowercase();
    let found = lower.match_indices(name).find_map(|(at, _)| {
        let after = tag
            .get(at + name.len()..)?
            .trim_start()
            .strip_prefix('=')?
            .trim_start();
        let own = lower.get(..at)?.ends_with(char::is_whitespace);
        own.then_some(after)
    });
    let Some(value) = found else {
        return String::new();
    };
    let quoted = value
        .chars()
        .next()
        .filter(|char| matches!(char, '"' | '\''));
    let value = match quoted {
        Some(quote) => value.trim_start_matches(quote).split(quote).next(),
        None => value.split(|char: char| char.is_whitespace()).next(),
    };
    decoded(value.unwrap_or_default())
}

/// Words with their entities; blanks and ends of lines are one blank.
fn text(words: &str, out: &mut Builder) {
    let decoded = decoded(words);
    let mut blank = false;
    let mut line = String::with_capacity(decoded.len());
    for char in decoded.chars() {
        let is_blank = char.is_ascii_whitespace();
        if !is_blank {
            line.push(char);
        } else if !blank {
            line.push(' ');
        }
        blank = is_blank;
    }
    out.text(&line);
}

/// The text with its entities as characters: the Markdown parser knows all of them.
fn decoded(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut parts = text.split('&');
    decoded.push_str(parts.next().unwrap_or_default());
    for part in parts {
        const LONGEST: usize = 40;
        let entity = part.split_once(';').filter(|(name, _)| {
            name.len() < LONGEST
                && name
                    .chars()
                    .all(|char| char.is_ascii_alphanumeric() || char == '#')
        });
        match entity {
            Some((name, rest)) => {
                let entity = format!("&{name};");
                for event in Parser::new(&entity) {
                    if let Event::Text(text) = event {
                        decoded.push_str(&text);
                    }
                }
                decoded.push_str(rest);
            }
            None => {
                decoded.push('&');
                decoded.push_str(part);
            }
        }
    }
    decoded
}
