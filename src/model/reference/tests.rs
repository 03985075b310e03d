use proptest::prelude::*;

use super::{Reference, Target, references, targets};

/// What a text names, each as `sort target [the text that names it]`.
fn named(text: &str) -> Vec<String> {
    let one = |Reference { range, target }: Reference| {
        let sort = match &target {
            Target::Path(_) => "path",
            Target::Url(_) => "url",
            Target::Issue(_) => "issue",
        };
        let shown = target.to_string();
        match text.get(range).unwrap() {
            same if same == shown => format!("{sort} {shown}"),
            other => format!("{sort} {shown} [{other}]"),
        }
    };
    references(text).into_iter().map(one).collect()
}

#[track_caller]
fn check(rows: &[(&str, &[&str])]) {
    for (text, expected) in rows {
        assert_eq!(named(text), *expected, "{text}");
    }
}

#[test]
fn paths_are_found_with_line_and_column() {
    check(&[
        ("src/main.rs", &["path src/main.rs"]),
        ("see src/main.rs:12.", &["path src/main.rs:12"]),
        ("src/main.rs:12:5: error", &["path src/main.rs:12:5"]),
        ("src/main.rs:12:let x = 1", &["path src/main.rs:12"]),
        (
            "src/main.rs:12-20",
            &["path src/main.rs:12 [src/main.rs:12-20]"],
        ),
        (
            "src/main.rs#L12",
            &["path src/main.rs:12 [src/main.rs#L12]"],
        ),
        ("a/b.py#L12C3", &["path a/b.py:12:3 [a/b.py#L12C3]"]),
        ("a/b.py#L12-L20", &["path a/b.py:12 [a/b.py#L12-L20]"]),
        ("(docs/plan.md)", &["path docs/plan.md"]),
        ("*docs/plan.md*", &["path docs/plan.md"]),
        ("README.md", &["path README.md"]),
        ("Makefile:7", &["path Makefile:7"]),
        ("deploy/Makefile", &["path deploy/Makefile"]),
        ("main.foo:12", &["path main.foo:12"]),
        ("./run", &["path ./run"]),
        ("../plan/x", &["path ../plan/x"]),
        ("~/plan", &["path ~/plan"]),
        (".ci/run", &["path .ci/run"]),
        (".gitignore", &["path .gitignore"]),
        ("src/model/", &["path src/model/"]),
        ("/etc/hosts.conf", &["path /etc/hosts.conf"]),
        (
            "a.rs,b.rs;c/d.ts",
            &["path a.rs", "path b.rs", "path c/d.ts"],
        ),
        ("src/Märkte/größe.py:3", &["path src/Märkte/größe.py:3"]),
        ("app/[id]/page.tsx", &["path app/[id]/page.tsx"]),
        (
            "_index.md and __init__.py",
            &["path _index.md", "path __init__.py"],
        ),
        ("Price list (see pricing.csv:40)", &["path pricing.csv:40"]),
        ("main.rs\nlib.rs:2", &["path main.rs", "path lib.rs:2"]),
        ("x.rs:99999999999", &[]),
    ]);
}

#[test]
fn quotes_and_links_hold_paths_with_blanks() {
    check(&[
        ("`src/model`", &["path src/model"]),
        ("`our plan.md`", &["path our plan.md"]),
        ("\"my docs/our plan.md:3\"", &["path my docs/our plan.md:3"]),
        ("“our plan.md”", &["path our plan.md"]),
        ("[the plan](docs/our plan.md)", &["path docs/our plan.md"]),
        ("[plan](docs/plan)", &["path docs/plan"]),
        ("[a.rs](src/a.rs)", &["path a.rs", "path src/a.rs"]),
        (
            "[site](https://example.com/a_(b))",
            &["url https://example.com/a_(b)"],
        ),
        ("`vim src/main.rs`", &["path src/main.rs"]),
        ("`run --test readme.rs`", &["path readme.rs"]),
        ("our plan.md", &["path plan.md"]),
        ("\"and/or\"", &[]),
        ("don't src/a.rs won't", &["path src/a.rs"]),
        ("'src/a.rs'", &["path src/a.rs"]),
        ("`#12`", &["issue #12"]),
        ("`left open src/a.rs", &["path src/a.rs"]),
    ]);
}

#[test]
fn addresses_are_found() {
    check(&[
        ("https://example.com", &["url https://example.com"]),
        (
            "(https://example.com/a?b=c&d,e;f#g).",
            &["url https://example.com/a?b=c&d,e;f#g"],
        ),
        (
            "https://de.wikipedia.org/wiki/Rust_(Sprache)",
            &["url https://de.wikipedia.org/wiki/Rust_(Sprache)"],
        ),
        ("<http://a.b>", &["url http://a.b"]),
        ("HTTP://A.B", &["url HTTP://A.B"]),
        ("mailto:anna@example.com", &["url mailto:anna@example.com"]),
        (
            "www.example.com",
            &["url https://www.example.com [www.example.com]"],
        ),
        (
            "github.com/a/b/issues/5,",
            &["url https://github.com/a/b/issues/5 [github.com/a/b/issues/5]"],
        ),
        (
            "参照：https://example.com/頁。次",
            &["url https://example.com/頁"],
        ),
        ("https://", &[]),
        ("anna@example.com", &[]),
        ("example.com", &[]),
        ("file:///etc/passwd", &[]),
        ("javascript:alert(1)", &[]),
        ("https://a.b/\u{202e}c", &["url https://a.b/"]),
    ]);
}

#[test]
fn issues_are_found() {
    check(&[
        ("#123", &["issue #123"]),
        ("fixes #7, #8 (#9)", &["issue #7", "issue #8", "issue #9"]),
        ("rust-lang/rust#1", &["issue rust-lang/rust#1"]),
        ("group/sub/repo#12", &["issue group/sub/repo#12"]),
        ("PROJ-123:", &["issue PROJ-123"]),
        ("A1-7", &["issue A1-7"]),
        ("#0 #007 #12a #", &[]),
        ("#fff #336699 #a1b2c3", &[]),
        ("C#7 item#5", &[]),
        ("UTF-8 ISO-9001 SHA-256 COVID-19 Q1-2026 H2-2026 FY-26", &[]),
        ("proj-12 P-1 PROJ-0 PROJ-12a PROJ-1-2", &[]),
    ]);
}

#[test]
fn what_only_looks_like_it_is_none() {
    let texts = [
        "at 10:30, until 23:59:59",
        "3:1 and 16:9",
        "$12/month, 4.50/unit, ¥200/unit",
        "and/or, his/her, n/a, CI/CD, 24/7, B2B/B2C",
        "km/h. 6/12 months",
        "10/12/2026 and 2026-11-20",
        "e.g. i.e. d.h. z.B. p.m. U.S. u.a.m.",
        "C:\\work\\main.rs C:/work/main.rs",
        "localhost:8080 example.com:443 db.internal:5432",
        "Node.js, Vue.js and D3.js",
        "Step:1 Phase:2",
        "v1.2.3 and 3.14",
        "/api/v1/orders",
        "src/*.rs src/{a,b}",
        "$HOME/x.rs --file=x.rs -x.rs",
        "...",
        "a//b.rs",
        "https",
        "",
    ];
    for text in texts {
        assert_eq!(named(text), [""; 0], "{text}");
    }
}

#[test]
fn scripts_without_blanks_part_words() {
    check(&[
        ("詳細はsrc/main.rs:12を参照", &["path src/main.rs:12"]),
        ("資料/計画.md", &["path 資料/計画.md"]),
        ("「README.md」、#12。", &["path README.md", "issue #12"]),
    ]);
}

#[test]
fn each_target_counts_once() {
    let shown: Vec<String> = targets("#1 a.rs #1 `a.rs` a.rs:2")
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(shown, ["#1", "a.rs", "a.rs:2"]);
}

#[test]
fn long_texts_take_no_longer_than_their_length() {
    for part in [
        "](", "'", "`", ")", "(", "a.", "#L1", ":1", "https://", "a/", "\"a",
    ] {
        let text = part.repeat(60_000 / part.len());
        // Quadratic time would be minutes at least.
        references(&text);
    }
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("src/main.rs"),
        Just(":12"),
        Just("#L3"),
        Just("https://"),
        Just("a.b/c"),
        Just("`"),
        Just("\""),
        Just("]("),
        Just(")"),
        Just("'"),
        Just(" "),
        Just("\n"),
        Just("#12"),
        Just("PROJ-1"),
        Just("é"),
        Just("市場"),
        Just("。"),
        Just("\u{202e}"),
        Just("-"),
        Just("."),
        Just("/"),
        Just("~"),
        Just("\u{1b}"),
        Just("www."),
        Just("😀"),
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn is_sound(text: &str) -> Result<(), TestCaseError> {
    let mut end = 0;
    for Reference { range, target } in references(text) {
        prop_assert!(end <= range.start && range.start < range.end, "{range:?}");
        end = range.end;
        let named = text.get(range);
        prop_assert!(named.is_some_and(|named| !named.contains('\n')));
        let shown = target.to_string();
        prop_assert!(
            !shown.starts_with('-') && !shown.chars().any(char::is_control),
            "{shown:?}"
        );
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>()) {
        is_sound(&text)?;
    }

    #[test]
    fn any_mixture_of_what_names_something_is_read(text in pieces()) {
        is_sound(&text)?;
    }
}
