//! Amounts as they are typed: `¥200/unit`, `EUR 4.5k / month`, `4.50 eur per month x 300`, `4~5~6 EUR/unit`.
//!
//! A price, its currency by sign or code before or after it, then for what it is due (once where nothing is said) and how
//! many there are. Words stand in upper or lower case. What could mean two things is refused.

use rust_decimal::Decimal;

use super::number::{is_blank, is_mark, number};
use super::{Amount, Currency, Estimate, Per};

/// The largest whole number that can be typed.
const MOST: Decimal = Decimal::from_parts(2_808_348_671, 232_830_643, 0, false, 0);

/// Why a text is no amount. The texts in it are untrusted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// It has no figure.
    #[error("it has no figure: type an amount such as 4.50 EUR/month x 300")]
    NoFigure,
    /// It names no currency, and the canvas has no usual one.
    #[error("which currency? Add its code, such as EUR")]
    NoCurrency,
    /// A sign of several currencies, where only a code will do.
    #[error("\"{0}\" is the sign of several currencies: in a file their code stands, such as EUR")]
    SharedSign(char),
    /// A word that means nothing here.
    #[error("\"{0}\" is no currency and no unit: type an amount such as 200 EUR/unit")]
    UnknownWord(String),
    /// A character that means nothing here.
    #[error("\"{0}\" has no place in an amount")]
    UnknownSign(char),
    /// After a stroke or `per` comes no unit.
    #[error("per what? One of unit, project, month, year, or unit/month")]
    PerWhat,
    /// The figure has its marks in odd places.
    #[error("\"{0}\" is no number")]
    BadNumber(String),
    /// The figure can be read in two ways.
    #[error("{typed} can mean {whole} or {decimal}: type one of these")]
    Ambiguous {
        /// As it was typed.
        typed: String,
        /// What it is where the mark ends the thousands.
        whole: String,
        /// What it is where the mark is the decimal one.
        decimal: String,
    },
    /// It is less than nothing.
    #[error("an amount is not negative: a discount is a cost, a saving is a revenue")]
    Negative,
    /// The figure has too many digits.
    #[error("it is too large: a figure has 18 digits at the most")]
    TooLarge,
    /// The figure has too many decimals.
    #[error("it is too fine: a figure has 8 decimals at the most")]
    TooFine,
    /// A part stands there twice.
    #[error("it names {0} twice")]
    Twice(&'static str),
    /// A range of another number of figures than three.
    #[error("a range has three figures: low~base~high, such as 4~5~6 EUR/unit")]
    NotThree,
    /// The figures of a range do not ascend.
    #[error("the figures of a range ascend: low~base~high")]
    NotAscending,
    /// Only some figures of a range say k, M or bn.
    #[error("k, M or bn stands behind each figure of a range, or behind none")]
    UnevenRange,
    /// The quantity is nothing.
    #[error("how many? The quantity behind the x is more than 0")]
    NoQuantity,
}

impl AmountError {
    /// Why a text is no volume or rate, which is a bare number.
    pub fn of_a_volume(&self) -> String {
        match self {
            Self::NoFigure | Self::NoCurrency => "it has no figure".to_owned(),
            Self::UnknownWord(word) => format!("\"{word}\" is no year or month"),
            Self::Negative => "it is not negative".to_owned(),
            Self::NotThree => "it is one number, and no range".to_owned(),
            Self::SharedSign(_)
            | Self::UnknownSign(_)
            | Self::PerWhat
            | Self::BadNumber(_)
            | Self::Ambiguous { .. }
            | Self::TooLarge
            | Self::TooFine
            | Self::Twice(_)
            | Self::NotAscending
            | Self::UnevenRange
            | Self::NoQuantity => self.to_string(),
        }
    }
}

/// The amount that the text says. `usual` is the currency in which the canvas reckons: it is meant where none is named,
/// and tells which one a sign such as `¥` stands for.
pub fn read(text: &str, usual: Option<Currency>) -> Result<Amount, AmountError> {
    let tokens = tokens(text)?;
    let mut reading = Reading {
        usual,
        figures: Vec::new(),
        currency: None,
        per: None,
        quantity: None,
    };
    let mut rest = tokens.as_slice();
    while let Some(after) = reading.step(rest)? {
        rest = after;
    }
    reading.amount()
}

/// The amount that a file's text says: there the currency stands by its code, as it means the same whatever else the file
/// says.
pub fn read_in_file(text: &str) -> Result<Amount, AmountError> {
    match text.chars().find(|char| Currency::is_shared_sign(*char)) {
        Some(sign) => Err(AmountError::SharedSign(sign)),
        None => read(text, None),
    }
}

/// A bare number, as a volume or a rate is: not negative.
pub fn decimal(text: &str) -> Result<Decimal, AmountError> {
    match &*tokens(text)? {
        [Token::Figure(figure)] => Ok(figure.value),
        [] => Err(AmountError::NoFigure),
        [_, ..] => Err(AmountError::BadNumber(text.trim().to_owned())),
    }
}

/// A number with its k, M or bn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Figure {
    value: Decimal,
    has_suffix: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token<'a> {
    Figure(Figure),
    Word(&'a str),
    Sign(char),
    Stroke,
    Times,
    To,
}

/// Cuts the text into its parts.
fn tokens(text: &str) -> Result<Vec<Token<'_>>, AmountError> {
    let mut tokens = Vec::new();
    let mut rest = text.trim();
    while let Some(first) = rest.chars().next() {
        if first.is_ascii_digit() || matches!(first, '.' | ',') {
            let (digits, after) = rest.split_at(number_length(rest));
            let value = number(digits)?;
            let (suffix, after) = suffix(after);
            let value = match suffix {
                None => value,
                Some(power) => large(value, power)?,
            };
            let has_suffix = suffix.is_some();
            tokens.push(Token::Figure(Figure { value, has_suffix }));
            rest = after;
            continue;
        }
        if first.is_alphabetic() {
            let end = rest.find(|char: char| !char.is_alphabetic());
            let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
            if let Some((code, after)) = dollar(word, after) {
                tokens.push(Token::Word(code));
                rest = after;
                continue;
            }
            tokens.push(if word.eq_ignore_ascii_case("x") {
                Token::Times
            } else {
                Token::Word(word)
            });
            rest = after;
            continue;
        }
        tokens.extend(match first {
            '/' => Some(Token::Stroke),
            '×' | '*' => Some(Token::Times),
            '~' => Some(Token::To),
            // Right behind a figure a dash is meant as "to".
            '-' | '−' | '–' if matches!(tokens.last(), Some(Token::Figure(_))) => {
                return Err(AmountError::NotThree);
            }
            '-' | '−' | '–' => return Err(AmountError::Negative),
            blank if blank.is_whitespace() => None,
            sign if Currency::from_sign(sign, None).is_some() => Some(Token::Sign(sign)),
            other => return Err(AmountError::UnknownSign(other)),
        });
        rest = rest.get(first.len_utf8()..).unwrap_or("");
    }
    Ok(tokens)
}

/// The code of the dollars that letters right before the sign name, as in `US$5`, and the text after it.
fn dollar<'t>(letters: &str, after: &'t str) -> Option<(&'static str, &'t str)> {
    let code = match letters {
        "US" => "USD",
        "A" | "AU" => "AUD",
        "C" | "CA" => "CAD",
        "NZ" => "NZD",
        "HK" => "HKD",
        "S" | "SG" => "SGD",
        _ => return None,
    };
    Some((code, after.strip_prefix('$')?))
}

/// The bytes of the number at the start: a mark belongs to it where a digit follows, and a blank where a group of three
/// digits does.
fn number_length(text: &str) -> usize {
    let mut chars = text.char_indices();
    while let Some((at, char)) = chars.next() {
        let after = chars.as_str();
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        let goes_on = match char {
            blank if is_blank(blank) => digits == 3,
            mark if is_mark(mark) => digits > 0 || matches!(mark, '.' | ','),
            other => other.is_ascii_digit(),
        };
        if !goes_on {
            return at;
        }
    }
    text.len()
}

/// What stands for a power of ten right behind a number, and the text after it; also before a code, as in `12MEUR`.
fn suffix(after: &str) -> (Option<Decimal>, &str) {
    let end = after.find(|char: char| !char.is_alphabetic());
    let (word, _) = after.split_at(end.unwrap_or(after.len()));
    for (suffix, power) in [
        ("k", 1_000),
        ("K", 1_000),
        ("M", 1_000_000),
        ("bn", 1_000_000_000),
    ] {
        if let Some(rest) = word.strip_prefix(suffix)
            && (rest.is_empty() || Currency::from_code(rest).is_some())
        {
            let after = after.get(suffix.len()..).unwrap_or("");
            return (Some(Decimal::from(power)), after);
        }
    }
    (None, after)
}

/// So many thousands; no more than could be typed in full.
fn large(value: Decimal, power: Decimal) -> Result<Decimal, AmountError> {
    let product = super::exact::mul(value, power);
    let product = product.filter(|product| product.trunc() <= MOST);
    product.ok_or(AmountError::TooLarge)
}

/// What is read so far.
struct Reading {
    usual: Option<Currency>,
    figures: Vec<Figure>,
    currency: Option<Currency>,
    per: Option<Per>,
    quantity: Option<Decimal>,
}

impl Reading {
    /// Takes in what the tokens begin with; what follows, or `None` at the end.
    fn step<'t, 'a>(
        &mut self,
        tokens: &'t [Token<'a>],
    ) -> Result<Option<&'t [Token<'a>]>, AmountError> {
        Ok(Some(match tokens {
            [] => return Ok(None),
            // A quantity before the price, or after it.
            [Token::Figure(times), Token::Times, rest @ ..]
            | [Token::Times, Token::Figure(times), rest @ ..] => {
                put(&mut self.quantity, times.value, "the quantity")?;
                rest
            }
            [Token::Times, ..] => return Err(AmountError::NoQuantity),
            [Token::Figure(first), rest @ ..] => {
                if !self.figures.is_empty() {
                    return Err(AmountError::Twice("the figure"));
                }
                self.figures.push(*first);
                self.range(rest)?
            }
            [Token::To, ..] => return Err(AmountError::NotThree),
            [Token::Sign(sign), rest @ ..] => {
                self.put_currency(Currency::from_sign(*sign, self.usual))?;
                rest
            }
            [Token::Stroke, rest @ ..] => self.per(rest)?,
            [Token::Word(word), rest @ ..] => self.word(word, rest)?,
        }))
    }

    /// The further figures of a range.
    fn range<'t, 'a>(&mut self, mut rest: &'t [Token<'a>]) -> Result<&'t [Token<'a>], AmountError> {
        loop {
            rest = match rest {
                [Token::To, Token::Figure(next), after @ ..] => {
                    self.figures.push(*next);
                    after
                }
                [Token::To, ..] => return Err(AmountError::NotThree),
                other => return Ok(other),
            };
        }
    }

    /// The unit after a stroke or `per`.
    fn per<'t, 'a>(&mut self, rest: &'t [Token<'a>]) -> Result<&'t [Token<'a>], AmountError> {
        let [Token::Word(word), rest @ ..] = rest else {
            return Err(AmountError::PerWhat);
        };
        let per = unit(word).ok_or(AmountError::PerWhat)?;
        self.put_per(per)?;
        Ok(rest)
    }

    fn word<'t, 'a>(
        &mut self,
        word: &str,
        rest: &'t [Token<'a>],
    ) -> Result<&'t [Token<'a>], AmountError> {
        let lower = word.to_lowercase();
        match (&*lower, rest) {
            ("per" | "a" | "an", _) => return self.per(rest),
            ("once", _) => self.put_per(Per::Once)?,
            ("monthly", _) => self.put_per(Per::Month)?,
            ("yearly" | "annually", _) => self.put_per(Per::Year)?,
            ("each", _) => self.put_per(Per::Unit)?,
            _ => match Currency::from_code(word) {
                Some(currency) => self.put_currency(Some(currency))?,
                None => return Err(AmountError::UnknownWord(word.to_owned())),
            },
        }
        Ok(rest)
    }

    /// Takes in what it is per; per unit or project a month or year may stand besides.
    fn put_per(&mut self, per: Per) -> Result<(), AmountError> {
        let both = match self.per {
            None => Some(per),
            Some(before) => before.and(per),
        };
        self.per = Some(both.ok_or(AmountError::Twice("what it is per"))?);
        Ok(())
    }

    fn put_currency(&mut self, currency: Option<Currency>) -> Result<(), AmountError> {
        let currency = currency.ok_or(AmountError::NoCurrency)?;
        put(&mut self.currency, currency, "a currency")
    }

    fn amount(self) -> Result<Amount, AmountError> {
        let price = estimate(&self.figures)?;
        let currency = self.currency.or(self.usual);
        let quantity = self.quantity.unwrap_or(Decimal::ONE);
        if quantity.is_zero() {
            return Err(AmountError::NoQuantity);
        }
        Ok(Amount {
            price,
            currency: currency.ok_or(AmountError::NoCurrency)?,
            per: self.per.unwrap_or(Per::Once),
            quantity: quantity.normalize(),
        })
    }
}

fn put<T>(place: &mut Option<T>, value: T, name: &'static str) -> Result<(), AmountError> {
    match place.replace(value) {
        None => Ok(()),
        Some(_) => Err(AmountError::Twice(name)),
    }
}

fn estimate(figures: &[Figure]) -> Result<Estimate, AmountError> {
    match figures {
        [] => Err(AmountError::NoFigure),
        [one] => Ok(Estimate::certain(one.value.normalize())),
        [low, base, high] => {
            if [base, high].map(|figure| figure.has_suffix) != [low.has_suffix; 2] {
                return Err(AmountError::UnevenRange);
            }
            let estimate = Estimate {
                low: low.value.normalize(),
                base: base.value.normalize(),
                high: high.value.normalize(),
            };
            if estimate.low <= estimate.base && estimate.base <= estimate.high {
                Ok(estimate)
            } else {
                Err(AmountError::NotAscending)
            }
        }
        [_, _] | [_, _, _, _, ..] => Err(AmountError::NotThree),
    }
}

/// The words for what an amount is due for.
fn unit(word: &str) -> Option<Per> {
    Some(match &*word.to_lowercase() {
        "unit" | "units" | "piece" | "pieces" | "pc" | "pcs" | "item" => Per::Unit,
        "project" | "projects" => Per::Project,
        "month" | "months" | "mo" => Per::Month,
        "year" | "years" | "yr" | "y" => Per::Year,
        _ => return None,
    })
}
