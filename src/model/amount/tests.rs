use proptest::prelude::*;

use super::*;

fn typed(text: &str) -> Result<String, AmountError> {
    read(text, None).map(|amount| amount.to_string())
}

#[test]
fn what_is_typed_in_a_hurry_has_one_form() {
    for (text, form) in [
        ("¥200/unit", "200 JPY/unit"),
        ("4.50 EUR/month x 300", "4.50 EUR/month x 300"),
        ("4,5 eur per month ×300", "4.50 EUR/month x 300"),
        ("300 x 4.50 EUR/month", "4.50 EUR/month x 300"),
        ("EUR 4.5k / month", "4500 EUR/month"),
        ("1,200.50 USD", "1200.50 USD once"),
        ("1.200,50 EUR", "1200.50 EUR once"),
        ("12M JPY once", "12000000 JPY once"),
        ("12MEUR", "12000000 EUR once"),
        ("1.5bn krw yearly", "1500000000 KRW/year"),
        ("$12", "12 USD once"),
        ("US$5", "5 USD once"),
        ("A$5/month", "5 AUD/month"),
        ("5 C$ each", "5 CAD/unit"),
        ("12 €", "12 EUR once"),
        ("£3 a month", "3 GBP/month"),
        ("0.012 USD each", "0.012 USD/unit"),
        ("50 000 JPY", "50000 JPY once"),
        ("CHF 1'200 / project", "1200 CHF/project"),
        ("4~5~6 EUR/unit", "4~5~6 EUR/unit"),
        ("¥3/unit/month x 12", "3 JPY/unit/month x 12"),
        ("3 EUR a month per unit", "3 EUR/unit/month"),
        ("3 EUR yearly / project", "3 EUR/project/year"),
        ("3 EUR each monthly", "3 EUR/unit/month"),
        ("4k ~ 5k ~ 6.5k EUR/year x 2", "4000~5000~6500 EUR/year x 2"),
        ("5~5~5 EUR", "5 EUR once"),
        ("0 EUR/month", "0 EUR/month"),
        ("10 EUR/month x 2.5", "10 EUR/month x 2.5"),
        ("1.1250 EUR/unit", "1.1250 EUR/unit"),
        ("1.2500 KWD", "1.2500 KWD once"),
        ("  200   EUR   / UNIT  ", "200 EUR/unit"),
    ] {
        assert_eq!(typed(text).as_deref(), Ok(form), "{text}");
        assert_eq!(typed(form).as_deref(), Ok(form), "{text}");
    }
}

#[test]
fn the_usual_currency_is_meant_where_none_is_named() {
    let cny = Currency::from_code("CNY");
    for (text, form) in [
        ("200/unit", "200 CNY/unit"),
        ("¥200/unit", "200 CNY/unit"),
        ("$200/unit", "200 USD/unit"),
        ("200 JPY", "200 JPY once"),
    ] {
        let amount = read(text, cny).unwrap();
        assert_eq!(amount.to_string(), form, "{text}");
    }
}

#[test]
fn what_is_unclear_is_refused_with_a_reason() {
    use AmountError as E;
    for (text, error) in [
        ("", E::NoFigure),
        ("EUR", E::NoFigure),
        ("200/unit", E::NoCurrency),
        ("200 abc", E::UnknownWord("abc".into())),
        ("200 unit EUR", E::UnknownWord("unit".into())),
        ("200 EUR/fortnight", E::PerWhat),
        ("200 EUR/", E::PerWhat),
        ("200 EUR per", E::PerWhat),
        ("-5 EUR", E::Negative),
        ("5 EUR - 2", E::Negative),
        ("5 EUR USD", E::Twice("a currency")),
        ("$5 USD", E::Twice("a currency")),
        ("5 EUR 6", E::Twice("the figure")),
        ("5 EUR/month/year", E::Twice("what it is per")),
        ("5 EUR/month once", E::Twice("what it is per")),
        ("5 EUR/unit/project", E::Twice("what it is per")),
        ("5 EUR/unit/month/year", E::Twice("what it is per")),
        ("5 EUR/unit once", E::Twice("what it is per")),
        ("5 EUR x 2 x 3", E::Twice("the quantity")),
        ("5 EUR x", E::NoQuantity),
        ("5 EUR x 0", E::NoQuantity),
        ("4~6 EUR", E::NotThree),
        ("4-6 EUR", E::NotThree),
        ("4 – 6 EUR", E::NotThree),
        ("4~5~6~7 EUR", E::NotThree),
        ("4~ EUR", E::NotThree),
        ("~4 EUR", E::NotThree),
        ("6~5~4 EUR", E::NotAscending),
        ("4~5~6k EUR", E::UnevenRange),
        ("5. EUR", E::BadNumber("5.".into())),
        (".5 EUR", E::BadNumber(".5".into())),
        ("5 %", E::UnknownSign('%')),
        ("5 EUR\u{202e}", E::UnknownSign('\u{202e}')),
        ("1000000000000bn EUR", E::TooLarge),
        ("1000000000000000000 EUR", E::TooLarge),
    ] {
        assert_eq!(read(text, None), Err(error), "{text:?}");
    }
    let unclear = typed("1.200 EUR").unwrap_err().to_string();
    assert_eq!(unclear, "1.200 can mean 1200 or 1.20: type one of these");
}

#[test]
fn for_people_digits_stand_in_groups() {
    let amount = read("12M JPY once x 1500", None).unwrap();
    assert_eq!(amount.shown(), "12 000 000 JPY once x 1 500");
    assert_eq!(read(&amount.shown(), None), Ok(amount));
}

#[test]
fn a_total_is_exact_or_an_error() {
    let total = |text| read(text, None).unwrap().total().map(Estimate::cases);
    let exact = |text| Decimal::from_str_exact(text).unwrap();
    assert_eq!(
        total("4~4.5~5 EUR/month x 300"),
        Ok(["1200", "1350", "1500"].map(exact))
    );
    let large = "999999999999999999.12345678";
    assert_eq!(total(&format!("{large} EUR x {large}")), Err(Overflow));
}

/// Any number that an amount can hold.
pub(in crate::model) fn figure() -> impl Strategy<Value = Decimal> {
    (0_i64..10_000_000_000, 0_u32..=8)
        .prop_map(|(digits, scale)| Decimal::new(digits, scale).normalize())
}

/// Any amount.
pub(in crate::model) fn amount() -> impl Strategy<Value = Amount> {
    let code = prop::sample::select(vec!["EUR", "JPY", "KWD", "USD", "CNY"]);
    let per = prop::sample::select(Per::ALL.to_vec());
    let quantity = figure().prop_filter("more than none", |quantity| !quantity.is_zero());
    let quantity = prop_oneof![Just(Decimal::ONE), quantity];
    let prices = prop_oneof![
        figure().prop_map(|one| [one; 3]),
        [figure(), figure(), figure()]
    ];
    (prices, code, per, quantity).prop_map(|(mut prices, code, per, quantity)| {
        prices.sort();
        let [low, base, high] = prices;
        Amount {
            price: Estimate { low, base, high },
            currency: Currency::from_code(code).unwrap(),
            per,
            quantity,
        }
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(amount in amount(), usual in prop::option::of(Just("CNY"))) {
        let usual = usual.and_then(Currency::from_code);
        prop_assert_eq!(read(&amount.to_string(), usual), Ok(amount));
        prop_assert_eq!(read(&amount.shown(), usual), Ok(amount));
    }

    #[test]
    fn nothing_typed_makes_it_fall_over(text in "[0-9.,kMx~/ €EURa-z-]{0,20}|.{0,12}") {
        if let Ok(amount) = read(&text, None) {
            prop_assert_eq!(read(&amount.to_string(), None), Ok(amount));
        }
    }
}

#[test]
fn a_figure_is_said_shortly() {
    for (figure, said) in [
        ("0", "0"),
        ("7.5", "7.5"),
        ("18.456", "18.5"),
        ("-120", "-120"),
        ("999.9", "1k"),
        ("12400", "12.4k"),
        ("92400", "92.4k"),
        ("28000", "28k"),
        ("-1234567", "-1.23M"),
        ("999950", "1M"),
        ("14814804", "14.8M"),
        ("5000000000", "5bn"),
        ("5000000000000000", "5000tn"),
    ] {
        let figure = Decimal::from_str_exact(figure).unwrap();
        assert_eq!(shortly(figure), said);
    }
}
