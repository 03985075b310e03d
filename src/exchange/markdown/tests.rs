use super::{read, write};
use crate::exchange::Kinds;
use crate::format;
use crate::format::kind::built_in_kind;
use crate::model::canvas::Canvas;

fn kinds() -> Kinds {
    let others = ["lean", "it-business-model", "mission-model", "swot"];
    let others = others.map(|id| built_in_kind(id).unwrap());
    Kinds::new(built_in_kind("business-model").unwrap(), others.into())
}

fn written(canvas: &Canvas) -> String {
    let kind = built_in_kind(&canvas.kind).unwrap();
    String::from_utf8(write(canvas, &kind).bytes).unwrap()
}

fn canvas(text: &str) -> Canvas {
    format::read(text.as_bytes()).unwrap().canvas
}

/// The notes of a block, with their tags behind.
fn notes(canvas: &Canvas, block: &str) -> Vec<String> {
    let ids = canvas.block(&block.into()).iter();
    let notes = ids.map(|id| canvas.note(id).unwrap());
    let told = notes.map(|note| {
        let tags: Vec<String> = note.tags.iter().map(|tag| format!(" #{tag}")).collect();
        format!("{}{}", note.text, tags.concat())
    });
    told.collect()
}

fn remarks(text: &str) -> Vec<String> {
    let import = read(text, &kinds());
    import.remarks.iter().map(ToString::to_string).collect()
}

const REPAIR: &str = r#"{"bmcanvas": 1, "kind": "business-model", "title": "Repair", "designed_for": "Shop", "iteration": 3,
    "figures": {"units": "3 per year"}, "notes": {
    "c1": {"block": "customer_segments", "rank": "B", "text": "Commuters", "color": "red", "tags": ["city"]},
    "c2": {"block": "customer_segments", "rank": "C", "text": "Couriers\nwith *vans*\n\n# and more", "status": "untested"},
    "c3": {"block": "revenue_streams", "rank": "C", "text": "", "amount": "40 EUR/unit x 300"},
    "c4": {"block": "elsewhere", "rank": "C", "text": " \u0007 ", "tags": ["`odd`"]}
}}"#;

#[test]
fn a_canvas_is_pleasant_to_read() {
    let canvas = canvas(REPAIR);
    let text = written(&canvas);
    let start = "## Business Model Canvas — Repair\n\n**Designed for:** Shop\\\n**Iteration:** 3\n\n\
        ### 1. Customer Segments (CS)\n\n\
        - Commuters `#city` <!-- ^c1 B {\"color\":\"red\"} -->\n\
        - Couriers\\\n  with \\*vans\\*\n\n  \\# and more `untested` <!-- ^c2 C -->\n\n\
        ### 2. Value Propositions (VP)\n";
    assert!(text.starts_with(start), "{text}");
    assert!(
        text.contains("- `40 EUR/unit x 300` <!-- ^c3 C -->\n"),
        "{text}"
    );
    assert!(
        text.contains("### elsewhere <!-- #elsewhere -->\n\n- ^G <!-- ^c4 C {"),
        "{text}"
    );
    let import = read(&text, &kinds());
    assert_eq!(import.remarks, []);
    assert_eq!(import.canvas, canvas);
}

#[test]
fn what_a_person_typed_wins() {
    let edited = written(&canvas(REPAIR))
        .replace(
            "- Commuters `#city`",
            "- New first\n- All commuters `#town` `#big`",
        )
        .replace("**Iteration:** 3", "**Iteration:** 4")
        .replace("— Repair", "— Repairs")
        .replace(
            "## 2. Value Propositions (VP)\n",
            "## 2. Value Propositions (VP)\n\n- `5 EUR` Cheap `5 EUR/month`\n",
        );
    let import = read(&edited, &kinds());
    assert_eq!(import.remarks, []);
    let canvas = import.canvas;
    assert_eq!(canvas.header.title, "Repairs");
    assert_eq!(canvas.header.iteration, Some(4));
    let segments = notes(&canvas, "customer_segments");
    assert_eq!(segments[..2], ["New first", "All commuters #big #town"]);
    let note = canvas.note(&"c1".into()).unwrap();
    assert_eq!(
        (note.color.as_deref(), note.place.rank.as_str()),
        (Some("red"), "B")
    );
    let cheap = canvas.block(&"value_propositions".into());
    let cheap = canvas.note(&cheap[0]).unwrap();
    assert_eq!(cheap.text, "5 EUR Cheap");
    assert_eq!(cheap.amount.as_ref().unwrap().to_string(), "5 EUR/month");
}

#[test]
fn a_copied_or_moved_item_is_read_as_what_it_looks_like() {
    let text = written(&canvas(REPAIR));
    let item = "- Commuters `#city` <!-- ^c1 B {\"color\":\"red\"} -->\n";
    let edited = text.replace(item, "").replace(
        "## 3. Channels (CH)\n",
        &format!("## 3. Channels (CH)\n\n{item}{item}"),
    );
    let canvas = read(&edited, &kinds()).canvas;
    assert_eq!(
        notes(&canvas, "channels"),
        ["Commuters #city", "Commuters #city"]
    );
    assert_eq!(
        canvas.note(&"c1".into()).unwrap().place.block.as_str(),
        "channels"
    );
}

#[test]
fn data_that_somebody_broke_is_told() {
    let text = written(&canvas(REPAIR)).replace("{\"color\":\"red\"}", "{\"color\":red}");
    let import = read(&text, &kinds());
    assert_eq!(
        notes(&import.canvas, "customer_segments")[0],
        "Commuters #city"
    );
    assert_eq!(
        import.remarks[0].to_string(),
        "line 8: left out: the data of a note: ^c1 B {\"color\":red}"
    );
}

#[test]
fn lists_below_headings_are_notes_however_they_are_dressed() {
    for heading in [
        "# Customer Segments",
        "# 1. Customer segment (CS)",
        "#### 🔥 CUSTOMER SEGMENTS",
        "Customer Segments\n---",
        "**Customer segments:**",
        "<h2>Customer Segments</h2>\n",
    ] {
        let text = format!(
            "{heading}\n\n* Commuters\n  in town\n+ Shops\n\n  of all kinds\n1. One\n2) Two\n- [x] Done\n- [ ] To do\n"
        );
        let import = read(&text, &kinds());
        assert_eq!(
            notes(&import.canvas, "customer_segments"),
            [
                "Commuters in town",
                "Shops\n\nof all kinds",
                "One",
                "Two",
                "Done #done",
                "To do"
            ],
            "{heading}"
        );
        assert_eq!(import.remarks, [], "{heading}");
    }
}

#[test]
fn nested_items_are_lines_of_their_note_or_notes_of_a_group() {
    let text = "# Channels\n- App\n  - iOS\n    - phones\n  - Android\n- Direct:\n  - Shop\n    - in town\n  - Fair\n- Mail\n";
    let canvas = read(text, &kinds()).canvas;
    assert_eq!(
        notes(&canvas, "channels"),
        [
            "App\n- iOS\n  - phones\n- Android",
            "Shop\n- in town #Direct",
            "Fair #Direct",
            "Mail"
        ]
    );
}

#[test]
fn paragraphs_are_notes_and_guidance_is_told() {
    let text = "# Channels\n*How do we reach them?*\n\n[Step 3: what fits]\n\nWeb\nShop\n\n\
        A long line that somebody broke in the middle, since it did not\nfit on the page.\n\n• Odd bullet\n\n> Who helps?\n";
    let import = read(text, &kinds());
    assert_eq!(
        notes(&import.canvas, "channels"),
        [
            "Web",
            "Shop",
            "A long line that somebody broke in the middle, since it did not fit on the page.",
            "Odd bullet"
        ]
    );
    let told: Vec<String> = import.remarks.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "line 2: left out: a question of the template: How do we reach them?",
            "line 4: left out: a question of the template: [Step 3: what fits]",
            "line 14: left out: a question of the template: Who helps?"
        ]
    );
}

#[test]
fn titles_name_the_canvas_and_its_kind() {
    for (heading, title, kind) in [
        ("# Bike box", "Bike box", "business-model"),
        (
            "# Business Model Canvas — Bike box",
            "Bike box",
            "business-model",
        ),
        ("# Bike box: Lean Canvas", "Bike box", "lean"),
        ("# Bike box\n## Lean Canvas", "Bike box", "lean"),
        ("# SWOT", "", "business-model"),
    ] {
        let text = format!("{heading}\n\n### Channels\n- App\n\n### Cost Structure\n- Rent\n");
        let canvas = read(&text, &kinds()).canvas;
        assert_eq!(
            (canvas.header.title.as_str(), canvas.kind.as_str()),
            (title, kind),
            "{heading}"
        );
        assert_eq!(notes(&canvas, "channels"), ["App"], "{heading}");
    }
}

#[test]
fn sections_of_no_block_are_parked_or_tags() {
    let text = "# Box\n\n## Channels\n- App\n\n### Later\n- Fair\n\n**Much later**\n\n- Moon\n\n## Risks\n- Rain\n\n## Empty\n";
    let import = read(text, &kinds());
    assert_eq!(
        notes(&import.canvas, "channels"),
        ["App", "Fair #Later", "Moon #Much later"]
    );
    assert_eq!(notes(&import.canvas, "parking"), ["Rain #Risks"]);
    let told: Vec<String> = import.remarks.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "no block is called \"Risks\": its note is in the parking list",
            "line 16: left out: a heading with no notes: Empty"
        ]
    );
}

#[test]
fn a_heading_is_told_where_labels_lead_its_notes_elsewhere() {
    let text = "# Box\n\n## Where to sell\n- Channels: App\n";
    let canvas = read(text, &kinds()).canvas;
    assert_eq!(notes(&canvas, "channels"), ["App"]);
    assert_eq!(
        remarks(text),
        ["line 3: left out: a heading with no notes: Where to sell"]
    );
}

#[test]
fn a_script_is_left_out_to_its_end() {
    let text = "# Channels\n\n<div><script>run()</script >App</div>\n";
    let canvas = read(text, &kinds()).canvas;
    assert_eq!(notes(&canvas, "channels"), ["App"]);
    assert_eq!(remarks(text), ["line 3: left out: a script: run()"]);
}

#[test]
fn labels_in_bold_lead_to_blocks_and_stay_text_in_them() {
    let text = "**Channels:** App\n\n**Cost structure**: Rent\n\n- **Early adopters:** Anna\n";
    let canvas = read(text, &kinds()).canvas;
    assert_eq!(notes(&canvas, "channels"), ["App"]);
    assert_eq!(
        notes(&canvas, "cost_structure"),
        ["Rent", "Early adopters: Anna"]
    );
    let text = "# Canvas\n- **Channels:** App\n- Cost structure: Rent\n";
    let canvas = read(text, &kinds()).canvas;
    assert_eq!(notes(&canvas, "channels"), ["App"]);
    assert_eq!(notes(&canvas, "cost_structure"), ["Rent"]);
}

#[test]
fn tables_are_read_in_each_direction() {
    let rows =
        "# Channels\n\n| # | Name | Cost |\n|---|---|---|\n| 1 | App | 5 EUR |\n| 2 | Shop | |\n";
    let import = read(rows, &kinds());
    assert_eq!(
        notes(&import.canvas, "channels"),
        ["App\nCost: 5 EUR", "Shop"]
    );
    assert!(
        import
            .remarks
            .iter()
            .any(|remark| remark.to_string().contains("the head of a column: #, Name"))
    );

    let two = "| Block | Summary |\n|---|---|\n| **Channels** | App<br>Shop |\n| 9. Cost Structure | - Rent |\n| Weather | Rain |\n";
    let import = read(two, &kinds());
    assert_eq!(notes(&import.canvas, "channels"), ["App", "Shop"]);
    assert_eq!(notes(&import.canvas, "cost_structure"), ["Rent"]);

    let poster = "| Key Partners | Channels |\n|---|---|\n| City | App |\n| Shops | |\n| **Cost Structure** | **Revenue Streams** |\n| Rent | Fees |\n";
    let canvas = read(poster, &kinds()).canvas;
    assert_eq!(notes(&canvas, "key_partners"), ["City", "Shops"]);
    assert_eq!(notes(&canvas, "channels"), ["App"]);
    assert_eq!(notes(&canvas, "revenue_streams"), ["Fees"]);

    let values = "| Value | Segment |\n|---|---|\n| Price | Travellers |\n| Income | Hosts |\n";
    let canvas = read(values, &kinds()).canvas;
    assert_eq!(notes(&canvas, "value_propositions"), ["Price", "Income"]);
    assert_eq!(notes(&canvas, "customer_segments"), ["Travellers", "Hosts"]);

    let html = "<table><tr><td rowspan=\"2\"><b><a href=\"kp.md\">Key Partners</a></b>\n<ul><li>City &amp; state</li><li>Shops</li></ul></td>\n\
        <td><b>Channels</b><p>App<br>\n Shop</p></td></tr></table>\n";
    let import = read(html, &kinds());
    assert_eq!(
        notes(&import.canvas, "key_partners"),
        ["City & state", "Shops"]
    );
    assert_eq!(notes(&import.canvas, "channels"), ["App", "Shop"]);
}

#[test]
fn what_stands_above_the_blocks_fills_the_header() {
    let front = "---\ntitle: \"Bike box\"\nauthor: [Anna, Ben]\ndate: 2026-11-25\nmood: fine\nstory: none\n---\n# Channels\n- App\n";
    let import = read(front, &kinds());
    let header = &import.canvas.header;
    assert_eq!(
        (header.title.as_str(), header.designed_by.as_str()),
        ("Bike box", "Anna, Ben")
    );
    assert_eq!(import.canvas.extra.len(), 2);
    let told: Vec<String> = import.remarks.iter().map(ToString::to_string).collect();
    assert_eq!(
        told[0],
        "kept as a field that the board does not show: \"mood\""
    );
    assert_eq!(
        told[1],
        "kept as a field that the board does not show: \"imported_story\""
    );

    // The form of the business model canvas generator.
    let keys = "# Your Business\ndate: 2012-12-12\nversion: 1\nby: All of us\nfor:\n\n## Purpose {purpose}\n[Why?]\nMulti\nline\n\n\
        ## Customer Segments {customer-segments}\n[Whom?]\n";
    let import = read(keys, &kinds());
    let header = &import.canvas.header;
    assert_eq!(
        (
            header.title.as_str(),
            header.date.as_str(),
            header.iteration
        ),
        ("Your Business", "2012-12-12", Some(1))
    );
    assert_eq!(header.designed_by, "All of us");
}

#[test]
fn only_what_heads_the_blocks_says_which_kind_they_are_of() {
    let blocks = "## Customer Segments\n- a\n## Channels\n- b\n";
    for (text, kind) in [
        (format!("# Lean Canvas\n{blocks}"), "lean"),
        (
            format!("{blocks}## Next: Lean Canvas\n- c\n"),
            "business-model",
        ),
        (
            format!("{blocks}### Appendix — SWOT\n### Strengths\n- d\n"),
            "business-model",
        ),
        (
            format!("**Key Partners**\n\n- e\n\n## SWOT\n{blocks}"),
            "business-model",
        ),
    ] {
        assert_eq!(read(&text, &kinds()).canvas.kind, kind, "{text}");
    }
}

#[test]
fn links_comments_and_code_are_not_lost() {
    let text = "# Channels\n- [Our app](https://a.b \"T\") and <https://c.d>\n- `code`\n<!-- think -->\n\n```\n┌─┐\n└─┘\n```\n\n[ref]: https://e.f\n";
    let import = read(text, &kinds());
    assert_eq!(
        notes(&import.canvas, "channels"),
        [
            "Our app (https://a.b \"T\") and https://c.d",
            "code",
            "┌─┐\n└─┘"
        ]
    );
    assert_eq!(
        remarks(text),
        [
            "line 4: left out: a comment: think",
            "line 11: left out: where a link leads that is not there: [ref]: https://e.f"
        ]
    );
}

#[test]
fn hostile_sizes_neither_hang_nor_overflow() {
    let big = |piece: &str| if piece.len() == 1 { 1 << 20 } else { 1 << 16 };
    for piece in [
        "[",
        "> ",
        "- ",
        "<b>",
        "<a",
        "*",
        "`",
        "<!--",
        "| ",
        "\\",
        "&",
        "<table><tr><td>",
        "![",
        "<script></script>",
        "_a",
        "# ",
        "- a\n",
        "**a",
        "](",
        "a\n\n",
        "<ul><li>",
        "~",
        "&a;",
        "|-",
        "[a]: b\n",
    ] {
        let text = format!("# Channels\n{}", piece.repeat(big(piece) / piece.len()));
        let start = std::time::Instant::now();
        let _ = read(&text, &kinds());
        assert!(
            start.elapsed().as_secs() < 60,
            "{piece:?}: {:?}",
            start.elapsed()
        );
    }
    let nested: Vec<String> = (0..2000)
        .map(|depth| {
            "  ".repeat(depth)
                + "- a
"
        })
        .collect();
    let nested = nested.concat();
    let _ = read(&format!("# Channels\n{nested}"), &kinds());
}
