//! `export --to html`: what is on the page, that texts stay texts, and what a real browser makes of it.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::process::Command;

use roxmltree::{Document, Node, ParsingOptions};

use super::add::FILE;
use super::browser::{self, Browser};
use super::place::{EXAMPLES, Place, example};
use super::tools;

/// A canvas with something of everything.
const RICH: &str = include_str!("page/rich.canvas.json");

fn exported(place: &Place) -> String {
    place.run(&["export", FILE, "--to", "html"]).fine()
}

fn page_of(canvas: &str) -> String {
    exported(&Place::with(FILE, canvas))
}

/// The page read as XML, which is stricter than a browser.
fn parse(page: &str) -> Document<'_> {
    let options = ParsingOptions {
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(page, options).unwrap()
}

/// All text within the element.
fn text_of(node: Node) -> String {
    let texts = node.descendants().filter(Node::is_text);
    texts.filter_map(|text| text.text()).collect()
}

fn of_class<'a>(page: &'a Document, class: &str) -> Vec<Node<'a, 'a>> {
    let has = |node: &Node| {
        let classes = node.attribute("class").unwrap_or_default();
        classes.split(' ').any(|own| own == class)
    };
    page.descendants().filter(has).collect()
}

#[test]
fn a_page_shows_all_that_a_canvas_has() {
    let page = page_of(RICH);
    let body = page.split_once("<body>").unwrap().1;
    insta::assert_snapshot!("page", format!("<body>{body}"));
}

#[test]
fn nothing_is_left_out_but_what_the_program_does_not_know() {
    let place = Place::with(FILE, RICH);
    let told = place.run(&["export", FILE, "--to", "html", "--strict"]);
    assert_eq!((told.code, told.err.as_str()), (0, ""));
    place.write(
        FILE,
        r#"{"bmcanvas": 1, "kind": "lean", "odd": 1, "story": "long ago", "viability": {"moat": 3}, "tags": {"x": "red"},
            "figures": {"currency": "EUR", "mood": "good"},
            "notes": {"a": {"block": "channels", "rank": "V", "text": "App", "mood": 3}}}"#,
    );
    let told = place.run(&["export", FILE, "--to", "html", "--report", "--strict"]);
    assert_eq!(told.code, 1);
    for left in [
        "a \"App\": field \"mood\"",
        "\"odd\"",
        "\"story\"",
        "\"viability\"",
        "\"figures\"",
        "\"tags\"",
    ] {
        assert!(told.err.contains(left), "{left}: {}", told.err);
    }
}

#[test]
fn dots_are_shown_once_everybody_may_see_them() {
    let canvas = |voting: &str| {
        format!(
            r#"{{"bmcanvas": 1, "kind": "lean", "voting": "{voting}", "notes": {{
                "a": {{"block": "channels", "rank": "V", "text": "App", "votes": {{"anna": 2, "ben": 1}}}}}}}}"#
        )
    };
    let place = Place::with(FILE, canvas("3 each, open"));
    let told = place.run(&["export", FILE, "--to", "html"]);
    assert!(told.err.contains("dots of 1 note"), "{}", told.err);
    assert!(told.out.contains("3 given by 2 people"));
    assert!(!told.out.contains("● 3 dots") && !told.out.contains("anna"));
    let page = page_of(&canvas("3 each, closed"));
    assert!(page.contains("● 3 dots") && page.contains("anna"));
}

#[test]
fn every_link_on_a_page_leads_somewhere() {
    let canvases = EXAMPLES.map(example);
    for canvas in canvases.iter().map(String::as_str).chain([RICH]) {
        let page = page_of(canvas);
        let page = parse(&page);
        let all: Vec<&str> = page
            .descendants()
            .filter_map(|node| node.attribute("id"))
            .collect();
        let ids: BTreeSet<&str> = all.iter().copied().collect();
        assert_eq!(ids.len(), all.len(), "an id stands twice: {all:?}");
        for link in page.descendants().filter_map(|node| node.attribute("href")) {
            match link.strip_prefix('#') {
                Some(place) => assert!(ids.contains(place), "{link} leads nowhere"),
                None => assert!(link.starts_with("https://"), "{link}"),
            }
        }
    }
}

#[test]
fn both_ends_of_a_link_say_what_it_means() {
    let page = page_of(RICH);
    let page = parse(&page);
    let about = of_class(&page, "about").into_iter().map(text_of);
    let about: Vec<String> = about.collect();
    let says = |what: &str| about.iter().any(|text| text.contains(what));
    assert!(says("→ serves Commuters by bike"), "{about:#?}");
    assert!(
        says("← A price known before we come serves this"),
        "{about:#?}"
    );
}

#[test]
fn blocks_stand_as_in_their_kind_whatever_it_is() {
    for kind in [
        "business-model",
        "it-business-model",
        "lean",
        "mission-model",
        "swot",
    ] {
        let page = page_of(&format!(
            r#"{{"bmcanvas": 1, "kind": "{kind}", "notes": {{}}}}"#
        ));
        let page = parse(&page);
        let blocks = of_class(&page, "block");
        let areas: BTreeSet<&str> = blocks
            .iter()
            .filter_map(|block| block.attribute("style"))
            .collect();
        assert_eq!(areas.len(), blocks.len(), "{kind}");
        let numbers: Vec<String> = of_class(&page, "number").into_iter().map(text_of).collect();
        let in_order = (1..=blocks.len()).map(|number| format!("{number} "));
        assert_eq!(numbers, in_order.collect::<Vec<_>>(), "{kind}: fill order");
    }
}

#[test]
fn a_credit_is_on_the_page_where_the_kind_owes_one() {
    let page = page_of(RICH);
    assert!(page.contains("Layout by Strategyzer.com, CC BY-SA 3.0</footer>"));
}

/// Everything that a text could break out with, each in a form that shows where it came out.
const HOSTILE: &str = "</style></title><script>alert('1')</script><img src=x onerror=\"alert(1)\">&amp;&#60;\
    <!--]]><a href='javascript:alert(1)'>\u{0}\u{1b}[31m\u{2028}\u{202e}{}*{background:url(http://leak.invalid/css)}\
    http://leak.invalid/\"onmouseover=\"alert(1) javascript:alert(2) <svg/onload=alert(3)> \u{ffff}";

/// What stands in the page for it, wherever it came from.
const SHOWN: &str = "</style></title><script>alert('1')</script><img src=x onerror=\"alert(1)\">&amp;&#60;\
    <!--]]><a href='javascript:alert(1)'>^@^[[31m<2028><202E>{}*{background:url(http://leak.invalid/css)}";

fn hostile_kind() -> String {
    let json = |text: &str| serde_json::to_string(text).unwrap();
    let hostile = json(HOSTILE);
    let block = |id: &str, code: &str, order: u16, questions: &str| {
        format!(
            r#"{{"id": {}, "code": "{code}", "title": {hostile}, "order": {order}, "questions": [{questions}]}}"#,
            json(id)
        )
    };
    let (one, two) = (block("one", "C$", 1, ""), block("two", "R$", 2, &hostile));
    format!(
        r#"{{"bmcanvas_kind": 1, "id": "hostile", "title": {hostile}, "credit": {hostile},
            "grid": {{"columns": [1, 1], "rows": [1], "areas": ["C$ R$"]}}, "blocks": [{one}, {two}]}}"#
    )
}

fn hostile_canvas() -> String {
    let hostile = serde_json::to_string(HOSTILE).unwrap();
    format!(
        r#"{{"bmcanvas": 1, "kind": "hostile", "title": {hostile}, "designed_for": {hostile},
        "designed_by": {hostile}, "date": {hostile}, "conflicts": {{{hostile}: [{hostile}]}},
        "story": [{{"id": "one", "say": {hostile}}}, {{"id": {hostile}, "say": {hostile}}}],
        "viability": {{"need_validation": {{"rating": 1, "reason": {hostile}}}}},
        "figures": {{"currency": {hostile}, {hostile}: 1}},
        "notes": {{
          {hostile}: {{"block": "one", "rank": "B", "text": {hostile}, "color": {hostile}, "tags": [{hostile}],
            "status": {hostile}, "horizon": {hostile}, "evidence": [{hostile}], "amount": {hostile},
            "links": ["b", "gone {0}"], "conflict_of": "b",
            "comments": {{{hostile}: {{"by": {hostile}, "at": {hostile}, "text": {hostile}, "resolved": {hostile}}}}},
            "review": {{{hostile}: {hostile}}}}},
          "b": {{"block": {hostile}, "rank": "C", "text": "plain", "links": [{hostile}], "conflict_of": {hostile}}}
        }}}}"#,
        "<script>"
    )
}

fn hostile_place() -> Place {
    let place = Place::with(FILE, hostile_canvas());
    place.write_config("kinds/hostile.json", &hostile_kind());
    place
}

/// The elements that pages are made of. None of them runs, loads or sends anything.
const ELEMENTS: [&str; 35] = [
    "html", "head", "meta", "title", "style", "body", "header", "main", "footer", "aside",
    "section", "article", "div", "h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "dl", "dt", "dd",
    "span", "bdi", "strong", "a", "table", "caption", "thead", "tbody", "tr", "th", "td",
];

/// Their attributes.
const ATTRIBUTES: [&str; 15] = [
    "lang",
    "dir",
    "class",
    "id",
    "style",
    "href",
    "rel",
    "role",
    "scope",
    "content",
    "name",
    "charset",
    "http-equiv",
    "aria-hidden",
    "aria-label",
];

#[test]
fn texts_stay_texts_wherever_they_stand() {
    let page = hostile_place().run(&["export", FILE, "--to", "html"]).out;
    let document = parse(&page);
    for node in document.descendants().filter(Node::is_element) {
        let name = node.tag_name().name();
        assert!(ELEMENTS.contains(&name), "<{name}>");
        for attribute in node.attributes() {
            let name = attribute.name();
            assert!(ATTRIBUTES.contains(&name), "{name}");
            let value = attribute.value();
            let told = matches!(name, "href").then_some(value);
            let is_safe =
                |link: &str| link.starts_with('#') || link.starts_with("http://leak.invalid/");
            assert!(told.is_none_or(is_safe), "{value}");
            assert!(
                name == "href" || !value.contains("leak.invalid"),
                "{name}={value}"
            );
        }
    }
    let all = text_of(document.root_element());
    let count = all.matches(SHOWN).count();
    // Title twice, kind, credit, four header fields, two blocks, a question, a tray, ...
    assert!(count > 25, "{count} of the texts are there as they are");
    let styles: String = document
        .descendants()
        .filter(|node| node.has_tag_name("style"))
        .map(text_of)
        .collect();
    assert!(
        !styles.contains("leak") && !styles.contains("url("),
        "{styles}"
    );
}

#[test]
fn what_a_page_may_do_is_said_before_anything_else() {
    let page = page_of(RICH);
    let policy = page
        .find("default-src 'none'")
        .or(page.find("default-src &#39;none&#39;"));
    assert!(policy.unwrap() < page.find("<style").unwrap());
    assert!(!page.contains("<script") && !page.contains(" src="));
}

/// The background of the stickies of a colour, in a shade.
fn paper(page: &str, rule: &str, shade: usize) -> [u8; 3] {
    let rule = format!("\n{rule}{{--ground:#");
    let at = page.match_indices(&rule).nth(shade).unwrap().0 + rule.len();
    let hex = |from: usize| {
        let digits = page.get(at + from..at + from + 2).unwrap();
        u8::from_str_radix(digits, 16).unwrap()
    };
    [hex(0), hex(2), hex(4)]
}

/// The words of a document without its markup.
fn without_tags(html: &str) -> String {
    let pieces = html.split('<').map(|piece| piece.split_once('>'));
    pieces.flatten().map(|(_, text)| text).collect()
}

#[test]
fn a_browser_shows_every_note_in_its_colour_and_asks_for_nothing() {
    if !tools::has(browser::PROGRAM) {
        return;
    }
    let place = Place::with(FILE, RICH);
    let page = exported(&place);
    place.write("page.html", &page);
    let path = place.path("work/page.html");
    for (shade, flags) in [
        (0, &[][..]),
        (1, &["--blink-settings=preferredColorScheme=0"][..]),
    ] {
        let seen = Browser::new().look(&path, "1400,1000", flags);
        let asks = |line: &String| line.contains("example");
        assert!(!seen.asked.iter().any(asks), "{:?}", seen.asked);
        let dom = without_tags(&seen.dom).replace("&amp;", "&");
        for note in of_class(&parse(&page), "text") {
            let line = text_of(note);
            let line = line.lines().next().unwrap().trim();
            assert!(dom.contains(line), "{line:?}");
        }
        for color in ["yellow", "orange", "red", "purple", "blue", "green", "gray"] {
            let wanted = paper(&page, &format!(".note.{color},.tag.{color}"), shade);
            let count = seen.points.iter().filter(|point| **point == wanted).count();
            assert!(count > 1000, "{color}, shade {shade}: {count} points");
        }
    }
}

#[test]
fn a_browser_that_is_shown_hostile_texts_runs_nothing_and_asks_nobody() {
    if !tools::has(browser::PROGRAM) {
        return;
    }
    let place = hostile_place();
    let page = place.run(&["export", FILE, "--to", "html"]).out;
    place.write("page.html", &page);
    let seen = Browser::new().look(&place.path("work/page.html"), "1000,800", &[]);
    assert!(!seen.dom.contains("<script>alert"), "{}", seen.dom);
    let asks = |asked: &[String]| asked.iter().any(|line| line.contains("leak.invalid"));
    assert!(!asks(&seen.asked), "{:?}", seen.asked);
    // The same browser does ask where a page makes it.
    place.write(
        "leak.html",
        "<!DOCTYPE html><img src=\"http://leak.invalid/x.png\">",
    );
    let seen = Browser::new().look(&place.path("work/leak.html"), "100,100", &[]);
    assert!(asks(&seen.asked), "{:?}", seen.asked);
}

#[test]
fn sixty_long_notes_are_printed_on_one_sheet() {
    if !tools::has(browser::PROGRAM) {
        return;
    }
    let blocks = [
        "customer_segments",
        "value_propositions",
        "channels",
        "customer_relationships",
        "revenue_streams",
        "key_resources",
        "key_activities",
        "key_partners",
        "cost_structure",
    ];
    let mut notes = String::new();
    for at in 0..60 {
        let block = blocks[at % blocks.len()];
        let text = "says in many words what could be said in few, ".repeat(1 + at % 3);
        let _ = write!(
            notes,
            r#""n{at:02}": {{"block": "{block}", "text": "{at} {text}"}},"#
        );
    }
    let canvas =
        format!(r#"{{"bmcanvas": 1, "kind": "business-model", "notes": {{{notes} "~": "last"}}}}"#);
    let place = Place::with(FILE, canvas);
    place.run(&["export", FILE, "-o", "page.html"]).fine();
    let paper = Browser::new().print(&place.path("work/page.html"));
    let paper = String::from_utf8_lossy(&paper);
    let sheets = paper.matches("/Type /Page").count() - paper.matches("/Type /Pages").count();
    assert_eq!(sheets, 1);
}

/// A word on paper, and where.
struct Word {
    page: usize,
    text: String,
    /// Left, top, right and bottom.
    edges: [f64; 4],
}

/// The words of the page as it is printed; `None` where that cannot be tried.
fn printed(canvas: &str) -> Option<Vec<Word>> {
    if !tools::has(browser::PROGRAM) {
        return None;
    }
    let place = Place::with(FILE, canvas);
    place.run(&["export", FILE, "-o", "page.html"]).fine();
    let paper = Browser::new().print(&place.path("work/page.html"));
    std::fs::write(place.path("work/page.pdf"), paper).unwrap();
    let out = Command::new("pdftotext")
        .args(["-bbox", "page.pdf", "-"])
        .current_dir(place.path("work"))
        .output();
    let Ok(out) = out else {
        println!("skipped: pdftotext is not here; install poppler-utils");
        return None;
    };
    let words = String::from_utf8(out.stdout).unwrap();
    let words = parse(&words);
    let pages = words.descendants().filter(|node| node.has_tag_name("page"));
    let words = pages.enumerate().flat_map(|(page, node)| {
        let words = node.descendants().filter(|node| node.has_tag_name("word"));
        words.map(move |word| Word {
            page,
            text: text_of(word),
            edges: ["xMin", "yMin", "xMax", "yMax"]
                .map(|edge| word.attribute(edge).unwrap().parse().unwrap()),
        })
    });
    Some(words.collect())
}

/// Whether the middle of one lies on the other.
fn lies_on(one: &Word, other: &Word) -> bool {
    let [left, top, right, bottom] = one.edges;
    let (x, y) = (f64::midpoint(left, right), f64::midpoint(top, bottom));
    let [left, top, right, bottom] = other.edges;
    one.page == other.page && left < x && x < right && top < y && y < bottom
}

fn with_long_notes(partners: &str, activities: &str) -> String {
    format!(
        r#"{{"bmcanvas": 1, "kind": "business-model",
        "title": "A very long title that goes on and on and on to see how the header copes with it, does it wrap",
        "designed_for": "A client with a long name GmbH & Co. KG", "designed_by": "Anna, Bob, Charlotte, Dieter, Émile",
        "date": "2026-11-26", "iteration": 12, "notes": {{
        "a": {{"block": "key_partners", "text": "{partners}"}},
        "b": {{"block": "key_activities", "text": "{activities}"}},
        "c": {{"block": "cost_structure", "text": "Wages\nRent\nOvens\nlastcost"}},
        "p": {{"block": "parking", "text": "parkednote"}}}}}}"#
    )
}

#[test]
fn on_paper_a_long_note_takes_the_room_of_rows_that_need_less() {
    let canvas = with_long_notes(&"many\\nlines\\n".repeat(12), &"x".repeat(700));
    let Some(words) = printed(&canvas) else {
        return;
    };
    let find = |text: &str| words.iter().find(|word| word.text == text).unwrap();
    let [cost, credit, parked] = ["lastcost", "Strategyzer.com,", "parkednote"].map(find);
    assert_eq!((cost.page, credit.page, parked.page), (0, 0, 1));
    assert!(credit.edges[1] > cost.edges[3]);
}

#[test]
fn on_paper_nothing_lies_on_a_grid_that_takes_more_than_a_sheet() {
    // Words as wide as these nobody expects.
    let canvas = with_long_notes(&"W".repeat(900), &"Ω—W".repeat(400));
    let Some(words) = printed(&canvas) else {
        return;
    };
    for (at, one) in words.iter().enumerate() {
        let mut others = words.iter().enumerate().filter(|(other, _)| *other != at);
        let below = others.find(|(_, other)| lies_on(one, other));
        assert!(
            below.is_none(),
            "{} lies on {}",
            one.text,
            below.unwrap().1.text
        );
    }
    let find = |text: &str| words.iter().find(|word| word.text == text).unwrap();
    assert!(find("parkednote").page > find("lastcost").page);
}
