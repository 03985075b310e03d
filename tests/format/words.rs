//! No reader drops a word in silence: each is in the canvas, or in what is said about the import.

use std::collections::BTreeSet;

use bmcanvas::exchange::{Import, Kinds, Source, read};
use bmcanvas::format;
use bmcanvas::format::kind::built_in_kind;
use proptest::prelude::*;

/// The kinds that a file may be of.
pub(crate) fn kinds() -> Kinds {
    let others = ["lean", "it-business-model", "mission-model", "swot"];
    let others = others.map(|id| built_in_kind(id).unwrap());
    Kinds::new(built_in_kind("business-model").unwrap(), others.into())
}

/// The text with a word in place of each `@` that is nowhere else in it.
pub(crate) fn numbered(text: &str) -> String {
    let mut parts = text.split('@');
    let mut numbered = parts.next().unwrap_or_default().to_owned();
    for (at, part) in parts.enumerate() {
        numbered.push_str(&[&format!("w{at}q"), part].concat());
    }
    numbered
}

/// All words such as `w12q` in a text, whatever stands beside them.
fn words(text: &str) -> BTreeSet<&str> {
    let numbers = text
        .split('w')
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('q')?.0));
    numbers
        .filter(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
        .collect()
}

/// The words of a text that an import neither has nor tells of.
pub(crate) fn lost(text: &str, import: &Import) -> Vec<String> {
    let remarks = import.remarks.iter().map(ToString::to_string);
    let mut told = remarks.collect::<Vec<_>>().join(" ");
    told.push(' ');
    told += &format::write(&import.canvas);
    let told = told
        .replace("\\n", " ")
        .replace("\\\"", " ")
        .replace("\\t", " ");
    let (all, told) = (words(text), words(&told));
    all.difference(&told)
        .map(|word| (*word).to_owned())
        .collect()
}

fn joined(line: impl Strategy<Value = String>, most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(line, 0..most).prop_map(|lines| numbered(&lines.concat()))
}

fn table() -> impl Strategy<Value = String> {
    let cell = "@|@ @||\"@ \"\"@\"\"\"|\"@\n@\"|Channels|Kosten|yellow|supported|#@|1\\.|'=@";
    // Not the rank: it counts only where the rows are in its order.
    let name = "block|text|tags|color|links|status|amount|evidence|id|@|Section|Note|horizon|";
    let row = |cell: &'static str| prop::collection::vec(cell, 1..6);
    let rows = prop::collection::vec(row(cell), 0..5);
    (row(name), rows, "[,;\t]").prop_map(|(head, rows, by)| {
        let rows = std::iter::once(head).chain(rows);
        let rows = rows.map(|row| row.join(&by) + "\n");
        numbered(&rows.collect::<String>())
    })
}

fn json() -> impl Strategy<Value = String> {
    let key = "channels|keyPartners|cost_structure|@|title|name|text|head|items|notes|tags|color|blocks|canvas|id|links|meta|date|kind|content|section|nodes|description";
    // No null and no empty text: a name for nothing says nothing.
    let leaf =
        "\"@\"|\"@ @\"|1|true|\"Channels\"|\\[\"@\",\"@\"\\]|\\{\"text\":\"@\",\"@\":\"@\"\\}";
    leaf.prop_recursive(4, 30, 5, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4)
                .prop_map(|items| format!("[{}]", items.join(","))),
            prop::collection::btree_map(key, inner, 0..5).prop_map(|members| {
                let members = members
                    .iter()
                    .map(|(key, value)| format!("\"{key}\":{value}"));
                format!("{{{}}}", members.collect::<Vec<_>>().join(","))
            }),
        ]
    })
    .prop_map(|text| numbered(&text))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_word_of_a_table_is_dropped(text in table()) {
        let import = read(text.as_bytes(), Source::Csv, &kinds());
        let lost = import.map(|import| lost(&text, &import)).unwrap_or_default();
        prop_assert_eq!(lost, Vec::<String>::new(), "{}", text);
    }

    #[test]
    fn no_word_of_json_is_dropped(text in json()) {
        let import = read(text.as_bytes(), Source::Json, &kinds()).unwrap();
        prop_assert_eq!(lost(&text, &import), Vec::<String>::new(), "{}\n{:#?}", text, import);
    }

    #[test]
    fn no_word_of_textusm_is_dropped(text in joined("( {4}|\t| {8}){0,2}(@|Channels|@: @|@ #@|# @|@: \\|\\{\"bg\":\"#FF0000\",\"@\":\"@\"\\}|@: \\|\\{@|#@: @|Channels: \\|\\{\"@\":1\\})\n", 9)) {
        let import = read(text.as_bytes(), Source::Textusm, &kinds()).unwrap();
        prop_assert_eq!(lost(&text, &import), Vec::<String>::new(), "{}\n{:#?}", text, import);
    }

    #[test]
    fn no_word_of_plain_text_is_dropped(text in joined("(  ){0,2}(@|Channels|Channels:|Kosten \\(@\\)|- @|\\* @|- Channels|•|@:|===|-----|@ - @|Problem / @|\\[ \\] @|@\t@|)\n", 12)) {
        let import = read(text.as_bytes(), Source::Text, &kinds()).unwrap();
        prop_assert_eq!(lost(&text, &import), Vec::<String>::new(), "{}\n{:#?}", text, import);
    }
}
