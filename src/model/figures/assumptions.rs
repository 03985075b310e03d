//! What the figures assume beyond the notes: the currency to reckon in, rates, how much is sold.
//!
//! A canvas states it in its file's field `figures`, an object that merges key by key:
//!
//! ```json
//! "figures": {
//!   "currency": "EUR",
//!   "projects": "12/year",
//!   "rates": { "USD": "0.92" },
//!   "units": "1000/year"
//! }
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use rust_decimal::Decimal;

use crate::model::amount::{self, AmountError, Currency};
use crate::model::json::{Fields, Json};

/// The field of a canvas file that states them.
pub const FIELD: &str = "figures";
/// Its part that states the currency to reckon in.
pub(in crate::model) const CURRENCY: &str = "currency";
/// Its part that states the rates, which are of that currency and no other.
pub(in crate::model) const RATES: &str = "rates";

/// How often a volume is sold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Every {
    /// In the first year, and not again.
    Once,
    /// Every month.
    Month,
    /// Every year.
    Year,
}

/// How many units or projects are sold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Volume {
    /// How many.
    pub count: Decimal,
    /// How often.
    pub every: Every,
}

impl Volume {
    /// How many in the first year.
    pub fn first_year(self) -> Option<Decimal> {
        match self.every {
            Every::Once | Every::Year => Some(self.count),
            Every::Month => amount::exact::mul(self.count, Decimal::from(12)),
        }
    }

    /// How many in each year after.
    pub fn later_year(self) -> Option<Decimal> {
        match self.every {
            Every::Once => Some(Decimal::ZERO),
            Every::Month | Every::Year => self.first_year(),
        }
    }

    /// The volume that a text says: `1000/year`, `80 per month`, `12 once`; a bare number is a year's.
    pub fn read(text: &str) -> Result<Self, AmountError> {
        let text = text.trim();
        let word_at =
            text.find(|char: char| char.is_alphabetic() && !matches!(char, 'k' | 'K' | 'M'));
        let (count, word) = text.split_at(word_at.unwrap_or(text.len()));
        let count = count.trim_end().trim_end_matches('/');
        let word = word.trim_start_matches("per ").trim();
        let every = match &*word.to_lowercase() {
            "" | "year" | "yearly" | "yr" | "y" => Every::Year,
            "month" | "monthly" | "mo" => Every::Month,
            "once" => Every::Once,
            _ => return Err(AmountError::UnknownWord(word.to_owned())),
        };
        let count = amount::decimal(count)?.normalize();
        Ok(Self { count, every })
    }
}

impl fmt::Display for Volume {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = amount::plain(self.count);
        match self.every {
            Every::Once => write!(f, "{count} once"),
            Every::Month => write!(f, "{count}/month"),
            Every::Year => write!(f, "{count}/year"),
        }
    }
}

/// What is assumed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assumptions {
    /// The currency to reckon in.
    pub currency: Option<Currency>,
    /// How many units are sold.
    pub units: Option<Volume>,
    /// How many projects are sold.
    pub projects: Option<Volume>,
    /// What one of another currency is worth in the one to reckon in.
    pub rates: BTreeMap<Currency, Decimal>,
    /// The names of what is stated and not understood, untrusted.
    pub unread: Vec<String>,
}

impl Assumptions {
    /// What the canvas's field says.
    pub fn of(field: Option<&Json>) -> Self {
        let mut assumptions = Self::default();
        match field {
            None => {}
            Some(Json::Object(fields)) => {
                for (name, value) in fields {
                    if assumptions.take(name, value).is_none() {
                        assumptions.unread.push(name.clone());
                    }
                }
            }
            Some(
                Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Array(_),
            ) => assumptions.unread.push(FIELD.to_owned()),
        }
        assumptions
    }

    /// Takes in one of them; `None` where it is not understood. What a newer version states is left to it.
    fn take(&mut self, name: &str, value: &Json) -> Option<()> {
        match name {
            CURRENCY => self.currency = Some(Currency::from_code(text(value)?)?),
            "units" => self.units = Some(Volume::read(text(value)?).ok()?),
            "projects" => self.projects = Some(Volume::read(text(value)?).ok()?),
            RATES => return self.take_rates(value),
            _ => {}
        }
        Some(())
    }

    fn take_rates(&mut self, value: &Json) -> Option<()> {
        let Json::Object(rates) = value else {
            return None;
        };
        for (code, rate) in rates {
            match Currency::from_code(code).zip(rate_of(rate)) {
                Some((currency, rate)) => drop(self.rates.insert(currency, rate)),
                None => self.unread.push(format!("rates, {code}")),
            }
        }
        Some(())
    }

    /// What one of this currency is worth in the one to reckon in; `None` where nobody states it.
    pub fn rate(&self, currency: Currency) -> Option<Decimal> {
        if self.currency? == currency {
            return Some(Decimal::ONE);
        }
        self.rates.get(&currency).copied()
    }

    /// What a person is told where the currency became another one, and these rates are not of it.
    pub fn left_behind(&self, now: &Self) -> Option<String> {
        let was = self.currency.filter(|_| self.currency != now.currency)?;
        let codes: Vec<&str> = self.rates.keys().map(|code| code.code()).collect();
        let codes = Some(codes.join(", ")).filter(|codes| !codes.is_empty())?;
        let told = format!("what {codes} was worth in {was} counts no longer");
        Some(match now.currency {
            Some(now) => format!("{told}: state it in {now}"),
            None => told,
        })
    }
}

/// The text of a string or a number.
fn text(value: &Json) -> Option<&str> {
    match value {
        Json::String(text) | Json::Number(text) => Some(text),
        Json::Null | Json::Bool(_) | Json::Array(_) | Json::Object(_) => None,
    }
}

/// A rate: more than nothing.
fn rate_of(value: &Json) -> Option<Decimal> {
    rate(text(value)?).ok()
}

/// The rate that a text says.
pub fn rate(text: &str) -> Result<Decimal, AmountError> {
    let rate = amount::decimal(text)?.normalize();
    if rate.is_zero() {
        return Err(AmountError::NoFigure);
    }
    Ok(rate)
}

/// One assumption, to be stated; `None` takes it away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assumption {
    /// The currency to reckon in.
    Currency(Option<Currency>),
    /// How many units are sold.
    Units(Option<Volume>),
    /// How many projects are sold.
    Projects(Option<Volume>),
    /// What one of a currency is worth.
    Rate(Currency, Option<Decimal>),
}

impl Assumption {
    /// The canvas's field with this stated in it.
    pub fn stated_in(self, field: Option<&Json>) -> Option<Json> {
        let mut fields = object(field);
        match self {
            Self::Currency(currency) => {
                let is_stated = fields.contains_key(CURRENCY);
                if is_stated && Assumptions::of(field).currency != currency {
                    // They say what others are worth in the one before.
                    fields.remove(RATES);
                }
                put(&mut fields, CURRENCY, currency);
            }
            Self::Units(volume) => put(&mut fields, "units", volume),
            Self::Projects(volume) => put(&mut fields, "projects", volume),
            Self::Rate(currency, rate) => {
                let mut rates = object(fields.get(RATES));
                put(&mut rates, currency.code(), rate.map(amount::plain));
                fields.remove(RATES);
                if !rates.is_empty() {
                    fields.insert(RATES.to_owned(), Json::Object(rates));
                }
            }
        }
        (!fields.is_empty()).then_some(Json::Object(fields))
    }
}

/// The currency to reckon in and the rates, which are of it, as one value: the currency alone where there are no rates.
pub(in crate::model) fn reckoned_in(fields: &Fields) -> Option<Json> {
    let of = |name: &str| Some((name.to_owned(), fields.get(name)?.clone()));
    match of(RATES) {
        None => fields.get(CURRENCY).cloned(),
        rates => Some(Json::Object(
            rates.into_iter().chain(of(CURRENCY)).collect(),
        )),
    }
}

/// The parts of the canvas's field that such a value stands for.
pub(in crate::model) fn reckoning(value: Json) -> Fields {
    match value {
        Json::Object(fields) if fields.contains_key(RATES) => fields,
        currency @ (Json::Null
        | Json::Bool(_)
        | Json::Number(_)
        | Json::String(_)
        | Json::Array(_)
        | Json::Object(_)) => [(CURRENCY.to_owned(), currency)].into(),
    }
}

/// The fields without the currency and the rates.
pub(in crate::model) fn without_reckoning(fields: &Fields) -> Fields {
    let mut rest = fields.clone();
    rest.remove(CURRENCY);
    rest.remove(RATES);
    rest
}

/// Somebody else has changed the same assumption since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::model) struct ChangedSince;

/// What is left of `now` where the step from `old` to `new` is taken back: the assumptions that others stated since.
pub(in crate::model) fn without(
    now: Option<&Json>,
    new: Option<&Json>,
    old: Option<&Json>,
) -> Result<Option<Json>, ChangedSince> {
    if now == new {
        return Ok(old.cloned());
    }
    if new == old || now == old {
        return Ok(now.cloned());
    }
    // Nothing is stated where no object is, and an object without fields states nothing.
    let is_one_value = |value: Option<&Json>| value.is_some_and(|value| !value.is_object());
    if [now, new, old].into_iter().any(is_one_value) {
        return Err(ChangedSince);
    }
    let (mut left, new, old) = (object(now), object(new), object(old));
    let names: BTreeSet<&String> = new.keys().chain(old.keys()).collect();
    for name in names {
        let value = without(left.get(name), new.get(name), old.get(name))?;
        left.remove(name);
        left.extend(value.map(|value| (name.clone(), value)));
    }
    Ok((!left.is_empty()).then_some(Json::Object(left)))
}

/// The same of the field as a whole: rates go with the currency that they were stated in.
pub(in crate::model) fn taken_back(
    now: Option<&Json>,
    new: Option<&Json>,
    old: Option<&Json>,
) -> Result<Option<Json>, ChangedSince> {
    let differ = |name: &str, one: Option<&Json>, other: Option<&Json>| {
        object(one).get(name) != object(other).get(name)
    };
    let of_other_currency = (differ(CURRENCY, new, old) && differ(RATES, now, new))
        || (differ(RATES, new, old) && differ(CURRENCY, now, new));
    if of_other_currency && now != old {
        return Err(ChangedSince);
    }
    without(now, new, old)
}

/// The fields of an object; of anything else none.
fn object(value: Option<&Json>) -> Fields {
    match value {
        Some(Json::Object(fields)) => fields.clone(),
        Some(Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Array(_))
        | None => Fields::new(),
    }
}

fn put(fields: &mut Fields, name: &str, value: Option<impl fmt::Display>) {
    match value {
        Some(value) => {
            let value = Json::String(value.to_string().into());
            fields.insert(name.to_owned(), value);
        }
        None => drop(fields.remove(name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn volumes_are_read_and_written() {
        for (text, written) in [
            ("1000", "1000/year"),
            ("1,000.5/year", "1000.5/year"),
            ("1000 per year", "1000/year"),
            ("80 / month", "80/month"),
            ("2k monthly", "2000/month"),
            ("12 once", "12 once"),
            ("0", "0/year"),
        ] {
            let volume = Volume::read(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(volume.to_string(), written);
            assert_eq!(Volume::read(written), Ok(volume));
        }
        for text in ["", "many", "-1", "1,000", "5 per week", "/year"] {
            assert!(Volume::read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_is_stated_is_read_back_and_the_rest_stays() {
        let code = |code| Currency::from_code(code).unwrap();
        let mut field = Some(Json::Object(
            [("seen".to_owned(), Json::Number("1.50".into()))].into(),
        ));
        for assumption in [
            Assumption::Currency(Some(code("EUR"))),
            Assumption::Units(Volume::read("1000").ok()),
            Assumption::Projects(Volume::read("1/month").ok()),
            Assumption::Rate(code("USD"), rate("0.92").ok()),
            Assumption::Rate(code("JPY"), rate("0.0061").ok()),
            Assumption::Rate(code("JPY"), None),
        ] {
            field = assumption.stated_in(field.as_ref());
        }
        let said =
            "{currency: EUR, projects: 1/month, rates: {USD: 0.92}, seen: 1.50, units: 1000/year}";
        assert_eq!(field.as_ref().unwrap().to_string(), said);
        let read = Assumptions::of(field.as_ref());
        assert_eq!(read.rate(code("EUR")), Some(Decimal::ONE));
        assert_eq!(read.rate(code("USD")), rate("0.92").ok());
        assert_eq!(read.rate(code("JPY")), None);
        assert_eq!(read.unread, [""; 0]);
        for assumption in [
            Assumption::Currency(None),
            Assumption::Units(None),
            Assumption::Projects(None),
            Assumption::Rate(code("USD"), None),
        ] {
            field = assumption.stated_in(field.as_ref());
        }
        assert_eq!(field.unwrap().to_string(), "{seen: 1.50}");
        assert_eq!(Assumption::Currency(None).stated_in(None), None);
    }

    #[test]
    fn rates_are_of_the_currency_that_they_were_stated_in() {
        let code = |code: &str| Currency::from_code(code).unwrap();
        let state = |field: &Option<Json>, assumption: Assumption| {
            let now = assumption.stated_in(field.as_ref());
            let read = [field, &now].map(|field| Assumptions::of(field.as_ref()));
            (now, read[0].left_behind(&read[1]))
        };
        let currency = |name: &str| Assumption::Currency(Some(code(name)));
        let units = Assumption::Units(Volume::read("5/year").ok());
        let usd = Assumption::Rate(code("USD"), rate("0.9").ok());
        let gbp = Assumption::Rate(code("GBP"), rate("1.1").ok());
        let euros = [units, currency("EUR"), usd, gbp, currency("EUR")];
        let mut field = None;
        for assumption in euros {
            let (now, told) = state(&field, assumption);
            assert_eq!(told, None);
            field = now;
        }
        assert_eq!(Assumptions::of(field.as_ref()).rates.len(), 2);
        let (dollars, told) = state(&field, currency("USD"));
        let said = dollars.as_ref().unwrap().to_string();
        assert_eq!(said, "{currency: USD, units: 5/year}");
        let expected = "what GBP, USD was worth in EUR counts no longer: state it in USD";
        assert_eq!(told.as_deref(), Some(expected));
        let (none, told) = state(&field, Assumption::Currency(None));
        assert_eq!(none.unwrap().to_string(), "{units: 5/year}");
        assert!(told.is_some());
    }

    #[test]
    fn a_step_is_taken_back_where_rates_stay_with_their_currency() {
        let field = |currency: &str, gbp: Option<&str>| {
            let code = |code: &str| Currency::from_code(code).unwrap();
            let field = Assumption::Currency(Some(code(currency))).stated_in(None);
            let worth = gbp.and_then(|gbp| rate(gbp).ok());
            Assumption::Rate(code("GBP"), worth).stated_in(field.as_ref())
        };
        let with_units = |field: &Option<Json>| {
            let units = Assumption::Units(Volume::read("5/year").ok());
            units.stated_in(field.as_ref())
        };
        let back = |now: &Option<Json>, new: &Option<Json>, old: &Option<Json>| {
            taken_back(now.as_ref(), new.as_ref(), old.as_ref())
        };
        let (euros, dollars) = (field("EUR", Some("1.1")), field("USD", None));
        // What others state since is left, but for a rate in the currency that is to go, or one that went.
        assert_eq!(back(&dollars, &dollars, &euros), Ok(euros.clone()));
        let since = with_units(&dollars);
        assert_eq!(back(&since, &dollars, &euros), Ok(with_units(&euros)));
        let since = field("USD", Some("1.3"));
        assert_eq!(back(&since, &dollars, &euros), Err(ChangedSince));
        let bare = field("EUR", None);
        assert_eq!(back(&field("JPY", None), &bare, &euros), Err(ChangedSince));
    }

    #[test]
    fn what_is_not_understood_is_named() {
        let text = |text: &str| Json::String(text.into());
        let fields: Fields = [
            ("currency".to_owned(), text("Taler")),
            ("units".to_owned(), Json::Number("1000".into())),
            ("projects".to_owned(), text("many")),
            (
                "rates".to_owned(),
                Json::Object([("USD".to_owned(), text("0")), ("X".to_owned(), text("2"))].into()),
            ),
        ]
        .into();
        let read = Assumptions::of(Some(&Json::Object(fields)));
        assert_eq!(read.units.unwrap().to_string(), "1000/year");
        assert_eq!(
            read.unread,
            ["currency", "projects", "rates, USD", "rates, X"]
        );
        assert_eq!(Assumptions::of(Some(&Json::Null)).unread, [FIELD]);
    }
}
