//! Markdown: what holds for every canvas that is written, and for every file that is read.

use bmcanvas::exchange::{Import, Look, Source, Target, read, write};
use bmcanvas::format;
use bmcanvas::format::kind::built_in_kind;
use bmcanvas::model::canvas::Canvas;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::canvases::canvas;
pub(crate) use crate::words::kinds;
use crate::words::{lost, numbered};

fn markdown(canvas: &Canvas) -> String {
    let kind = built_in_kind("business-model").unwrap();
    let written = write(canvas, &kind, Target::Markdown, Look::default()).unwrap();
    assert!(written.left.is_empty());
    String::from_utf8(written.bytes).unwrap()
}

fn import(text: &str) -> Import {
    read(text.as_bytes(), Source::Markdown, &kinds()).unwrap()
}

/// What a forge makes of the text beside plain words.
fn elements(text: &str) -> Vec<String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut elements = Vec::new();
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(Tag::Paragraph | Tag::List(_) | Tag::HtmlBlock) => {}
            Event::Start(Tag::Heading { level, .. }) => elements.push(level.to_string()),
            Event::Start(Tag::Item) => elements.push("item".to_owned()),
            Event::Start(tag) => elements.push(format!("{tag:?}")),
            Event::Html(html) | Event::InlineHtml(html) => {
                let html = html.trim();
                let is_comment = html.starts_with("<!-- ") || html.starts_with('"');
                let ends_once = html.matches("-->").count() <= 1 && !html.contains("--!>");
                assert!(
                    is_comment && ends_once && !html.get(1..).unwrap().contains('<'),
                    "{html}"
                );
            }
            Event::TaskListMarker(_) | Event::Rule | Event::FootnoteReference(_) => {
                elements.push(format!("{event:?}"));
            }
            Event::End(_)
            | Event::Text(_)
            | Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::SoftBreak
            | Event::HardBreak => {}
        }
    }
    elements
}

/// A piece of a document; `@` stands for a word that is nowhere else in it.
fn piece() -> impl Strategy<Value = String> {
    let block = "Channels|Problem|1\\. Customer Segments \\(CS\\)|Cost Structure \\(@\\)|Kosten|Parking|@|@ @|Channels / @|@ / Channels|Problem: @|Block 1: Channels|@ Lean Canvas|Project name|SWOT - @|Date";
    let inline = "@|@ @|\\*@\\*|\\*\\*@\\*\\*|`@`|\\[@\\]\\(@\\)|!\\[@\\]\\(@ \"@\"\\)|\\*\\*@:\\*\\* @|@: @|<b>@</b>|~~@~~|<!-- @ -->|\\*@\\?\\*|<a href=\"@\">@</a>|\\[@\\]|@:|Channels: @|&amp; @|<@|\\[\\!\\[@\\]\\(@\\)\\]\\(@\\)|\\[@\\]\\(#@\\)|_@ @_|Channels|Channels:|\\.\\.\\.|@:: @|\\[\\[@\\]\\]|• @|\\*\\*Date:\\*\\* @ · \\*\\*@:\\*\\* @";
    let line = prop::collection::vec(inline, 1..3).prop_map(|inline| inline.join(" "));
    let item = ("(  ){0,3}([-*+]|[0-9]\\.) (\\[x\\] )?", line.clone())
        .prop_map(|(mark, line)| format!("{mark}{line}\n"));
    let cell = prop_oneof![
        line.clone(),
        Just(String::new()),
        block.prop_map(|block| block),
        Just("1".to_owned()),
        Just("@<br>@".to_owned()),
        Just("Value".to_owned()),
        Just("Author".to_owned()),
        Just("Version".to_owned())
    ];
    let row = prop::collection::vec(cell.clone(), 1..5)
        .prop_map(|cells| format!("| {} |\n", cells.join(" | ")));
    let table = (row.clone(), prop::collection::vec(row, 0..4), 1_usize..4).prop_map(
        |(head, rows, columns)| format!("{head}{}|\n{}", "|---".repeat(columns), rows.concat()),
    );
    let tag = "<td>|</td>|<tr>|</tr>|<table>|</table>|<p>|</p>|<ul>|<li>|</ul>|<b>|</b>|<h2>|</h2>|<br>|<th>|<td rowspan=2>|<th colspan='2' rowspan=\"0\">|@|Channels|<!-- @ -->|<i>|</i>|<script>@</script>|<a href='@'>|</a>|\n";
    let html =
        prop::collection::vec(tag, 1..10).prop_map(|tags| format!("<div>{}\n", tags.concat()));
    prop_oneof![
        3 => ("#{1,4}", block).prop_map(|(mark, block)| format!("{mark} {block}\n")),
        1 => block.prop_map(|block| format!("{block}\n---\n")),
        1 => block.prop_map(|block| format!("**{block}**\n")),
        3 => prop::collection::vec(line.clone(), 1..4).prop_map(|lines| lines.join("\n")),
        1 => line.clone().prop_map(|line| format!("> {line}\n")),
        4 => prop::collection::vec(item, 1..5).prop_map(|items| items.concat()),
        2 => table,
        2 => html,
        1 => Just("```@\n@\n  @\n```\n".to_owned()),
        1 => Just("[@]: @ '@'\n".to_owned()),
        1 => Just("---\n@: @\ntitle: @\n- @\n---\n".to_owned()),
        1 => Just("<!-- bmcanvas {\"@\": \"@\"} -->\n".to_owned()),
        1 => Just("- @ `#@` <!-- ^@ V {\"@\": 1} -->\n".to_owned()),
        1 => Just("<!doctype @>\n".to_owned()),
        1 => Just("---\n\n".to_owned()),
        1 => ("#{1,4}", block, "(  |\t)").prop_map(|(mark, block, indent)| {
            format!("- {mark} {block}\n  @:: @\n{indent}- @\n{indent}- @\n")
        }),
        1 => block.prop_map(|block| format!("- {block}\n  - @\n    - @\n  - @\n- @\n")),
        1 => block.prop_map(|block| format!("**{block}:**\n• @\n• @\n")),
        1 => Just("> [!note] @\n> @\n".to_owned()),
        1 => Just(":::tip @\n@\n:::\n".to_owned()),
        1 => Just("---\n{\"@\": [\"@\"]}\n---\n".to_owned()),
        1 => Just("## Channels\n_@_\n\n## Kosten\n_@ @._\n\n## Problem\n*@*\n- @\n".to_owned()),
    ]
}

fn document() -> impl Strategy<Value = String> {
    prop::collection::vec((piece(), "\n{0,2}"), 0..9).prop_map(|pieces| {
        let text: String = pieces
            .into_iter()
            .map(|(piece, gap)| piece + &gap)
            .collect();
        numbered(&text)
    })
}

/// Canvases without the one id that is none for an import.
fn with_ids() -> impl Strategy<Value = Canvas> {
    canvas().prop_filter("an id is empty", |canvas| canvas.note(&"".into()).is_none())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_canvas_comes_back_from_markdown(canvas in with_ids()) {
        let text = markdown(&canvas);
        let import = import(&text);
        prop_assert_eq!(import.remarks, vec![], "{}", text);
        prop_assert_eq!(import.canvas, canvas, "{}", text);
    }

    #[test]
    fn nothing_gets_out_of_its_item(canvas in canvas()) {
        let text = markdown(&canvas);
        let found = elements(&text);
        let items = found.iter().filter(|element| *element == "item").count();
        prop_assert_eq!(items, canvas.len(), "{}", text);
        let known = |element: &&String| !["item", "h2", "h3", "Strong"].contains(&element.as_str());
        let others: Vec<&String> = found.iter().filter(known).collect();
        prop_assert_eq!(others, Vec::<&String>::new(), "{}", text);
        let hidden = text.chars().find(|char| char.is_control() && *char != '\n' || "\u{202e}\u{200b}".contains(*char));
        prop_assert_eq!(hidden, None);
    }

    #[test]
    fn no_word_is_dropped_in_silence(text in document()) {
        let import = import(&text);
        prop_assert_eq!(lost(&text, &import), Vec::<String>::new(), "{}\n{:#?}", text, import);
    }

    #[test]
    fn any_text_is_read(text in "(\\PC|[\\[\\]<>*_`~#|\\-\n ]){0,200}") {
        let _ = import(&text);
    }
}

/// The canvas in short, and what was said about it.
fn told(import: &Import) -> String {
    let kind = built_in_kind(&import.canvas.kind).unwrap();
    let remarks = import.remarks.iter().map(|remark| format!("! {remark}\n"));
    format::plain(&import.canvas, Some(&kind)) + &remarks.collect::<String>()
}

#[test]
fn each_shape_that_is_found_in_the_wild_is_read() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/markdown");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    assert!(paths.len() > 10);
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.file_stem().unwrap().to_string_lossy();
        insta::assert_snapshot!(format!("markdown-{name}"), told(&import(&text)));
    }
}
