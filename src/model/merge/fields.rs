//! Fields that this version does not know: objects by key, arrays of things with ids by id, all else as one value.

use std::collections::{BTreeMap, BTreeSet};

use super::choose;
use crate::model::conflicts::path;
use crate::model::figures;
use crate::model::figures::assumptions::{CURRENCY, reckoned_in, reckoning, without_reckoning};
use crate::model::json::{Fields, Json};
use crate::model::viability;

/// Collects the values that found no place.
#[derive(Debug, Default)]
pub(super) struct Losers(Vec<(String, Json)>);

/// Where a value stands: the names that lead to it.
type Path<'p> = [&'p str];

impl Losers {
    /// Notes a value and its path.
    pub(super) fn add(&mut self, at: &Path<'_>, value: Json) {
        self.0.push((path(at), value));
    }

    /// Takes back what was noted of this field and its parts.
    pub(super) fn forget(&mut self, field: &str) {
        let top = path(&[field]);
        self.0.retain(|(at, _)| {
            let rest = at.strip_prefix(&top);
            rest.is_none_or(|rest| !rest.is_empty() && !rest.starts_with('/'))
        });
    }

    /// The paths and values.
    pub(super) fn into_values(self) -> impl Iterator<Item = (String, Json)> {
        self.0.into_iter()
    }

    /// Merges two objects by key.
    pub(super) fn fields(
        &mut self,
        at: &Path<'_>,
        base: Option<&Fields>,
        ours: &Fields,
        theirs: &Fields,
    ) -> Fields {
        if ours == theirs {
            return ours.clone();
        }
        let keys: BTreeSet<&String> = ours.keys().chain(theirs.keys()).collect();
        let mut merged = Fields::new();
        for key in keys {
            let base = base.and_then(|base| base.get(key));
            let at = [at, &[key.as_str()]].concat();
            let value = self.value(&at, base, ours.get(key), theirs.get(key));
            merged.extend(value.map(|value| (key.clone(), value)));
        }
        merged
    }

    fn value(
        &mut self,
        at: &Path<'_>,
        base: Option<&Json>,
        ours: Option<&Json>,
        theirs: Option<&Json>,
    ) -> Option<Json> {
        if ours != base
            && theirs != base
            && ours != theirs
            && let (Some(ours), Some(theirs)) = (ours, theirs)
            && let Some(parts) = self.parts(at, base, ours, theirs)
        {
            return Some(parts);
        }
        let (winner, loser) = choose(&base, &ours, &theirs);
        if let Some(loser) = loser.flatten() {
            self.add(at, loser.clone());
        }
        winner.cloned()
    }

    /// Merges values that have parts; `None` for those that are one value.
    fn parts(
        &mut self,
        at: &Path<'_>,
        base: Option<&Json>,
        ours: &Json,
        theirs: &Json,
    ) -> Option<Json> {
        if let (Json::Object(ours), Json::Object(theirs)) = (ours, theirs) {
            let base = base.and_then(object);
            if is_answer(at) && are_two_ratings(base, ours, theirs) {
                return None;
            }
            if at == [figures::FIELD] && ours.get(CURRENCY) != theirs.get(CURRENCY) {
                return Some(Json::Object(self.reckoning(at, base, ours, theirs)));
            }
            return Some(Json::Object(self.fields(at, base, ours, theirs)));
        }
        let base = base.and_then(by_id).unwrap_or_default();
        self.items(at, &base, ours, theirs)
    }

    /// Merges what the figures assume where the two reckon in different currencies: rates go with the currency that they
    /// were stated in. Of two such values the one whose currency is new wins.
    fn reckoning(
        &mut self,
        at: &Path<'_>,
        base: Option<&Fields>,
        ours: &Fields,
        theirs: &Fields,
    ) -> Fields {
        let currency = base.and_then(|base| base.get(CURRENCY));
        let weighed = |fields: &Fields| {
            let own = fields.get(CURRENCY);
            (own.is_some() && own != currency, reckoned_in(fields))
        };
        let of_base = base.map_or((false, None), weighed);
        let ((_, winner), loser) = choose(&of_base, &weighed(ours), &weighed(theirs));
        if let Some((_, Some(loser))) = loser {
            self.add(&[at, &[CURRENCY]].concat(), loser);
        }
        let base = base.map(without_reckoning);
        let (ours, theirs) = (without_reckoning(ours), without_reckoning(theirs));
        let mut merged = self.fields(at, base.as_ref(), &ours, &theirs);
        merged.extend(winner.map(reckoning).into_iter().flatten());
        merged
    }

    /// Merges arrays whose items have ids. Their order is that of the greater array, then come the others by id.
    fn items(
        &mut self,
        at: &Path<'_>,
        base: &BTreeMap<&str, &Json>,
        ours: &Json,
        theirs: &Json,
    ) -> Option<Json> {
        let (our, their) = (by_id(ours)?, by_id(theirs)?);
        let mut merged = BTreeMap::new();
        for id in our.keys().chain(their.keys()).copied() {
            let side = |items: &BTreeMap<&str, &'_ Json>| items.get(id).map(|&item| item.clone());
            let (base, ours, theirs) = (side(base), side(&our), side(&their));
            let at = [at, &[id]].concat();
            let item = self.value(&at, base.as_ref(), ours.as_ref(), theirs.as_ref());
            merged.extend(item.map(|item| (id, item)));
        }
        let order = array(ours.max(theirs))?.iter().filter_map(id_of);
        let mut items: Vec<Json> = order.filter_map(|id| merged.remove(id)).collect();
        items.extend(merged.into_values());
        Some(Json::Array(items))
    }
}

/// Whether this is the answer to a question about viability.
fn is_answer(at: &Path<'_>) -> bool {
    matches!(at, [field, _] if *field == viability::FIELD)
}

/// Whether both rated anew: the reason of one is none for the rating of the other, so that the answers are one value each.
fn are_two_ratings(base: Option<&Fields>, ours: &Fields, theirs: &Fields) -> bool {
    let base = base.and_then(|base| base.get(viability::RATING));
    let (ours, theirs) = (ours.get(viability::RATING), theirs.get(viability::RATING));
    ours != base && theirs != base && ours != theirs
}

fn object(value: &Json) -> Option<&Fields> {
    match value {
        Json::Object(fields) => Some(fields),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Array(_) => None,
    }
}

fn array(value: &Json) -> Option<&Vec<Json>> {
    match value {
        Json::Array(items) => Some(items),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Object(_) => None,
    }
}

/// An item's own id.
fn id_of(item: &Json) -> Option<&str> {
    match object(item)?.get("id")? {
        Json::String(id) => Some(id),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Array(_) | Json::Object(_) => None,
    }
}

/// The items of an array by their ids; `None` where one has none, or two have the same.
fn by_id(value: &Json) -> Option<BTreeMap<&str, &Json>> {
    let items = array(value)?;
    let by_id: BTreeMap<&str, &Json> = items
        .iter()
        .map(|item| Some((id_of(item)?, item)))
        .collect::<Option<_>>()?;
    (by_id.len() == items.len()).then_some(by_id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> Json {
        from_serde(&serde_json::from_str(text).unwrap())
    }

    fn from_serde(value: &serde_json::Value) -> Json {
        match value {
            serde_json::Value::Null => Json::Null,
            serde_json::Value::Bool(bool) => Json::Bool(*bool),
            serde_json::Value::Number(number) => Json::Number(number.to_string().into()),
            serde_json::Value::String(text) => Json::String(text.as_str().into()),
            serde_json::Value::Array(items) => Json::Array(items.iter().map(from_serde).collect()),
            serde_json::Value::Object(fields) => {
                let field = |(key, value): (&String, _)| (key.clone(), from_serde(value));
                Json::Object(fields.iter().map(field).collect())
            }
        }
    }

    fn fields(text: &str) -> Fields {
        object(&json(text)).unwrap().clone()
    }

    /// What two sides of a base give, either way round, and what lost.
    fn merged(base: &str, ours: &str, theirs: &str) -> (Fields, Vec<(String, Json)>) {
        let (base, ours, theirs) = (fields(base), fields(ours), fields(theirs));
        let one_way = |ours, theirs| {
            let mut losers = Losers::default();
            let merged = losers.fields(&["top"], Some(&base), ours, theirs);
            (merged, losers.0)
        };
        let result = one_way(&ours, &theirs);
        assert_eq!(result, one_way(&theirs, &ours));
        result
    }

    #[test]
    fn objects_merge_by_key_and_arrays_of_things_by_id() {
        for (base, ours, theirs, expected) in [
            (
                r#"{"a":1}"#,
                r#"{"a":2}"#,
                r#"{"a":1,"b":3}"#,
                r#"{"a":2,"b":3}"#,
            ),
            (r#"{"a":1,"b":2}"#, r#"{"b":2}"#, r#"{"a":1}"#, "{}"),
            (
                r#"{"o":{"x":1}}"#,
                r#"{"o":{"x":2}}"#,
                r#"{"o":{"x":1,"y":[]}}"#,
                r#"{"o":{"x":2,"y":[]}}"#,
            ),
            (
                r#"{"l":[{"id":"1","v":1},{"id":"2"}]}"#,
                r#"{"l":[{"id":"1","v":2},{"id":"2"},{"id":"3"}]}"#,
                r#"{"l":[{"id":"1","v":1},{"id":"4"}]}"#,
                r#"{"l":[{"id":"1","v":2},{"id":"3"},{"id":"4"}]}"#,
            ),
            // Deleted on one side, changed on the other: what was changed stays.
            (r#"{"a":1}"#, "{}", r#"{"a":2}"#, r#"{"a":2}"#),
        ] {
            let (got, losers) = merged(base, ours, theirs);
            assert_eq!(Json::Object(got), json(expected));
            assert_eq!(losers, []);
        }
    }

    #[test]
    fn the_greater_value_wins_and_the_other_is_kept() {
        let (got, losers) = merged(
            r#"{"a":{"b":"x"}}"#,
            r#"{"a":{"b":"y"}}"#,
            r#"{"a":{"b":"z"}}"#,
        );
        assert_eq!(Json::Object(got), json(r#"{"a":{"b":"z"}}"#));
        assert_eq!(losers, [("top/a/b".to_owned(), json(r#""y""#))]);
        let (got, losers) = merged("{}", r#"{"l":[1]}"#, r#"{"l":[2]}"#);
        assert_eq!(Json::Object(got), json(r#"{"l":[2]}"#));
        assert_eq!(losers, [("top/l".to_owned(), json("[1]"))]);
    }

    #[test]
    fn rates_go_with_the_currency_that_they_were_stated_in() {
        let merged = |base: &str, ours: &str, theirs: &str| {
            let [base, ours, theirs] = [base, ours, theirs].map(fields);
            let one_way = |ours, theirs| {
                let mut losers = Losers::default();
                let merged = losers.fields(&[], Some(&base), ours, theirs);
                (Json::Object(merged), losers.0)
            };
            let result = one_way(&ours, &theirs);
            assert_eq!(result, one_way(&theirs, &ours));
            result
        };
        let euros = r#"{"figures": {"currency": "EUR"}}"#;
        let yen = r#"{"figures": {"currency": "JPY", "units": "5/year"}}"#;
        let rate =
            r#"{"figures": {"currency": "EUR", "rates": {"GBP": "1.2"}, "projects": "1/year"}}"#;
        let both = r#"{"figures": {"currency": "JPY", "units": "5/year", "projects": "1/year"}}"#;
        let lost = r#"{"currency": "EUR", "rates": {"GBP": "1.2"}}"#;
        let at = "figures/currency".to_owned();
        let expected = (json(both), vec![(at.clone(), json(lost))]);
        assert_eq!(merged(euros, yen, rate), expected);
        // One side alone: nothing to settle.
        let (got, losers) = merged(rate, yen, rate);
        assert_eq!((got, losers), (json(yen), vec![]));
        // Two new currencies: the rates of the one that holds.
        let pounds = r#"{"figures": {"currency": "GBP", "rates": {"EUR": "0.8"}}}"#;
        let (got, losers) = merged(euros, yen, pounds);
        let expected =
            r#"{"figures": {"currency": "GBP", "rates": {"EUR": "0.8"}, "units": "5/year"}}"#;
        assert_eq!(
            (got, losers),
            (json(expected), vec![(at, json(r#""JPY""#))])
        );
    }

    #[test]
    fn a_rating_goes_with_its_own_reason() {
        let one_way = |ours: &Fields, theirs: &Fields| {
            let mut losers = Losers::default();
            let base = fields("{}");
            let merged = losers.fields(&["viability"], Some(&base), ours, theirs);
            (merged, losers.0)
        };
        let ours = fields(r#"{"moat": {"rating": 5, "reason": "Aaa"}}"#);
        let theirs = fields(r#"{"moat": {"rating": 1, "reason": "Zzz"}}"#);
        let (merged, lost) = one_way(&ours, &theirs);
        assert_eq!(one_way(&theirs, &ours), (merged.clone(), lost.clone()));
        assert_eq!(merged, ours);
        let theirs = object(&theirs["moat"]).unwrap().clone();
        assert_eq!(lost, [("viability/moat".to_owned(), Json::Object(theirs))]);
    }
}
