//! Canvases that never were BMML, and files that people wrote.

use super::*;
use crate::format;
use crate::model::id::NoteId;

fn canvas(json: &str) -> Canvas {
    format::read(json.as_bytes()).unwrap().canvas
}

fn lines(left: &exchange::Left, canvas: &Canvas) -> Vec<String> {
    left.lines(canvas)
}

const PLAN: &str = r#"{"bmcanvas": 1, "kind": "business-model", "title": "Bike box", "date": "spring", "iteration": 3, "notes": {
    "a1": {"block": "customer_segments", "rank": "B", "text": "Commuters\nRide daily", "color": "red"},
    "a2": {"block": "customer_segments", "rank": "C", "text": "通勤者", "tags": ["city"]},
    "b1": {"block": "value_propositions", "rank": "B", "text": "Locked box", "links": ["a1", "a2"]},
    "c1": {"block": "channels", "rank": "B", "text": "App\nand shop", "links": ["a2", "b1", "zz"]},
    "d1": {"block": "cost_structure", "rank": "B", "text": "Steel", "links": ["c1", "e1"], "amount": "10 EUR"},
    "e1": {"block": "key_resources", "rank": "B", "text": "yes"},
    "p1": {"block": "parking", "rank": "B", "text": "Later", "color": "blue"}
}}"#;

#[test]
fn lists_in_another_shape_are_read_or_told() {
    for (text, block, told) in [
        (
            "cost_structure:\n  - id: c1\n    name: Wages\n",
            "cost_structure",
            0,
        ),
        (
            "version: \"1.0\"\nmeta: {}\ncost_structure: [Wages]\n",
            "cost_structure",
            0,
        ),
        ("meta: {}\ncost_structure: Wages\n", "cost_structure", 0),
        ("channels: [[Wages]]\n", "channels", 0),
        ("meta: Plan\nchannels: Wages\n", "channels", 1),
    ] {
        let import = read(text);
        let notes: Vec<_> = import.canvas.notes().map(|(_, note)| note).collect();
        assert_eq!(notes.len(), 1, "{text}");
        assert_eq!(notes[0].text, "Wages", "{text}");
        assert_eq!(notes[0].place.block.as_str(), block, "{text}");
        assert_eq!(import.remarks.len(), told, "{text} {:?}", import.remarks);
    }
}

#[test]
fn a_canvas_becomes_what_the_schema_allows_and_what_does_not_fit_is_told() {
    let canvas = canvas(PLAN);
    let written = write(&canvas);
    assert_eq!(faults(text(&written)), Vec::<String>::new());
    assert_eq!(
        text(&written),
        "version: \"2.0\"\n\nmeta:\n  name: Bike box\n  portfolio: explore\n  stage: ideation\n\n\
         customer_segments:\n  - id: cs-commuters\n    name: Commuters\n    description: Ride daily\n  \
         - id: cs-a2\n    name: 通勤者\n\n\
         value_propositions:\n  - id: vp-locked-box\n    name: Locked box\n\n\
         fits:\n  - id: fit-locked-box-commuters\n    for:\n      value_propositions: [vp-locked-box]\n      \
         customer_segments: [cs-commuters]\n  - id: fit-locked-box-a2\n    for:\n      \
         value_propositions: [vp-locked-box]\n      customer_segments: [cs-a2]\n\n\
         channels:\n  - id: ch-app\n    name: |-\n      App\n      and shop\n    for:\n      \
         value_propositions: [vp-locked-box]\n      customer_segments: [cs-a2]\n\n\
         key_resources:\n  - id: kr-yes\n    name: \"yes\"\n\n\
         costs:\n  - id: cost-steel\n    name: Steel\n    for:\n      key_resources: [kr-yes]\n"
    );
    assert_eq!(
        written.left.filled,
        ["portfolio: explore", "stage: ideation"]
    );
    assert_eq!(
        lines(&written.left, &canvas),
        [
            "a1 \"Commuters\": colour",
            "a2 \"通勤者\": tags",
            "c1 \"App\": links",
            "d1 \"Steel\": links, amount",
            "p1 \"Later\": text",
            "the canvas: field \"Date\"",
            "the canvas: field \"Iteration\"",
        ]
    );
}

#[test]
fn links_come_back_from_whichever_of_both_notes_holds_them() {
    let canvas = canvas(
        r#"{"bmcanvas": 1, "kind": "business-model", "notes": {
        "a": {"block": "customer_segments", "text": "A", "links": ["b", "c", "r"]},
        "b": {"block": "value_propositions", "text": "B", "links": ["r"]},
        "c": {"block": "channels", "text": "C"},
        "r": {"block": "revenue_streams", "text": "R"}}}"#,
    );
    let written = write(&canvas);
    assert!(written.left.is_empty(), "{:?}", written.left);
    let again = read(text(&written)).canvas;
    let links = |id: &str| -> Vec<String> {
        let note = again.note(&NoteId::from(id)).unwrap();
        note.links.iter().map(|id| id.as_str().to_owned()).collect()
    };
    assert_eq!(links("vp-b"), ["cs-a"]);
    assert_eq!(links("ch-c"), ["cs-a"]);
    assert_eq!(links("rs-r"), ["cs-a", "vp-b"]);
    assert_eq!(write(&again).bytes, written.bytes);
}

#[test]
fn near_kinds_find_their_blocks_and_the_kind_is_told_as_lost() {
    for (kind, block, list) in [
        ("lean", "unique_value_proposition", "value_propositions"),
        ("it-business-model", "value_streams", "revenue_streams"),
        ("mission-model", "beneficiaries", "customer_segments"),
    ] {
        let json = format!(
            r#"{{"bmcanvas": 1, "kind": "{kind}", "notes": {{"a": {{"block": "{block}", "text": "X"}}}}}}"#
        );
        let written = write(&canvas(&json));
        assert!(
            text(&written).contains(&format!("\n{list}:\n")),
            "{}",
            text(&written)
        );
        assert_eq!(written.left.summary().unwrap(), "the kind");
    }
    let swot =
        r#"{"bmcanvas": 1, "kind": "swot", "notes": {"a": {"block": "threats", "text": "X"}}}"#;
    let written = write(&canvas(swot));
    assert_eq!(
        written.left.summary().unwrap(),
        "the text of 1 note, the kind"
    );
    assert_eq!(faults(text(&written)), Vec::<String>::new());
}

const FITTED: &str = "version: \"2.0\"\nmeta: {name: T, portfolio: exploit, stage: grow}\n\
    customer_segments:\n- {id: cs-a, name: A, pains: [{id: pain-a, description: P}]}\n\
    - {id: cs-b, name: B, pains: [{id: pain-b, description: Q}]}\n\
    value_propositions:\n- id: vp-x\n  name: X\n  pain_relievers: [{id: pr-x, name: R}]\n\
    fits:\n- id: fit-x\n  for: {value_propositions: [vp-x], customer_segments: [cs-a, cs-b]}\n  \
    mappings: [[pr-x, pain-a], [pr-x, pain-b]]\n";

fn unlink(canvas: &mut Canvas, one: &NoteId, other: &str) {
    let pair = (one.clone(), NoteId::from(other));
    let edit = crate::model::links::unlink(canvas, &[pair]);
    canvas.apply(edit).unwrap();
}

#[test]
fn a_fit_goes_with_its_links_and_keeps_the_rest() {
    let mut canvas = read(FITTED).canvas;
    let of: NoteId = "vp-x".into();
    unlink(&mut canvas, &of, "cs-b");
    let written = write(&canvas);
    let wanted = "  - id: fit-x\n    for:\n      value_propositions: [vp-x]\n      customer_segments: [cs-a]\n    \
        mappings:\n      - [pr-x, pain-a]\n";
    assert!(text(&written).contains(wanted), "{}", text(&written));
    unlink(&mut canvas, &of, "cs-a");
    let written = write(&canvas);
    assert!(!text(&written).contains("fits"), "{}", text(&written));
    assert!(text(&written).contains("stage: grow"));
}

#[test]
fn what_people_write_loosely_is_read_and_what_leads_nowhere_is_told() {
    let import = read(
        "meta:\n  name: 2024\n  mood: fine\nchannels:\n- App\n- {id: ch-a, name: Shop, for: {customer_segments: [cs-x]}}\n\
         - {id: ch-a, name: Again, colour: red}\n- {id: ch-c, name: ~}\nfits:\n- id: fit-a\n",
    );
    assert_eq!(import.canvas.header.title, "2024");
    assert_eq!(import.canvas.len(), 4);
    let remarks: Vec<String> = import.remarks.iter().map(ToString::to_string).collect();
    assert_eq!(
        remarks,
        [
            "line 7: the id \"ch-a\" is there twice: this entry gets another one",
            "line 10: kept, though no board shows it: the fit \"fit-a\", which is for nobody",
            "line 6: kept, though no board shows it: the reference to \"cs-x\", which customer_segments do not have",
            "kept as a field that the board does not show: \"fits\"",
            "kept as a field that the board does not show: \"colour of channels, which BMML 2.0 does not have\"",
            "kept as a field that the board does not show: \"mood of meta, which BMML 2.0 does not have\"",
        ]
    );
    let kinds = Kinds::new(built_in_kind("business-model").unwrap(), vec![]);
    let refused = |text: &str| {
        exchange::read(text.as_bytes(), Source::Bmml, &kinds)
            .unwrap_err()
            .to_string()
    };
    assert!(refused("a: 1\n").contains("none of the lists"));
    assert!(refused("meta: [\n").starts_with("line "));
}

/// A file that names what is not there, and has what the format does not.
const LOOSE: &str = r#"version: "2.0"
meta: {name: T, portfolio: someday, stage: grow, updated: spring 2026, owner: [Ana, Bo]}
team: {size: 4, remote: true}
customer_segments:
- {id: cs-a, name: A, since: 2024, pains: [{id: pain-a, description: P, severity: 3}, {id: P2, description: Q}]}
- {id: Segment B, name: B}
value_propositions:
- {id: vp-x, name: X}
channels:
- {id: ch-a, name: Shop, for: {customer_segments: [cs-gone, cs-a, Segment B], cities: [Rome]}}
- {id: ch-b, name: Fair, for: everybody}
fits:
- {id: fit-x, for: {value_propositions: [vp-x, vp-gone], customer_segments: [cs-a]}, mappings: [[pr-x, pain-a, why]], note: later}
- {id: fit-y, for: {value_propositions: [vp-gone], customer_segments: [cs-gone]}, mappings: [[pr-y, pain-y]]}
"#;

#[test]
fn what_leads_nowhere_or_is_not_of_the_format_is_written_again_in_its_place() {
    let import = read(LOOSE);
    let losses = import.remarks.iter().filter(|remark| remark.is_loss());
    assert_eq!(losses.count(), 0, "{:#?}", import.remarks);
    let written = write(&import.canvas);
    assert_eq!(
        content(text(&written)),
        content(LOOSE),
        "{}",
        text(&written)
    );
    assert_eq!(
        written.left.beyond,
        [
            "for",
            "id",
            "mappings",
            "note",
            "owner",
            "portfolio",
            "severity",
            "since",
            "team",
            "updated"
        ]
    );
    assert!(
        written.left.is_empty() && written.left.filled.is_empty(),
        "{:?}",
        written.left
    );
}

#[test]
fn what_version_one_has_beyond_version_two_stays_in_the_canvas() {
    let import = read(
        "version: \"1.0\"\nmeta: {name: T, mood: fine, portfolio: explore, stage: ideation}\n\
         channels:\n- {id: ch-a, name: Shop, phase: sales}\n",
    );
    let kept: Vec<_> = import
        .canvas
        .notes()
        .map(|(_, note)| note.extra["bmml_unknown"].to_string())
        .collect();
    assert_eq!(kept, ["{phase: sales}"]);
    assert_eq!(
        import.canvas.extra["bmml_unknown"].to_string(),
        "{meta.mood: fine}"
    );
    let written = write(&import.canvas);
    assert_eq!(faults(text(&written)), Vec::<String>::new());
}

#[test]
fn what_is_kept_gives_way_to_what_people_change_on_the_board() {
    let mut canvas = read(LOOSE).canvas;
    let date = crate::model::header::HeaderField::Date;
    canvas.header.set(date, "2026-03-01").unwrap();
    unlink(&mut canvas, &"vp-x".into(), "cs-a");
    unlink(&mut canvas, &"ch-a".into(), "cs-a");
    let written = write(&canvas);
    for (part, is_there) in [
        ("updated: 2026-03-01", false),
        ("updated: \"2026-03-01\"", true),
        ("fit-x", false),
        ("fit-y", true),
        ("customer_segments: [cs-gone, \"Segment B\"]", true),
    ] {
        let text = text(&written);
        assert_eq!(text.contains(part), is_there, "{part}: {text}");
    }
    // Of two notes with one id the second gets another one.
    let json = r#"{"bmcanvas": 1, "kind": "business-model", "notes": {
        "a": {"block": "channels", "text": "A", "bmml": {"other": {"id": "Odd"}}},
        "b": {"block": "channels", "text": "B", "bmml": {"other": {"id": "Odd"}, "for": {"key_resources": ["kr-a"]}}}}}"#;
    let moved = self::canvas(json);
    let written = write(&moved);
    assert_eq!(text(&written).matches("id: Odd\n").count(), 1);
    assert!(text(&written).contains("id: ch-b\n"), "{}", text(&written));
    assert_eq!(lines(&written.left, &moved), ["b \"B\": field \"bmml\""]);
}

#[test]
fn changes_by_hand_to_what_is_kept_do_not_break_the_file() {
    let json = r#"{"bmcanvas": 1, "kind": "business-model", "bmml": {"meta": {"stage": "grow", "created": "soon", "tagline": 5},
        "fits": [1, {"for": 3}, {"id": "x", "for": {"value_propositions": ["vp-b", 7], "customer_segments": ["cs-a"]}, "mappings": [1, ["a"]]}]},
        "notes": {
        "cs-a": {"block": "customer_segments", "text": "A", "bmml": {"jobs": [{"id": "no", "description": "Work"}], "pains": [7], "x": 1}},
        "vp-b": {"block": "value_propositions", "text": "B", "links": ["cs-a"], "bmml": 9},
        "cs-c": {"block": "channels", "text": "C", "bmml": {"jobs": []}}}}"#;
    let canvas = canvas(json);
    let written = write(&canvas);
    assert_eq!(
        faults(text(&written)),
        Vec::<String>::new(),
        "{}",
        text(&written)
    );
    assert!(text(&written).contains("portfolio: exploit\n  stage: grow\n"));
    assert!(text(&written).contains("- id: job-work\n"));
    assert!(text(&written).contains("- id: fit-b-a\n"));
    assert_eq!(
        lines(&written.left, &canvas),
        [
            "cs-a \"A\": field \"bmml\"",
            "vp-b \"B\": field \"bmml\"",
            "cs-c \"C\": field \"bmml\"",
            "the canvas: field \"bmml\"",
        ]
    );
}
