//! `import` and `export`: formats by name and content, what is told of losses, what is never written over.

use std::fs::{self, OpenOptions};
use std::process::Command;
use std::thread::{self, JoinHandle};

use bmcanvas::exchange::Target;

use super::add::{FILE, refused};
use super::place::Place;

const CANVAS: &str = r#"{ "bmcanvas": 1, "kind": "business-model", "title": "Repair", "notes": {
    "c1": { "block": "customer_segments", "rank": "B", "text": "Commuters", "color": "red" },
    "c2": { "block": "customer_segments", "rank": "C", "text": "Couriers", "tags": ["city"] }
} }"#;

const LIST: &str = "Repair\n\nCustomer Segments\n- Commuters\n- Couriers\n\nWorries\n- Rain\n";

#[test]
fn an_export_tells_what_it_cannot_hold_and_on_demand_of_which_notes() {
    let place = Place::with(FILE, CANVAS);
    let out = place.run(&["export", FILE, "--to", "text"]);
    assert!(
        out.err.contains("the colour of 1 note, the tags of 1 note"),
        "{out:?}"
    );
    assert!(
        out.out
            .starts_with("Repair\n\nCustomer Segments\n- Commuters\n- Couriers\n")
    );
    let out = place.run(&["export", FILE, "-o", "out.txt", "--report", "--strict"]);
    assert_eq!(out.code, 1);
    assert!(out.err.contains("c1 \"Commuters\": colour"), "{out:?}");
    assert!(place.read("out.txt").starts_with("Repair\n"));
}

#[test]
fn an_export_replaces_an_export_and_never_a_canvas() {
    let place = Place::with(FILE, CANVAS);
    assert_eq!(place.run(&["export", FILE, "-o", "out.txt"]).code, 0);
    place.run(&["rm", FILE, "c1"]).fine();
    assert_eq!(place.run(&["export", FILE, "-o", "out.txt"]).code, 0);
    assert!(!place.read("out.txt").contains("Commuters"));
    let before = place.read(FILE);
    assert!(refused(&place, &["export", FILE, "--to", "text", "-o", FILE]).contains("is a canvas"));
    assert_eq!(place.read(FILE), before);
    let broken = CANVAS.replacen(',', "", 1);
    let conflict = format!("<<<<<<< ours\n{CANVAS}\n=======\n{CANVAS}\n>>>>>>> theirs\n");
    let by_hand = r#"{"title": "T", "blocks": {"channels": ["x"]}}"#.to_owned();
    for text in [broken, conflict, by_hand] {
        place.write("other.json", &text);
        let args = ["export", FILE, "--to", "json", "-o", "other.json"];
        assert!(refused(&place, &args).contains("is a canvas"), "{text}");
        assert_eq!(place.read("other.json"), text);
    }
    let json = ["export", FILE, "-o", "list.json"];
    assert_eq!((place.run(&json).code, place.run(&json).code), (0, 0));
    assert!(
        refused(&place, &["export", FILE, "-o", "plan.docx"]).contains("the name tells no format")
    );
}

#[test]
fn an_export_of_each_format_replaces_an_earlier_one() {
    let canvas = CANVAS
        .replace("Repair", "bmcanvas")
        .replace("Commuters", r#"\"bmcanvas\": 1"#);
    let place = Place::with(FILE, &canvas);
    for target in Target::ALL {
        let args = ["export", FILE, "--to", target.name(), "-o", "out"];
        for _ in 0..2 {
            let out = place.run(&args);
            assert_eq!(out.code, 0, "{target:?}: {out:?}");
        }
    }
}

/// A pipe of this name, and what is read from it.
fn pipe(place: &Place, name: &str) -> JoinHandle<String> {
    let path = place.path("work").join(name);
    let made = Command::new("mkfifo").arg(&path).status().unwrap();
    assert!(made.success());
    thread::spawn(move || fs::read_to_string(path).unwrap())
}

#[test]
fn devices_and_pipes_are_written_to_as_they_are() {
    let place = Place::with(FILE, CANVAS);
    let text = place.run(&["export", FILE, "--to", "text"]).out;
    assert_eq!(
        place
            .run(&["export", FILE, "-o", "/dev/null", "--to", "png"])
            .code,
        0
    );
    for stdout in ["/dev/stdout", "/dev/fd/1"] {
        let out = place.run(&["export", FILE, "--to", "text", "-o", stdout]);
        assert_eq!((out.code, out.out), (0, text.clone()));
    }
    let pipes = (0..9).map(|at| format!("pipe-{at}.txt"));
    let readers: Vec<_> = pipes.map(|name| (pipe(&place, &name), name)).collect();
    for (reader, name) in readers {
        assert_eq!(place.run(&["export", FILE, "-o", &name]).code, 0);
        assert_eq!(reader.join().unwrap(), text);
    }
    place.write("list.txt", LIST);
    let canvas = place.run(&["import", "list.txt"]).out;
    let reader = pipe(&place, "pipe.json");
    place.run(&["import", "list.txt", "-o", "pipe.json"]);
    assert_eq!(reader.join().unwrap(), canvas);
    let full = ["export", FILE, "--to", "text", "-o", "/dev/full"];
    assert!(refused(&place, &full).contains("/dev/full: not saved: the disk is full"));
}

/// It is still what others write to, too.
#[test]
fn a_file_behind_standard_output_is_not_replaced() {
    let place = Place::with(FILE, CANVAS);
    place.write("log", "before\n");
    let log = OpenOptions::new().append(true).open(place.path("work/log"));
    let mut export = place.command(&["export", FILE, "--to", "text", "-o", "/dev/stdout"]);
    assert!(export.stdout(log.unwrap()).status().unwrap().success());
    assert!(place.read("log").starts_with("before\nRepair\n"));
}

#[test]
fn an_export_can_be_narrowed() {
    let place = Place::with(FILE, CANVAS);
    let out = place
        .run(&["export", FILE, "--to", "text", "--tag", "city"])
        .out;
    assert!(
        out.contains("Couriers") && !out.contains("Commuters"),
        "{out}"
    );
}

#[test]
fn an_import_parks_what_it_does_not_know_and_says_so() {
    let place = Place::with("list.txt", LIST);
    let out = place.run(&["import", "list.txt", "-o", FILE, "--strict"]);
    assert_eq!(out.code, 1);
    let told = "no block is called \"Worries\": its note is in the parking list";
    assert!(out.err.contains(told), "{out:?}");
    let listed = place.run(&["list", FILE]).fine();
    assert!(listed.contains("CS\tCommuters"), "{listed}");
    assert!(listed.contains("parking\tRain"), "{listed}");
    let told = place.run(&["import", "list.txt", "--report"]).err;
    assert!(told.contains("\"Rain\" [Worries]"), "{told}");
    let before = place.read(FILE);
    assert!(refused(&place, &["import", "list.txt", "-o", FILE]).contains("there already"));
    assert_eq!(place.read(FILE), before);
}

#[test]
fn a_canvas_is_not_imported_and_bytes_are_no_text() {
    let place = Place::with(FILE, CANVAS);
    assert!(refused(&place, &["import", FILE]).contains("a canvas already"));
    place.write("odd.txt", b"\xff\xd8\xff\xe0\x00\x10JFIF");
    for args in [
        &["import", "odd.txt"][..],
        &["import", "odd.txt", "--from", "text"],
    ] {
        assert!(refused(&place, args).contains("no UTF-8 text, nor any other"));
    }
}

#[test]
fn a_format_that_is_not_read_is_named_and_what_to_do_with_it() {
    let place = Place::new();
    for (name, bytes, what) in [
        (
            "plan.adoc",
            &b"= Repair\n\n== Channels\n* Shop\n"[..],
            "AsciiDoc",
        ),
        ("plan.org", b"* Channels\n- Shop\n", "an Org file"),
        ("plan.md", b"%PDF-1.7\n\xe2\xe3", "a PDF"),
        ("plan.docx", b"PK\x03\x04\xff", "an office document"),
    ] {
        place.write(name, bytes);
        let told = failed(&place, &["import", name]);
        assert!(told.contains(what) && told.contains("not read"), "{told}");
        assert_eq!(told.lines().count(), 2, "{told}");
    }
    let args = ["import", "plan.org", "--from", "markdown"];
    let read = place.run(&args).out;
    assert!(read.contains("Shop"), "{read}");
}

fn failed(place: &Place, args: &[&str]) -> String {
    place.run(args).failed()
}

#[test]
fn a_file_of_another_encoding_is_read_where_that_is_sure_and_else_called_what_it_looks_like() {
    let place = Place::new();
    let list = "Customer Segments\r\n- Käufer\r\n";
    let units = |unit: fn(u16) -> [u8; 2]| list.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
    let little = units(u16::to_le_bytes);
    for marked in [
        [&b"\xff\xfe"[..], &little].concat(),
        [&b"\xfe\xff"[..], &units(u16::to_be_bytes)].concat(),
    ] {
        place.write("list.txt", marked);
        let json = place.run(&["import", "list.txt", "--strict"]).fine();
        assert!(json.contains("\"text\": \"Käufer\""), "{json}");
    }
    for (bytes, what, advice) in [
        (
            little,
            "looks like UTF-16 (little-endian) without the byte order mark",
            "iconv -f UTF-16LE",
        ),
        (
            b"Customer Segments\n- K\xe4ufer\n".to_vec(),
            "line 2: this is no UTF-8 text: the byte E4 looks like 'ä'",
            "iconv -f WINDOWS-1252",
        ),
    ] {
        place.write("list.txt", bytes);
        let told = failed(&place, &["import", "list.txt"]);
        assert!(told.contains(what) && told.contains(advice), "{told}");
        assert_eq!(told.lines().count(), 2, "{told}");
    }
    let canvas: Vec<u8> = CANVAS.encode_utf16().flat_map(u16::to_le_bytes).collect();
    place.write("wide.json", [&b"\xff\xfe"[..], &canvas].concat());
    assert!(failed(&place, &["import", "wide.json"]).contains("a canvas already, but in UTF-16"));
}

#[test]
fn a_file_in_which_nothing_is_found_is_told() {
    let place = Place::new();
    for empty in ["", " \r\n\n", "\u{feff}"] {
        for name in ["a.txt", "a.md", "a.csv", "a.bmml", "a.json", "a.textusm"] {
            place.write(name, empty);
            let told = failed(&place, &["import", name, "-o", FILE]);
            assert!(
                told.contains("there is nothing in it"),
                "{name} {empty:?}: {told}"
            );
            assert!(!place.path("work").join(FILE).exists());
        }
    }
    for (name, text) in [
        ("a.md", "# Plan\n"),
        ("a.txt", "hello\n"),
        ("a.json", "{}"),
        ("a.csv", "block,text\n"),
    ] {
        place.write(name, text);
        let out = place.run(&["import", name]);
        assert!(
            out.err.contains("no notes were found in it"),
            "{name}: {out:?}"
        );
        assert_eq!(out.code, 0);
        assert_eq!(place.run(&["import", name, "--strict"]).code, 1, "{name}");
    }
}

#[test]
fn a_dash_after_o_is_standard_output() {
    let place = Place::with(FILE, CANVAS);
    place.write("list.txt", LIST);
    let text = place.run(&["export", FILE, "--to", "text"]).out;
    assert_eq!(
        place.run(&["export", FILE, "--to", "text", "-o", "-"]).out,
        text
    );
    let png = place.run(&["export", FILE, "--to", "json", "-o", "-"]).out;
    assert!(png.starts_with('{'), "{png}");
    let canvas = place.run(&["import", "list.txt"]).out;
    assert_eq!(place.run(&["import", "list.txt", "-o", "-"]).out, canvas);
    let part = place.run(&["narrow", FILE, "--tag", "city"]).out;
    assert!(!part.is_empty());
    assert_eq!(
        place.run(&["narrow", FILE, "--tag", "city", "-o", "-"]).out,
        part
    );
    let merged = place.run(&["merge", FILE, FILE, FILE, "--stdout"]).out;
    assert!(!merged.is_empty());
    assert_eq!(
        place.run(&["merge", FILE, FILE, FILE, "-o", "-"]).out,
        merged
    );
    assert!(
        refused(&place, &["export", FILE, "-o", "-"]).contains("standard output tells no format")
    );
    assert!(!place.path("work/-").exists());
}

#[test]
fn colours_and_statuses_of_other_programs_are_read_or_told() {
    let place = Place::new();
    let table = "block,text,color,status\nChannels,App,Yellow,In Progress\nChannels,Shop,#FFFF00,Done\n\
                 Channels,Fair,mauve,Validated\n";
    place.write("plan.csv", table);
    let out = place.run(&["import", "plan.csv", "-o", FILE]);
    for told in [
        "line 2: the status \"In Progress\" is read as \"testing\"",
        "line 3: the colour \"#FFFF00\" is read as \"yellow\"",
        "line 3: kept, though no board shows it: the status \"Done\"",
        "line 4: kept, though no board shows it: the colour \"mauve\"",
    ] {
        assert!(out.err.contains(told), "{told}: {}", out.err);
    }
    assert!(!out.err.contains("Yellow"), "{}", out.err);
    let yellow = place.run(&["list", FILE, "--color", "yellow"]).out;
    assert_eq!(yellow.lines().count(), 2, "{yellow}");
    let canvas = place.read(FILE);
    for part in ["\"testing\"", "\"Done\"", "\"mauve\"", "\"supported\""] {
        assert!(canvas.contains(part), "{part}: {canvas}");
    }
    // What this program wrote comes back to the letter.
    place.run(&["export", FILE, "-o", "own.csv"]).fine();
    place.run(&["import", "own.csv", "-o", "own.canvas.json"]);
    assert_eq!(place.run(&["diff", FILE, "own.canvas.json"]).code, 0);
}

const BMML: &str = "version: \"2.0\"\nmeta: {name: Repair, portfolio: exploit, stage: grow}\n\
    customer_segments:\n- {id: cs-commuters, name: Commuters, pains: [{id: pain-flat, description: Flat tyre}]}\n\
    channels:\n- {id: ch-shop, name: Shop, for: {customer_segments: [cs-commuters]}}\n";

#[test]
fn bmml_comes_in_is_edited_and_goes_out_with_what_only_it_knows() {
    let place = Place::with("repair.bmml", BMML);
    let out = place.run(&["import", "repair.bmml", "-o", FILE, "--strict"]);
    assert_eq!(out.code, 0, "what is kept is no loss: {out:?}");
    assert!(out.err.contains("does not show: \"pains\""), "{out:?}");
    place
        .run(&["set", FILE, "ch-shop", "--text", "Own shop"])
        .fine();
    place.run(&["add", FILE, "CS", "Couriers"]);
    let text = place.run(&["export", FILE, "-o", "out.bmml"]).fine();
    assert_eq!(text, "");
    let bmml = place.read("out.bmml");
    for wanted in [
        "  portfolio: exploit\n  stage: grow\n",
        "      - id: pain-flat\n        description: Flat tyre\n",
        "  - id: cs-couriers\n    name: Couriers\n",
        "    name: Own shop\n    for:\n      customer_segments: [cs-commuters]\n",
    ] {
        assert!(bmml.contains(wanted), "{wanted}: {bmml}");
    }
}

#[test]
fn what_bmml_does_not_have_goes_through_a_canvas_and_comments_are_told_as_lost() {
    let loose = BMML.replace(
        "for: {customer_segments: [cs-commuters]}}",
        "rent: 300, for: {customer_segments: [cs-gone]}} # a month",
    );
    let place = Place::with("repair.bmml", loose);
    let out = place.run(&["import", "repair.bmml", "-o", FILE, "--strict"]);
    assert_eq!(out.code, 1, "{out:?}");
    for told in [
        "left out: a comment of YAML",
        "line 6: kept, though no board shows it: the reference to \"cs-gone\"",
    ] {
        assert!(out.err.contains(told), "{told}: {out:?}");
    }
    let out = place.run(&["export", FILE, "--to", "bmml"]);
    assert!(out.err.contains("beyond BMML, as it came: rent"), "{out:?}");
    assert!(
        out.out
            .contains("      customer_segments: [cs-gone]\n    rent: 300\n"),
        "{out:?}"
    );
}

#[test]
fn what_bmml_demands_is_filled_in_and_told() {
    let place = Place::with(FILE, CANVAS);
    let out = place.run(&["export", FILE, "--to", "bmml"]);
    let told = "filled in for BMML: portfolio: explore, stage: ideation";
    assert!(out.err.contains(told), "{out:?}");
    assert!(
        out.out
            .starts_with("version: \"2.0\"\n\nmeta:\n  name: Repair\n"),
        "{out:?}"
    );
    place.write("broken.bmml", "meta: [\n");
    assert!(refused(&place, &["import", "broken.bmml"]).contains("line "));
}

#[test]
fn standard_input_and_output_make_a_pipe() {
    let place = Place::with(FILE, CANVAS);
    let json = place.pipe(&["import", "-"], LIST).out;
    let text = place.pipe(&["export", "-", "--to", "txt"], &json).out;
    assert!(
        text.starts_with("Repair\n\nCustomer Segments\n- Commuters\n- Couriers\n"),
        "{text}"
    );
}

#[test]
fn what_is_no_file_is_refused_with_words_about_files_of_other_formats() {
    let place = Place::with(FILE, CANVAS);
    place.write("folder/x.md", "x");
    for (args, advice) in [
        (&["import", "none.md"][..], "\n  Check the name.\n"),
        (&["import", "folder"], "`bmcanvas import -` reads"),
        (
            &["export", FILE, "--to", "svg", "-o", "folder"],
            "without -o an export goes to standard output",
        ),
    ] {
        let told = refused(&place, args);
        assert!(told.contains(advice), "{told}");
    }
}

#[test]
fn no_input_is_cut_in_silence() {
    let place = Place::new();
    let text = format!("Channels\n{}- App\n", "\n".repeat(64 << 20));
    let ran = place.pipe(&["import", "-"], &text);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("standard input has more than 64 MiB"));
}

#[test]
fn a_canvas_goes_through_a_spreadsheet_and_back() {
    let place = Place::with(FILE, CANVAS);
    let out = place.run(&["export", FILE, "-o", "plan.csv"]);
    assert_eq!((out.code, out.err.as_str()), (0, ""));
    let table = place.read("plan.csv");
    assert!(table.starts_with("block,text,color,tags,"), "{table}");
    // What a spreadsheet makes of it where the comma is the decimal mark, with a row more.
    let table = table.replace(',', ";") + "Costs;'=1+1;;;;;;;;;\n";
    place.write("plan.csv", table);
    place
        .run(&["import", "plan.csv", "-o", "back.canvas.json"])
        .fine();
    let listed = place.run(&["list", "back.canvas.json"]).fine();
    assert!(listed.contains("CS\tCommuters"), "{listed}");
    assert!(listed.contains("C$\t=1+1"), "{listed}");
    let shown = |file| place.run(&["list", file, "--json", "--block", "CS"]).fine();
    assert_eq!(shown("back.canvas.json"), shown(FILE));
}

#[test]
fn a_table_keeps_texts_to_the_letter() {
    let place = Place::with(FILE, CANVAS.replace("Couriers", "\\u001b[31mred"));
    place.run(&["export", FILE, "-o", "plan.csv"]).fine();
    assert!(place.read("plan.csv").contains("\u{1b}[31mred"));
}

#[test]
fn json_of_many_dialects_comes_in_and_goes_out_as_lists() {
    let dialect =
        r#"{"title": "Box", "keyPartnerships": ["City"], "channels": {"web": "App"}, "mood": 3}"#;
    let place = Place::with("box.json", dialect);
    let out = place.run(&["import", "box.json", "-o", FILE]);
    assert_eq!(out.code, 0, "{out:?}");
    assert!(
        out.err.contains("the board does not show: \"mood\""),
        "{out:?}"
    );
    let out = place.run(&["export", FILE, "--to", "json"]).out;
    assert!(
        out.starts_with("{\n  \"title\": \"Box\",\n  \"customerSegments\": [],\n"),
        "{out}"
    );
    assert!(
        out.contains("\"keyPartners\": [\n    \"City\"\n  ]"),
        "{out}"
    );
    let out = place.run(&["export", FILE, "--to", "json-snake"]).out;
    assert!(out.contains("\"channels\": [\n    \"App\"\n  ]"), "{out}");
    assert!(out.contains("\"key_partners\""), "{out}");
    place.write("broken.json", "{\n\"channels\": [");
    assert!(refused(&place, &["import", "broken.json"]).contains("line 2: "));
    assert!(
        refused(&place, &["export", FILE, "-o", "new.canvas.json"]).contains("tells no format")
    );
}

#[test]
fn a_canvas_for_obsidian_has_groups_notes_and_links() {
    let place = Place::with(FILE, CANVAS);
    place.run(&["export", FILE, "-o", "plan.canvas"]).fine();
    let text = place.read("plan.canvas");
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let nodes = value["nodes"].as_array().unwrap();
    let kinds = |kind: &str| nodes.iter().filter(|node| node["type"] == kind).count();
    assert_eq!((kinds("group"), kinds("text")), (9, 3));
    assert_eq!(text.lines().count(), nodes.len() + 5);
}

#[test]
fn textusm_gets_blocks_in_its_order_and_gives_them_back() {
    let place = Place::with(FILE, CANVAS);
    let out = place.run(&["export", FILE, "-o", "plan.textusm"]);
    assert!(out.err.contains("the tags of 1 note"), "{out:?}");
    let text = place.read("plan.textusm");
    let wanted = "# Repair\nKey Partners\nCustomer Segments\n    Commuters: |{\"bg\":\"#F7A8A8\"}\n    Couriers\nValue";
    assert!(text.starts_with(wanted), "{text}");
    // As it comes from the clipboard, by its content alone.
    let json = place.pipe(&["import", "-"], &text).out;
    let listed = place.pipe(&["list", "-"], &json).out;
    assert!(listed.contains("CS\tCommuters"), "{listed}");
    assert!(json.contains("\"color\": \"red\""), "{json}");
}

#[test]
fn markdown_holds_all_and_what_is_typed_into_it_comes_back() {
    let place = Place::with(FILE, CANVAS);
    let out = place.run(&["export", FILE, "-o", "plan.md", "--strict"]);
    assert_eq!((out.code, out.err.as_str()), (0, ""));
    let text = place.read("plan.md");
    assert!(text.starts_with("## Business Model Canvas — Repair\n\n### 1. Customer Segments (CS)\n\n- Commuters <!-- ^c1 B"), "{text}");
    place
        .run(&["import", "plan.md", "-o", "same.canvas.json", "--strict"])
        .fine();
    assert_eq!(place.run(&["diff", FILE, "same.canvas.json"]).code, 0);

    let edited = text
        .replace("- Couriers", "- Couriers on bikes")
        .replace("### 3. Channels (CH)\n", "### 3. Channels (CH)\n\n- App\n");
    place.write("plan.md", edited.as_bytes());
    place
        .run(&["import", "plan.md", "-o", "new.canvas.json"])
        .fine();
    let told = place.run(&["diff", FILE, "new.canvas.json", "--stat"]).out;
    assert_eq!(told, "+1 Channels, ~1 Customer Segments\n");
}

#[test]
fn markdown_from_elsewhere_is_read_and_what_is_not_understood_is_told() {
    let place = Place::new();
    place.write("lean.md", "# Kiste\n\n## 1. Problem\n*Was stört am meisten?*\n- Regen\n\n## Lösung\n- Dach\n\n## Alleinstellungsmerkmal\n- Leicht\n".as_bytes());
    let out = place.run(&["import", "lean.md", "-o", "lean.canvas.json", "--strict"]);
    assert_eq!(out.code, 1);
    assert!(
        out.err
            .contains("line 4: left out: a question of the template: Was stört am meisten?"),
        "{out:?}"
    );
    let listed = place.run(&["list", "lean.canvas.json"]).fine();
    for note in ["PR\tRegen\n", "UVP\tLeicht\n", "SO\tDach\n"] {
        assert!(listed.contains(note), "{listed}");
    }
}
