//! `export` to SVG, PNG and PDF, and what it says of options that do not apply and of notes without room.

use std::process::Command;

use super::add::{FILE, refused};
use super::place::Place;

const CANVAS: &str = r#"{ "bmcanvas": 1, "kind": "business-model", "title": "Repair", "notes": {
    "c1": { "comments": { "k1": { "by": "anna", "at": "2026-11-25T10:00:00Z", "text": "Which ones?" } },
        "block": "customer_segments", "rank": "B", "text": "Commuters by bike", "color": "red", "status": "untested",
        "evidence": ["12 interviews"], "links": ["c2"] },
    "c2": { "block": "value_propositions", "rank": "C", "text": "世界の自転車 सॉफ़्टवेयर שלום", "tags": ["city"] }
} }"#;

/// What `pdftotext` finds in a file of the place; `None` where that is not installed.
#[allow(clippy::print_stderr)] // Says why it tests nothing.
fn text_of_pdf(place: &Place, file: &str) -> Option<String> {
    let out = Command::new("pdftotext")
        .args(["-layout", file, "-"])
        .current_dir(place.path("work"))
        .output();
    match out {
        Ok(out) => {
            assert!(out.status.success(), "{out:?}");
            Some(String::from_utf8(out.stdout).unwrap())
        }
        Err(_) => {
            eprintln!("skipped: pdftotext is not here; install poppler-utils");
            None
        }
    }
}

#[test]
fn an_svg_goes_where_it_is_sent_and_losses_are_told() {
    let place = Place::with(FILE, CANVAS);
    let out = place.run(&["export", FILE, "--to", "svg"]);
    assert!(out.out.starts_with("<?xml"), "{out:?}");
    assert!(out.out.contains(">Commuters by bike</tspan>"));
    for lost in [
        "the links of 1 note",
        "the evidence of 1 note",
        "the comments of 1 note",
    ] {
        assert!(out.err.contains(lost), "{}", out.err);
    }
    assert!(
        !out.err.contains("status") && !out.err.contains("colour"),
        "{}",
        out.err
    );
    let dark = place.run(&["export", FILE, "--to", "svg", "--dark"]);
    assert_ne!(dark.out, out.out);
}

#[test]
fn a_png_is_written_in_its_width() {
    let place = Place::with(FILE, CANVAS);
    assert_eq!(
        place
            .run(&["export", FILE, "-o", "plan.png", "--width", "300"])
            .code,
        0
    );
    let bytes = std::fs::read(place.path("work/plan.png")).unwrap();
    assert!(bytes.starts_with(b"\x89PNG"));
    assert_eq!(bytes[16..20], 300_u32.to_be_bytes());
}

#[test]
fn a_pdf_can_be_searched_and_with_details_holds_everything() {
    let place = Place::with(FILE, CANVAS);
    let out = place.run(&["export", FILE, "-o", "plan.pdf"]);
    assert!(out.err.contains("the evidence of 1 note"), "{}", out.err);
    let out = place.run(&[
        "export",
        FILE,
        "-o",
        "full.pdf",
        "--details",
        "--paper",
        "a3",
        "--strict",
    ]);
    assert_eq!((out.code, out.err.as_str()), (0, ""));
    let Some(text) = text_of_pdf(&place, "plan.pdf") else {
        return;
    };
    for found in [
        "Repair",
        "Customer Segments",
        "Commuters by bike",
        "◌ untested",
        "#city",
        "世界の自転車",
        "CC BY-SA 3.0",
    ] {
        assert!(text.contains(found), "{found} in {text}");
    }
    assert!(!text.contains("12 interviews"));
    let text = text_of_pdf(&place, "full.pdf").unwrap();
    for found in [
        "12 interviews",
        "anna, 2026-11-25 10:00",
        "Which ones?",
        "→ serves: Commuters by bike",
        "← serves: ",
    ] {
        assert!(text.contains(found), "{found} in {text}");
    }
}

#[test]
fn options_of_another_format_are_refused() {
    let place = Place::with(FILE, CANVAS);
    for (options, what) in [
        (
            ["--to", "text", "--dark"],
            "--dark says nothing about plain text",
        ),
        (
            ["--to", "svg", "--details"],
            "--details says nothing about a poster as SVG",
        ),
        (
            ["--to", "pdf", "--width=300"],
            "--width says nothing about a poster as PDF",
        ),
        (
            ["--to", "png", "--paper=a3"],
            "--paper says nothing about a poster as PNG",
        ),
    ] {
        let mut args = vec!["export", FILE];
        args.extend(options);
        assert!(refused(&place, &args).contains(what), "{options:?}");
    }
    let large = refused(&place, &["export", FILE, "-o", "a.png", "--width", "32000"]);
    assert!(large.contains("too many pixels"), "{large}");
}
