use proptest::prelude::*;

use crate::exchange::tests::{any_canvas, kind, kinds, lost_on_the_way};
use crate::exchange::{self, Import, Look, Source, Target};
use crate::format;
use crate::model::canvas::Canvas;

fn import(text: &str) -> Import {
    exchange::read(text.as_bytes(), Source::Csv, &kinds()).unwrap()
}

/// Each block in use with the texts of its notes.
fn seats(canvas: &Canvas) -> Vec<String> {
    let kind = kind(&canvas.kind);
    let blocks = exchange::blocks(canvas, &kind).into_iter();
    let filled = blocks.filter(|(_, notes)| !notes.is_empty());
    filled
        .map(|(block, notes)| {
            let texts: Vec<&str> = notes.iter().map(|(_, note)| note.text.as_str()).collect();
            format!("{}: {}", block.as_str(), texts.join("|"))
        })
        .collect()
}

#[test]
fn tables_are_read_in_any_dress() {
    let wanted = ["channels: App|Shop, in town", "cost_structure: Rent"];
    for text in [
        "block,note\nChannels,App\nCH,\"Shop, in town\"\nCosts,Rent\n",
        "\u{feff}Note;Category;\r\nApp;2. Channels;\r\n\"Shop, in town\";Channels\r\nRent;Cost structure;\r\n",
        "sep=;\nChannels;App;Shop, in town\nC$;Rent\n",
        "Channels\tApp\n\tShop, in town\nCost Structure\tRent\n",
        "Channels,Cost Structure\nApp,Rent\n\"Shop, in town\",\n",
        "section,description\nChannels,App\n,\"Shop, in town\"\n,\nCosts,Rent\n",
    ] {
        let import = import(text);
        assert_eq!(seats(&import.canvas), wanted, "{text:?}");
        assert_eq!(import.remarks, [], "{text:?}");
    }
}

#[test]
fn unknown_columns_and_blocks_are_kept_and_told() {
    let text =
        "block,text,Owner,id,,comments\nChannels,App,Ann,c1,x,hm\nWorries,Rain,,,,\n,,,,,,more\n";
    let import = import(text);
    let note = import.canvas.note(&"c1".into()).unwrap();
    let fields: Vec<String> = note
        .extra
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    assert_eq!(fields, ["Owner=Ann", "column 5=x", "imported_comments=hm"]);
    assert_eq!(seats(&import.canvas), ["channels: App", "parking: Rain|"]);
    assert_eq!(import.remarks.len(), 5, "{:?}", import.remarks);
}

#[test]
fn rows_that_were_moved_or_added_stand_where_they_are_and_keep_their_ids() {
    let text =
        "block,text,id,rank\nChannels,Two,b,W\nChannels,New,,\nChannels,One,a,V\nCosts,Rent,c,V\n";
    let canvas = import(text).canvas;
    assert_eq!(
        seats(&canvas),
        ["channels: Two|New|One", "cost_structure: Rent"]
    );
    assert_eq!(canvas.note(&"a".into()).unwrap().text, "One");
    assert_eq!(canvas.note(&"c".into()).unwrap().place.rank.as_str(), "V");
}

#[test]
fn what_stands_above_the_blocks_has_rows_of_its_own() {
    let text = "block,text,color\n#kind,lean,\n#title,Meals,red\n#iteration,two,\n#42,answer,\n#title,Again,\n";
    let import = import(text);
    assert_eq!(
        (&*import.canvas.kind, &*import.canvas.header.title),
        ("lean", "Meals")
    );
    assert_eq!(seats(&import.canvas), ["parking: answer"]);
    let told: Vec<String> = import.remarks.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "no block is called \"#42\": its note is in the parking list",
            "line 3: left out: #title, color: \"red\"",
            "line 4: left out: #iteration, text: \"two\"",
            "line 6: left out: #title, text: \"Again\"",
        ]
    );
}

#[test]
fn the_examples_come_back_to_the_letter_in_every_delimiter() {
    for canvas in [
        include_str!("../../../canvases/aws-iaas.canvas.json"),
        include_str!("../../../canvases/it-organisation.canvas.json"),
        include_str!("../../../canvases/lean-meal-kit.canvas.json"),
    ] {
        let canvas = format::read(canvas.as_bytes()).unwrap().canvas;
        for target in [Target::Csv, Target::Tsv] {
            let (lost, written) = lost_on_the_way(&canvas, target, Source::Csv);
            assert_eq!(lost, Vec::<String>::new());
            assert_eq!(written.left.notes, []);
            let back = exchange::read(&written.bytes, Source::Csv, &kinds()).unwrap();
            let notes = |canvas: &Canvas| {
                canvas
                    .notes()
                    .map(|(id, note)| (id.clone(), note.clone()))
                    .collect::<Vec<_>>()
            };
            assert_eq!(notes(&back.canvas), notes(&canvas), "with ids and ranks");
            assert_eq!(back.remarks, []);
        }
    }
}

#[test]
fn large_and_broken_tables_are_read_at_once() {
    let text = "\"".repeat(1 << 20);
    assert!(import(&text).canvas.len() < 2);
    let text = ",".repeat(1 << 20);
    assert!(import(&text).canvas.is_empty());
    let text = "a,b\n".repeat(1 << 15);
    assert_eq!(import(&text).canvas.len(), 1 << 15);
}

proptest! {
    #[test]
    fn a_canvas_comes_back_but_for_what_was_told(canvas in any_canvas()) {
        for target in [Target::Csv, Target::Tsv] {
            let (lost, written) = lost_on_the_way(&canvas, target, Source::Csv);
            prop_assert_eq!(lost, Vec::<String>::new(), "{}", String::from_utf8_lossy(&written.bytes));
        }
    }

    #[test]
    fn no_cell_is_a_formula(canvas in any_canvas()) {
        let written = exchange::write(&canvas, &kind(&canvas.kind), Target::Csv, Look::default()).unwrap();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&*written.bytes);
        for record in reader.records() {
            for cell in &record.unwrap() {
                prop_assert!(!cell.trim_start().starts_with(['=', '+', '-', '@', '＝']), "{:?}", cell);
                prop_assert!(!cell.starts_with(['\t', '\r', '\n']), "{:?}", cell);
            }
        }
    }

    #[test]
    fn any_bytes_are_read_without_harm(text in any::<String>()) {
        let _ = exchange::read(text.as_bytes(), Source::Csv, &kinds());
    }
}
