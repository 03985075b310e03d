use proptest::prelude::*;

use super::path::Path;
use super::*;
use crate::format::kind::built_in_kind;
use crate::format::read;
use crate::model::amount::{self, Estimate, Per, Stated};
use crate::model::edit::{Change, Edit};
use crate::model::json::Json;
use crate::model::note::{Note, Place};

const FOOD_PLANT: &str = include_str!("../../../canvases/food-plant-monitoring.canvas.json");

fn decimal(text: &str) -> Decimal {
    Decimal::from_str_exact(text).unwrap()
}

fn certain(text: &str) -> Estimate {
    Estimate::certain(decimal(text))
}

fn stated(text: &str) -> Stated {
    Stated::from_json(Json::String(text.into()))
}

/// A canvas with a note of each amount: costs where it begins with `-`, else revenue.
fn canvas(amounts: &[&str]) -> Canvas {
    let mut canvas = Canvas::new("business-model");
    for (at, amount) in amounts.iter().enumerate() {
        let (block, amount) = match amount.strip_prefix('-') {
            Some(amount) => ("cost_structure", amount),
            None => ("revenue_streams", *amount),
        };
        let place = Place {
            block: block.into(),
            rank: format!("V{at:03}").as_str().into(),
        };
        let mut note = Note::new(place, "text");
        note.amount = (!amount.is_empty()).then(|| stated(amount));
        let id = format!("n{at}");
        canvas.insert(id.as_str().into(), note).unwrap();
    }
    canvas
}

fn assuming(assumptions: &[Assumption], amounts: &[&str]) -> Figures {
    let mut canvas = canvas(amounts);
    for assumption in assumptions {
        let field = assumption.stated_in(canvas.figures());
        canvas.state_figures(field);
    }
    let kind = built_in_kind("business-model").unwrap();
    figures(&canvas, &kind).unwrap()
}

fn units(text: &str) -> Assumption {
    Assumption::Units(Some(Volume::read(text).unwrap()))
}

fn code(code: &str) -> Currency {
    Currency::from_code(code).unwrap()
}

fn sheet(assumptions: &[Assumption], amounts: &[&str]) -> Sheet {
    let mut sheets = assuming(assumptions, amounts).sheets;
    assert_eq!(sheets.len(), 1);
    sheets.remove(0)
}

fn after(months: [Option<u64>; 3]) -> [Reached; 3] {
    months.map(|months| months.map_or(Reached::Never, Reached::After))
}

// The example of the food plants, for one project with its set of 12 nodes, by hand. All in CNY.
//
// Costs                                      Revenue
//   hardware             200 a unit            hardware          5,000 a project (a set of 12 nodes)
//   R&D written off   50,000 once              platform          3,000 a year
//   installation      20,000 a project         installation     15,000 a project
//   platform           5,000 a year            operation         5,000 a year
//   certification     15,000 once              custom work      no amount
//
// One time 50,000 + 15,000 = 65,000 and none; every year 5,000 and 3,000 + 5,000 = 8,000; a unit costs 200; a project
// costs 20,000 and brings 5,000 + 15,000 = 20,000.
//
// Year one: costs 65,000 + 5,000 + 12 x 200 + 1 x 20,000 = 92,400, revenue 8,000 + 20,000 = 28,000: 64,400 less.
// Each year after: costs 5,000, revenue 8,000: 3,000 more.
//
// A unit brings 0 - 200 = -200 and a project 20,000 - 20,000 = 0: no number of either covers anything. What is spent at
// the start, 65,000 + 2,400, comes back at 3,000 a year: 67,400 / 3,000 = 22.4666… years = 269.6 months, so after 270.
#[test]
fn the_food_plant_comes_to_what_it_does_by_hand() {
    let canvas = read(FOOD_PLANT.as_bytes()).unwrap().canvas;
    let kind = built_in_kind("business-model").unwrap();
    let figures = figures(&canvas, &kind).unwrap();
    let [sheet] = &*figures.sheets else {
        panic!("{:?}", figures.sheets)
    };
    assert_eq!(sheet.currency, code("CNY"));
    let (costs, revenue) = (sheet.costs.sums, sheet.revenue.sums);
    let flow = |once, year, unit, project| Flow {
        once: certain(once),
        year: certain(year),
        unit: certain(unit),
        project: certain(project),
        ..Flow::default()
    };
    assert_eq!(costs, flow("65000", "5000", "200", "20000"));
    assert_eq!(revenue, flow("0", "8000", "0", "20000"));
    assert_eq!(costs.first_year(sheet.first), Ok(certain("92400")));
    assert_eq!(revenue.first_year(sheet.first), Ok(certain("28000")));
    assert_eq!(sheet.net.first_year(sheet.first), Ok(certain("-64400")));
    assert_eq!(costs.later_year(sheet.later), Ok(certain("5000")));
    assert_eq!(revenue.later_year(sheet.later), Ok(certain("8000")));
    assert_eq!(sheet.net.later_year(sheet.later), Ok(certain("3000")));
    assert_eq!(sheet.margin(Per::Unit), Some(certain("-200")));
    assert_eq!(sheet.margin(Per::Project), Some(certain("0")));
    for per in [Per::Unit, Per::Project] {
        let first = sheet.break_even(per, Year::First);
        assert_eq!(first, Ok(Some([Reached::Never; 3])));
    }
    assert_eq!(sheet.payback(), Ok(Some(after([Some(270); 3]))));
    assert_eq!(sheet.unstated().count(), 0);
    let without: Vec<&str> = figures
        .left_out
        .without
        .iter()
        .map(|id| canvas.note(id).unwrap().text.as_str())
        .collect();
    assert_eq!(without, ["Custom work: priced case by case"]);
    assert_eq!(figures.left_out.elsewhere, []);
}

// A unit sells for 30 and costs 12: 18 are left. A year costs 12 x 1,000 = 12,000, and 6,000 once. A year's 12,000 take
// 666.7 units, so 667; the first year's 18,000 take 1,000. At 1,000 a year 18,000 - 12,000 = 6,000 are left a year, and
// the 6,000 come back after 12 months.
#[test]
fn units_that_break_even_and_the_time_for_a_volume() {
    let amounts = ["30 EUR/unit", "-12 EUR/unit", "-1000 EUR/month", "-6k EUR"];
    let stated = sheet(&[units("1000/year")], &amounts);
    assert_eq!(stated.margin(Per::Unit), Some(certain("18")));
    let reached = |year| stated.break_even(Per::Unit, year).unwrap().unwrap();
    assert_eq!(reached(Year::First), after([Some(1000); 3]));
    assert_eq!(reached(Year::Later), after([Some(667); 3]));
    assert_eq!(stated.payback(), Ok(Some(after([Some(12); 3]))));
    assert_eq!(stated.margin(Per::Project), None);
    assert_eq!(stated.break_even(Per::Project, Year::First), Ok(None));
    // A month's sale of 80 is 960 a year: 5,280 are left, and 6,000 take 13.6 months.
    let monthly = sheet(&[units("80/month")], &amounts);
    assert_eq!(monthly.payback(), Ok(Some(after([Some(14); 3]))));
    // Without a volume the margin is known, the years and the time are not.
    let unstated = sheet(&[], &amounts);
    assert_eq!(unstated.margin(Per::Unit), Some(certain("18")));
    assert_eq!(unstated.payback(), Ok(None));
    assert_eq!(unstated.unstated().collect::<Vec<_>>(), [Per::Unit]);
    assert_eq!(unstated.revenue.lines[0].first_year, None);
}

#[test]
fn what_only_loses_never_breaks_even() {
    let reached = |amounts: &[&str], per| {
        let sheet = sheet(&[], amounts);
        let even = |year| sheet.break_even(per, year).unwrap().unwrap();
        [Year::First, Year::Later].map(even)
    };
    let never = [[Reached::Never; 3]; 2];
    assert_eq!(reached(&["-200 EUR/project"], Per::Project), never);
    assert_eq!(reached(&["-5 EUR/unit/month"], Per::Unit), never);
    let below_cost = ["-200 EUR/project", "150 EUR/project"];
    assert_eq!(reached(&below_cost, Per::Project), never);
    // What is earned besides covers as many as none, and what is earned with each takes none.
    let besides = ["-200 EUR/project", "100 EUR/year"];
    let none = [after([Some(0); 3]); 2];
    assert_eq!(reached(&besides, Per::Project), none);
    assert_eq!(reached(&["200 EUR/project"], Per::Project), none);
}

// The price is certain, the cost 10, 12 or 20: at worst 30 - 20 = 10 are left, at best 20. 12,000 a year take 1,200, 667
// or 600 units.
#[test]
fn low_is_the_worst_case_and_high_the_best() {
    let amounts = ["30 EUR/unit", "-10~12~20 EUR/unit", "-12000 EUR/year"];
    let sheet = sheet(&[units("1000")], &amounts);
    let margin = sheet.margin(Per::Unit).unwrap().cases();
    assert_eq!(margin, ["10", "18", "20"].map(decimal));
    let reached = sheet.break_even(Per::Unit, Year::Later).unwrap().unwrap();
    assert_eq!(reached, after([Some(1200), Some(667), Some(600)]));
    let net = sheet.net.later_year(sheet.later).unwrap().cases();
    assert_eq!(net, ["-2000", "6000", "8000"].map(decimal));
}

#[test]
fn what_is_sold_once_comes_in_the_first_year_alone() {
    let amounts = ["100 EUR/unit", "-1000 EUR", "10 EUR/month"];
    let sheet = sheet(&[units("5 once")], &amounts);
    assert_eq!(sheet.net.first_year(sheet.first), Ok(certain("-380")));
    assert_eq!(sheet.net.later_year(sheet.later), Ok(certain("120")));
    // 1,000 - 500 come back at 120 a year.
    assert_eq!(sheet.payback(), Ok(Some(after([Some(50); 3]))));
}

// 500 of a grant are left after the 100 at the start, and every year takes 12 x 10 = 120 with nothing in return: the fifth
// year ends below nothing. Where a year comes to nothing, what is there stays.
#[test]
fn what_every_later_year_loses_is_never_earned_back() {
    let loses = sheet(&[], &["600 EUR once", "-100 EUR once", "-10 EUR/month"]);
    assert_eq!(loses.payback(), Ok(Some(after([None; 3]))));
    let stays = sheet(&[], &["600 EUR once", "-100 EUR once"]);
    assert_eq!(stays.payback(), Ok(Some(after([Some(0); 3]))));
    // At worst 10 x 12 = 120 a year are lost, as expected none, at best 60 are left.
    let unclear = ["600 EUR", "10 EUR/month", "-5~10~20 EUR/month"];
    let cases = after([None, Some(0), Some(0)]);
    assert_eq!(sheet(&[], &unclear).payback(), Ok(Some(cases)));
}

// 120 units a year are 10 a month. The first ten pay for 12 months of the first year, the next for 11, the last for 1: 10 x 78
// = 780 months at 3 are 2,340. In the second year those 120 pay 1,440 months and the new ones 780: 2,220 at 3 are 6,660. Each
// further year has 1,440 months more, 4,320. After 24 months 10 x (1 + 2 + … + 24) = 3,000 months have paid 9,000.
#[test]
fn what_is_due_per_unit_and_month_grows_with_what_was_sold() {
    let sheet = sheet(&[units("120/year")], &["3 EUR/unit/month", "-9000 EUR"]);
    let revenue = sheet.revenue.sums;
    assert_eq!(revenue.first_year(sheet.first), Ok(certain("2340")));
    assert_eq!(revenue.later_year(sheet.later), Ok(certain("6660")));
    assert_eq!(revenue.variable(sheet.more), Ok(certain("4320")));
    assert_eq!(sheet.payback(), Ok(Some(after([Some(24); 3]))));
    assert_eq!(sheet.revenue.lines[0].first_year, Some(certain("2340")));
    let monthly = super::tests::sheet(&[units("10/month")], &["3 EUR/unit/month", "-9000 EUR"]);
    assert_eq!(
        monthly.net.first_year(monthly.first),
        sheet.net.first_year(sheet.first)
    );
    // Without a volume nothing of it is in any year.
    let unstated = super::tests::sheet(&[], &["3 EUR/unit/month", "-9000 EUR"]);
    assert_eq!(unstated.unstated().collect::<Vec<_>>(), [Per::Unit]);
    assert_eq!(unstated.revenue.lines[0].first_year, None);
    assert_eq!(unstated.payback(), Ok(None));
}

// 100 units from the start pay 5 a month: 6,000 in every year. 12,000 come back after 24 months.
#[test]
fn what_was_sold_once_pays_the_same_every_year() {
    let amounts = ["5 EUR/unit/month", "-12000 EUR", "7 EUR/unit/year"];
    let once = sheet(&[units("100 once")], &amounts[..2]);
    assert_eq!(
        once.revenue.sums.first_year(once.first),
        Ok(certain("6000"))
    );
    assert_eq!(
        once.revenue.sums.later_year(once.later),
        Ok(certain("6000"))
    );
    assert_eq!(once.revenue.sums.variable(once.more), Ok(certain("0")));
    assert_eq!(once.payback(), Ok(Some(after([Some(24); 3]))));
    // Units that are in use, not sold anew, cover a later year.
    let rent = sheet(
        &[units("100 once")],
        &["5 EUR/unit/month", "99 EUR/unit", "-6000 EUR/year"],
    );
    let later = rent.break_even(Per::Unit, Year::Later);
    assert_eq!(later, Ok(Some(after([Some(100); 3]))));
    // 700 more with each year's beginning.
    let both = sheet(&[units("100 once")], &amounts);
    assert_eq!(
        both.revenue.sums.later_year(both.later),
        Ok(certain("6700"))
    );
}

// A unit that is sold in the first year pays for 6.5 months of it, 19.50: 1,110 take 56.9 units. One more in each year pays
// for 18.5 months of the second one, 55.50: 1,110 take 20. What is due a year comes with the sale and each year after.
#[test]
fn break_even_counts_what_units_go_on_paying() {
    let monthly = sheet(&[], &["3 EUR/unit/month", "-1110 EUR/year"]);
    let reached = |sheet: &Sheet, year| sheet.break_even(Per::Unit, year).unwrap().unwrap();
    assert_eq!(reached(&monthly, Year::First), after([Some(57); 3]));
    assert_eq!(reached(&monthly, Year::Later), after([Some(20); 3]));
    let yearly = sheet(&[units("10")], &["100 EUR/unit/year", "-1 EUR"]);
    assert_eq!(
        yearly.revenue.sums.first_year(yearly.first),
        Ok(certain("1000"))
    );
    assert_eq!(
        yearly.revenue.sums.later_year(yearly.later),
        Ok(certain("2000"))
    );
    assert_eq!(
        yearly.revenue.sums.variable(yearly.more),
        Ok(certain("1000"))
    );
    // Each unit costs more than it pays: whatever was there is gone some day.
    let amounts = ["1000 EUR", "1 EUR/unit/month", "-2 EUR/unit/month"];
    assert_eq!(
        sheet(&[units("12")], &amounts).payback(),
        Ok(Some(after([None; 3])))
    );
}

#[test]
fn other_currencies_count_by_a_stated_rate_or_stay_apart() {
    let amounts = ["100 EUR", "100 USD", "-50 USD", "7 JPY"];
    let apart = |figures: &Figures| -> Vec<(String, Decimal)> {
        let sheets = figures.sheets.iter();
        let sum = |sheet: &Sheet| (sheet.currency.to_string(), sheet.net.once.base);
        sheets.map(sum).collect()
    };
    let is = |expected: &[(&str, &str)]| -> Vec<(String, Decimal)> {
        let own = |(code, sum): &(&str, &str)| ((*code).to_owned(), decimal(sum));
        expected.iter().map(own).collect()
    };
    let none = assuming(&[], &amounts);
    assert_eq!(
        apart(&none),
        is(&[("EUR", "100"), ("JPY", "7"), ("USD", "50")])
    );
    let usd = [
        Assumption::Currency(Some(code("USD"))),
        Assumption::Rate(code("EUR"), Some(decimal("1.1"))),
    ];
    let one = assuming(&usd, &amounts);
    assert_eq!(apart(&one), is(&[("USD", "160"), ("JPY", "7")]));
    // A rate says nothing where no currency is stated for it.
    let rate = assuming(&[usd[1]], &amounts);
    assert_eq!(apart(&rate), apart(&none));
}

#[test]
fn what_the_sums_leave_out_is_named() {
    let mut canvas = canvas(&["5 EUR", "", "-", "-a lot"]);
    let note = |block: &str, amount: Option<&str>| {
        let place = Place {
            block: block.into(),
            rank: "V".into(),
        };
        let mut note = Note::new(place, "text");
        note.amount = amount.map(stated);
        note
    };
    canvas
        .insert("p".into(), note("parking", Some("9 EUR")))
        .unwrap();
    canvas
        .insert("k".into(), note("key_partners", Some("9 EUR")))
        .unwrap();
    canvas
        .insert("v".into(), note("key_partners", None))
        .unwrap();
    // The other text of a note is no note of its own here.
    let mut other = note("cost_structure", None);
    other.conflict_of = Some("n2".into());
    canvas.insert("o".into(), other).unwrap();
    let kind = built_in_kind("business-model").unwrap();
    let found = figures(&canvas, &kind).unwrap();
    let ids =
        |ids: &[NoteId]| -> Vec<String> { ids.iter().map(|id| id.as_str().to_owned()).collect() };
    assert_eq!(ids(&found.left_out.without), ["n1", "n2"]);
    assert_eq!(ids(&found.left_out.unread), ["n3"]);
    assert_eq!(ids(&found.left_out.elsewhere), ["k", "p"]);
    assert_eq!(found.sheets[0].net.once, certain("5"));
}

#[test]
fn the_blocks_of_each_kind_are_known() {
    for (kind, cost, revenue) in [
        (
            "business-model",
            Some("cost_structure"),
            Some("revenue_streams"),
        ),
        (
            "it-business-model",
            Some("cost_structure"),
            Some("value_streams"),
        ),
        ("lean", Some("cost_structure"), Some("revenue_streams")),
        ("mission-model", Some("mission_budget"), None),
        ("swot", None, None),
    ] {
        let kind = built_in_kind(kind).unwrap();
        let of = |money| {
            let mut blocks = kind.blocks().map(|block| &block.id);
            let found = blocks.find(|block| Money::of(&kind, block) == Some(money));
            found.map(|block| block.as_str().to_owned())
        };
        assert_eq!(of(Money::Cost).as_deref(), cost);
        assert_eq!(of(Money::Revenue).as_deref(), revenue);
    }
}

#[test]
fn too_large_sums_are_an_error_and_never_a_panic() {
    let most = "999999999999999999.99999999 EUR";
    let kind = built_in_kind("business-model").unwrap();
    let of = |amounts: &[&str]| figures(&canvas(amounts), &kind);
    assert_eq!(
        of(&[&format!("{most} x 999999999999999999")]),
        Err(Overflow)
    );
    let mut many = canvas(&[format!("{most} x 700").as_str(); 2]);
    assert!(figures(&many, &kind).is_ok());
    let field = units("1000000000000000/month").stated_in(None);
    many.apply(Edit(vec![
        Change::Amount("n0".into(), Some(stated("99999999999999999 EUR/unit"))),
        Change::Figures(field),
    ]))
    .unwrap();
    assert_eq!(figures(&many, &kind), Err(Overflow));
}

fn any_amounts() -> impl Strategy<Value = Vec<String>> {
    let amount = "-?[1-9][0-9]{0,3}(\\.[0-9]{2})? (EUR|USD|JPY)( once|/unit|/project|/month|/year|/unit/month|/unit/year|/project/month|/project/year)( x [1-9]{1,2})?";
    prop::collection::vec(amount, 0..12)
}

fn all() -> Vec<Assumption> {
    vec![
        Assumption::Currency(Some(code("EUR"))),
        Assumption::Rate(code("USD"), Some(decimal("0.92"))),
        units("7/month"),
        Assumption::Projects(Volume::read("3 once").ok()),
    ]
}

/// Each sheet's sums by its currency.
fn sums(figures: &Figures) -> Vec<(Currency, Flow, Flow)> {
    let sheets = figures.sheets.iter();
    sheets
        .map(|sheet| (sheet.currency, sheet.costs.sums, sheet.revenue.sums))
        .collect()
}

proptest! {
    #[test]
    fn sums_do_not_depend_on_the_order(amounts in any_amounts(), seed in any::<u64>()) {
        let given: Vec<&str> = amounts.iter().map(String::as_str).collect();
        let mut shuffled = given.clone();
        let len = shuffled.len().max(1);
        for at in 0..shuffled.len() {
            shuffled.swap(at, (seed as usize).wrapping_mul(at + 7) % len);
        }
        prop_assert_eq!(sums(&assuming(&all(), &given)), sums(&assuming(&all(), &shuffled)));
    }

    #[test]
    fn so_many_times_the_amounts_are_so_many_times_the_sums(amounts in any_amounts(), times in 1_u32..100) {
        let given: Vec<&str> = amounts.iter().map(String::as_str).collect();
        let more: Vec<String> = amounts
            .iter()
            .map(|text| {
                let (sign, text) = text.strip_prefix('-').map_or(("", text.as_str()), |text| ("-", text));
                let (price, rest) = text.split_once(' ').unwrap();
                let price = exact_times(price, times);
                format!("{sign}{price} {rest}")
            })
            .collect();
        let more: Vec<&str> = more.iter().map(String::as_str).collect();
        let scaled = |flow: Flow| {
            let times = |estimate: Estimate| estimate.times(times.into()).unwrap();
            let fees = |fees: Fees| Fees {
                month: times(fees.month),
                year: times(fees.year),
            };
            Flow {
                unit_fees: fees(flow.unit_fees),
                project_fees: fees(flow.project_fees),
                once: times(flow.once),
                year: times(flow.year),
                unit: times(flow.unit),
                project: times(flow.project),
            }
        };
        let expected: Vec<_> = sums(&assuming(&all(), &given))
            .into_iter()
            .map(|(currency, costs, revenue)| (currency, scaled(costs), scaled(revenue)))
            .collect();
        prop_assert_eq!(sums(&assuming(&all(), &more)), expected);
    }

    #[test]
    fn what_has_come_in_is_what_the_years_come_to(amounts in any_amounts(), pace in "[1-9][0-9]?( once|/month|/year)") {
        let given: Vec<&str> = amounts.iter().map(String::as_str).collect();
        for sheet in assuming(&[units(&pace), all()[3]], &given).sheets {
            let year = |year: Result<Estimate, Overflow>| year.unwrap().base;
            let first = year(sheet.net.first_year(sheet.first));
            let second = first + year(sheet.net.later_year(sheet.later));
            let third = second + year(sheet.net.later_year(sheet.later)) + year(sheet.net.variable(sheet.more));
            let [_, path, _] = Path::of(&sheet.net, &sheet).unwrap();
            for (years, sum) in [(1, first), (2, second), (3, third)] {
                prop_assert_eq!(path.after_years(years), Ok(sum));
            }
        }
    }

    #[test]
    fn currencies_without_a_rate_never_mix(amounts in any_amounts()) {
        let given: Vec<&str> = amounts.iter().map(String::as_str).collect();
        let together = assuming(&[], &given);
        for sheet in &together.sheets {
            let code = sheet.currency.code();
            let own: Vec<&str> = given.iter().copied().filter(|text| text.contains(code)).collect();
            let alone = assuming(&[], &own);
            prop_assert_eq!(sums(&alone), vec![(sheet.currency, sheet.costs.sums, sheet.revenue.sums)]);
            for line in sheet.costs.lines.iter().chain(&sheet.revenue.lines) {
                prop_assert_eq!(line.amount.currency(), sheet.currency);
            }
        }
        let lines = together.sheets.iter().map(|sheet| sheet.costs.lines.len() + sheet.revenue.lines.len());
        prop_assert_eq!(lines.sum::<usize>(), given.len());
    }
}

fn exact_times(price: &str, times: u32) -> String {
    amount::plain(amount::exact::mul(decimal(price), times.into()).unwrap())
}
