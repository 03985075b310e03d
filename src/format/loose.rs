//! JSON that is no canvas: its values in their order, with every member of an object, also those of one name.

use super::broken::{Broken, What};
use super::nesting;
use super::raw::{self, Shape, shape};
use super::read::MAX_DEPTH;
use super::source::Source;

/// A JSON value as it stands in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Loose {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, to the letter.
    Number(Box<str>),
    /// A string, unescaped.
    String(Box<str>),
    /// An array.
    Array(Vec<Loose>),
    /// The members of an object.
    Object(Vec<(String, Loose)>),
}

/// The value that the text is.
pub fn loose(text: &str) -> Result<Loose, Broken> {
    let source = Source::new(text);
    let value = text.trim_matches([' ', '\t', '\r', '\n']);
    if value.is_empty() {
        return Err(source.broken(text, What::Empty));
    }
    let beyond = nesting::first_beyond(MAX_DEPTH, text);
    if let Some((_, from)) = beyond.and_then(|at| text.split_at_checked(at)) {
        return Err(source.broken(from, What::TooDeep));
    }
    raw::check(value).map_err(|error| source.syntax(value, &error))?;
    read(source, value)
}

/// A value in text that is known to be JSON and not to nest deeply.
fn read<'a>(source: Source<'a>, value: &'a str) -> Result<Loose, Broken> {
    Ok(match shape(value) {
        Shape::Null => Loose::Null,
        Shape::Bool => Loose::Bool(value == "true"),
        Shape::Number => Loose::Number(value.into()),
        Shape::String => Loose::String(source.string(value)?.into()),
        Shape::Array => {
            let items = source.items(value)?.into_iter();
            let items = items.map(|item| read(source, item));
            Loose::Array(items.collect::<Result<_, _>>()?)
        }
        Shape::Object => {
            let members = source.members(value)?.into_iter();
            let members = members.map(|member| {
                let value = read(source, member.value)?;
                Ok((member.key.into_owned(), value))
            });
            Loose::Object(members.collect::<Result<_, Broken>>()?)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{Loose, loose};

    #[test]
    fn keeps_order_doubles_and_the_letters_of_numbers() {
        let read = loose(" {\"b\": 1.10, \"a\": [null, true], \"b\": \"\\u00e9\"}\n").unwrap();
        let members = vec![
            ("b".to_owned(), Loose::Number("1.10".into())),
            (
                "a".to_owned(),
                Loose::Array(vec![Loose::Null, Loose::Bool(true)]),
            ),
            ("b".to_owned(), Loose::String("é".into())),
        ];
        assert_eq!(read, Loose::Object(members));
    }

    #[test]
    fn what_is_no_json_or_too_deep_is_refused_at_once() {
        for text in ["", " ", "{", "{} {}", "[1,]", "nul"] {
            assert!(loose(text).is_err(), "{text:?}");
        }
        assert!(loose(&"[".repeat(1 << 20)).is_err());
        assert!(loose(&("[".repeat(200) + &"]".repeat(200))).is_err());
    }
}
