use proptest::prelude::*;

use crate::exchange::tests::{any_canvas, kind, kinds, lost_on_the_way};
use crate::exchange::{self, Import, Look, Source, Target};
use crate::format;

fn import(text: &str) -> Import {
    exchange::read(text.as_bytes(), Source::Textusm, &kinds()).unwrap()
}

fn seats(import: &Import) -> Vec<String> {
    let canvas = &import.canvas;
    let kind = kind(&canvas.kind);
    let blocks = exchange::blocks(canvas, &kind).into_iter();
    let notes = blocks.flat_map(|(block, notes)| {
        let seat = move |(_, note): (_, &crate::model::note::Note)| {
            format!(
                "{} {:?} {}",
                block.as_str(),
                note.text,
                note.color.as_deref().unwrap_or("")
            )
        };
        notes.into_iter().map(seat).collect::<Vec<_>>()
    });
    notes.map(|seat| seat.trim().to_owned()).collect()
}

#[test]
fn a_file_of_textusm_is_read_by_names_and_by_places() {
    let text = "# Bike box\n👥 Key Partners\n    City council\n    Steel maker # comment : |{\"bg\":\"#F7A8A8\",\"fg\":\"#FFFFFF\"}\n\
                📊 Wer\n    md:**Commuters**\n        by bike\n提案\n    Box\n# more\n一\n二\n三\n四\n五\n    Steel\n六\nRisks\n    Rain\n";
    let import = import(text);
    assert_eq!(import.canvas.kind, "business-model");
    assert_eq!(import.canvas.header.title, "Bike box");
    assert_eq!(
        seats(&import),
        [
            "customer_segments \"md:**Commuters**\\nby bike\"",
            "value_propositions \"Box\"",
            "key_resources \"Steel\"",
            "key_partners \"City council\"",
            "key_partners \"Steel maker\" red",
            "parking \"Rain\"",
        ]
    );
    let told: Vec<String> = import.remarks.iter().map(ToString::to_string).collect();
    for wanted in [
        "no block is called \"Risks\": its note is in the parking list",
        "line 5: by its place, \"📊 Wer\" is read as \"customer_segments\"",
        "kept as a field that the board does not show: \"comment\"",
        "line 4: left out: fg #FFFFFF",
        "line 10: left out: the comment \"more\"",
    ] {
        assert!(
            told.iter().any(|line| line == wanted),
            "{wanted} in {told:#?}"
        );
    }
}

#[test]
fn blocks_of_a_business_model_stand_where_textusm_looks_for_them() {
    let canvas = include_str!("../../../canvases/aws-iaas.canvas.json");
    let canvas = format::read(canvas.as_bytes()).unwrap().canvas;
    let written = exchange::write(
        &canvas,
        &kind("business-model"),
        Target::Textusm,
        Look::default(),
    )
    .unwrap();
    let text = String::from_utf8(written.bytes).unwrap();
    let blocks: Vec<&str> = text
        .lines()
        .filter(|line| !line.starts_with([' ', '#']))
        .collect();
    assert_eq!(
        blocks[..9],
        [
            "Key Partners",
            "Customer Segments",
            "Value Propositions",
            "Key Activities",
            "Channels",
            "Revenue Streams",
            "Cost Structure",
            "Key Resources",
            "Customer Relationships"
        ]
    );
}

proptest! {
    #[test]
    fn a_canvas_comes_back_but_for_what_was_told(canvas in any_canvas()) {
        let (lost, written) = lost_on_the_way(&canvas, Target::Textusm, Source::Textusm);
        prop_assert_eq!(lost, Vec::<String>::new(), "{}", String::from_utf8_lossy(&written.bytes));
    }

    #[test]
    fn any_text_is_read_without_harm(text in any::<String>()) {
        let _ = exchange::read(text.as_bytes(), Source::Textusm, &kinds());
    }
}
