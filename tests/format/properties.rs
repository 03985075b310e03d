//! What holds for every canvas and for every file.

use bmcanvas::format::{Access, Read, Remark, read, write};
use proptest::prelude::*;

use crate::canvases::{canvas, json};

/// What may happen to a file: bytes cut out, put in, or put over others.
fn damage() -> impl Strategy<Value = (prop::sample::Index, usize, Vec<u8>)> {
    let piece = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..4),
        prop::sample::select(vec![
            "\"",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\n<<<<<<< a\n",
            "\\u",
            "\\ud800",
            "null",
            "1e999",
        ])
        .prop_map(|piece| piece.as_bytes().to_vec()),
    ];
    (any::<prop::sample::Index>(), 0_usize..12, piece)
}

/// A file that is read must be written in a form that reads the same; one that is not must have its words.
fn hold(bytes: &[u8]) -> Result<(), TestCaseError> {
    match read(bytes) {
        Ok(Read { canvas, .. }) => {
            let written = write(&canvas);
            let again = read(written.as_bytes()).unwrap();
            prop_assert_eq!(&again.canvas, &canvas);
            prop_assert_eq!(again.remarks, vec![]);
            prop_assert_eq!(write(&again.canvas), written);
        }
        Err(broken) => {
            for words in [broken.to_string(), broken.advice()] {
                prop_assert!(!words.is_empty() && !words.contains('\n'), "{:?}", words);
                prop_assert!(words.chars().count() < 400, "{:?}", words);
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_written_canvas_reads_back(canvas in canvas()) {
        let written = write(&canvas);
        let read = read(written.as_bytes()).unwrap();
        prop_assert_eq!(&write(&read.canvas), &written);
        let expected = Read { canvas, access: Access::Full, remarks: vec![] };
        prop_assert_eq!(read, expected);
    }

    #[test]
    fn what_is_written_holds_no_control_but_line_ends(canvas in canvas()) {
        let written = write(&canvas);
        let ends_well = written.ends_with("    \"~\": \"keep this line last\"\n  }\n}\n");
        prop_assert!(ends_well, "{}", written);
        let control = written.chars().find(|c| c.is_control() && *c != '\n');
        prop_assert_eq!(control, None);
    }

    #[test]
    fn a_mark_and_carriage_returns_change_nothing(canvas in canvas()) {
        let written = write(&canvas);
        let other = format!("\u{feff}{}", written.replace('\n', "\r\n"));
        let read = read(other.as_bytes()).unwrap();
        prop_assert_eq!(read.remarks, vec![Remark::HadBom, Remark::HadCrlf]);
        prop_assert_eq!(read.canvas, canvas);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        hold(&bytes)?;
    }

    #[test]
    fn any_json_is_read_or_refused(
        json in json(), key in "bmcanvas|iteration|notes|blocks|title", version in 1..3
    ) {
        // Written as an unknown field, then put in the place of the key.
        let mut canvas = bmcanvas::model::canvas::Canvas::new("k");
        canvas.extra.insert("zz".into(), json);
        let written = write(&canvas);
        let value = written.split_once("\"zz\": ").unwrap().1.rsplit_once(",\n\n").unwrap().0;
        hold(value.as_bytes())?;
        hold(format!("{{\"{key}\": {value}}}").as_bytes())?;
        hold(format!("{{\"bmcanvas\": {version}, \"notes\": {{\"a\": {value}}}}}").as_bytes())?;
        hold(format!("{{\"bmcanvas\": {version}, \"notes\": [{{\"block\": \"b\", \"tags\": {value}}}]}}").as_bytes())?;
        hold(format!("{{\"blocks\": {{\"b\": [{value}]}}}}").as_bytes())?;
    }

    #[test]
    fn a_damaged_file_is_read_or_refused(canvas in canvas(), damages in prop::collection::vec(damage(), 1..4)) {
        let mut bytes = write(&canvas).into_bytes();
        for (at, len, piece) in damages {
            let at = at.index(bytes.len() + 1);
            let end = bytes.len().min(at + len);
            bytes.splice(at..end, piece);
        }
        hold(&bytes)?;
    }
}
