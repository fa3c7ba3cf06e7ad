//! What holds for all derivations, and figures that follow from pay.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use proptest::prelude::*;

use super::{
    figures::{self, Annual},
    pay::{Ends, Pay},
    resolve, *,
};
use crate::{
    sources::SourcePath,
    yaml::{Field, read, read_shape},
};

fn band(fields: &str) -> SalaryBand {
    let text = format!("{{id: b, level: senior, market: us, sources: [Us], {fields}}}");
    let reading = read::<SalaryBand>(&SourcePath::new("salary.yaml"), &text, 0);
    reading.value.unwrap_or_else(|| panic!("{text}: {:?}", reading.diagnostics))
}

fn pay(fields: &str) -> Pay {
    resolve::written(&band(fields)).unwrap().expect("the band has amounts")
}

fn derive(base: &Pay, rule: &str) -> Result<Pay, Finding> {
    let (records, roles) = (BTreeMap::new(), BTreeSet::new());
    let (rules, _) = crate::rules::load(&crate::sources::Memory::new());
    let world = World { records: &records, left_out: &records, roles: &roles, today: date(2026, 1, 1), rules: &rules, unread: &BTreeSet::new() };
    let band = band(&format!("derive: {{from: a, {rule}}}"));
    let key = RecordKey { kind: "band".into(), role: Some("sre".into()), id: band.id.clone() };
    let derivation = band.derive.as_ref().expect("the band is derived");
    resolve::derived(&world, &key, &band, derivation, (base, &band.market)).map(|pay| pay.expect("the rule is right in itself"))
}

/// Whole amounts in major units, from the smaller to the larger one.
fn yearly(min: i64, max: i64) -> Pay {
    pay(&format!("currency: USD, period: year, min: {min}, max: {max}"))
}

#[test]
fn a_range_that_is_written_goes_before_percentiles() {
    let percentiles = "currency: USD, period: year, percentiles: {p10: 1, p25: 2, p50: 3, p75: 4, p90: 5}";
    let range = |pay: &Pay| (pay.min.to_string(), pay.max.to_string());
    assert_eq!(range(&pay(percentiles)), ("USD 2".to_owned(), "USD 4".to_owned()));
    assert_eq!(pay(percentiles).mid.map(|mid| mid.to_string()).as_deref(), Some("USD 3"));
    let written = pay(&format!("{percentiles}, min: 1, max: 9"));
    assert_eq!((written.ends, range(&written)), (Ends::MinMax, ("USD 1".to_owned(), "USD 9".to_owned())));
    let outer = pay("currency: USD, period: year, percentiles: {p10: 1, p50: 3, p90: 5}");
    assert_eq!((outer.ends, range(&outer)), (Ends::Deciles, ("USD 1".to_owned(), "USD 5".to_owned())));
}

#[test]
fn each_rule_has_its_sum() {
    let base = yearly(180_000, 240_000);
    for (rule, min, max) in [
        ("percent: [-25, -20]", "USD 135000", "USD 192000"),
        ("percent: -20", "USD 144000", "USD 192000"),
        ("ratio: 0.85", "USD 153000", "USD 204000"),
        ("ratio: [0.8, 0.85], round_to: 5000", "USD 145000", "USD 205000"),
        ("period: {to: month}", "USD 15000", "USD 20000"),
        ("period: {to: hour, hours_per_year: 1880}", "USD 95.74", "USD 127.66"),
        ("period: {to: day, days_per_year: 220}, round_to: 5, rounding: up", "USD 820", "USD 1095"),
        ("exchange_rate: {to: CHF, rate: 0.88, as_of: 2026-04-05, source: x}", "CHF 158400", "CHF 211200"),
        ("exchange_rate: {to: JPY, rate: 14925, per: 100, as_of: 2026-04-05, source: x}", "JPY 26865000", "JPY 35820000"),
        ("geo_factor: 1.15, round_to: 1000, rounding: down", "USD 207000", "USD 276000"),
    ] {
        let derived = derive(&base, rule).unwrap_or_else(|finding| panic!("{rule}: {finding:?}"));
        assert_eq!((derived.min.to_string(), derived.max.to_string()), (min.to_owned(), max.to_owned()), "{rule}");
    }
    let hourly = pay("currency: USD, period: hour, min: 62.50, max: 90");
    for (change, min) in [
        ("{to: day, hours_per_day: 7.5}", "USD 468.75"),
        ("{to: month, hours_per_year: 1880}", "USD 9791.67"),
        ("{to: year, hours_per_year: 1880}", "USD 117500"),
    ] {
        assert_eq!(derive(&hourly, &format!("period: {change}")).unwrap().min.to_string(), min, "{change}");
    }
}

#[test]
fn a_rule_for_both_ends_takes_the_middle_and_the_percentiles_with_it() {
    let base = pay("currency: USD, period: year, percentiles: {p10: 100, p25: 200, p50: 300, p75: 400, p90: 500}");
    let derived = derive(&base, "ratio: 0.5").unwrap();
    let texts: Vec<String> = derived.percentiles.iter().flatten().map(ToString::to_string).collect();
    assert_eq!(texts, ["USD 50", "USD 100", "USD 150", "USD 200", "USD 250"]);
    assert_eq!(derived.mid, derived.percentiles[2]);
    let derived = derive(&base, "ratio: [0.5, 0.6]").unwrap();
    assert_eq!((derived.mid, derived.percentiles), (None, [None; 5]));
}

#[test]
fn a_rate_is_worth_so_much_a_year() {
    let contract = |fields: &str| band(&format!("contract: {{{fields}}}")).contract.unwrap();
    let texts = |annual: Annual| {
        let salary = annual.salary.map(|(min, max)| format!("{min} to {max}"));
        (format!("{} to {}", annual.min, annual.max), salary.unwrap_or_default())
    };
    let hourly = pay("currency: USD, period: hour, min: 180, max: 250");
    let annual = Annual::of(&hourly, &contract("billable_hours_per_year: 1600, employer_on_cost_percent: 20")).unwrap();
    assert_eq!(texts(annual), ("USD 288000 to USD 400000".to_owned(), "USD 240000 to USD 333333".to_owned()));
    let daily = pay("currency: EUR, period: day, min: 800.50, max: 1000");
    let annual = Annual::of(&daily, &contract("billable_days_per_year: 200")).unwrap();
    assert_eq!(texts(annual), ("EUR 160100 to EUR 200000".to_owned(), String::new()));
    assert_eq!(Annual::of(&daily, &contract("billable_hours_per_year: 1600")), None);
    assert_eq!(Annual::of(&yearly(1, 2), &contract("billable_hours_per_year: 1600")), None);
}

#[test]
fn midpoint_and_spread_follow_from_the_range() {
    let figures = |pay: &Pay| (figures::midpoint(pay).map(|money| money.to_string()), figures::spread(pay).map(|part| part.to_string()));
    assert_eq!(figures(&yearly(180_000, 240_000)), (Some("USD 210000".to_owned()), Some("33".to_owned())));
    assert_eq!(figures(&yearly(0, 100)), (Some("USD 50".to_owned()), None));
    assert_eq!(figures(&pay("currency: USD, period: year, min: 1, mid: 2, max: 4")), (None, Some("300".to_owned())));
}

#[test]
fn the_two_readings_of_a_derivation_agree() {
    for rule in [
        "geo_factor: 1.15",
        "geo_factor: market",
        "geo_factor: \"1.15\"",
        "geo_factor: markt",
        "geo_factor: 90%",
        "geo_factor: 0.12345",
        "geo_factor: ~",
        "geo_factor: [1]",
        "percent: [-25, -20]",
        "percent: []",
        "ratio: [0.85]",
        "period: {to: hour, hours_per_year: 1880}",
        "period: {to: week}",
        "period: hour",
        "exchange_rate: {to: CHF, rate: 0.88, as_of: 2026-04-05, source: \"ecb, table 2\"}",
        "exchange_rate: {to: CHF, rate: 0.88}",
        "round_to: 1000, rounding: up",
        "rounding: sideways",
    ] {
        let text = format!("{{from: a, {rule}}}");
        let fast = serde_yaml::from_str::<Derive>(&text).ok().map(|derive| derive.datum());
        let tolerant = read_shape(&SourcePath::new("a.yaml"), &text, 0, &Derive::shape());
        assert_eq!(fast, tolerant.value, "{rule}: {:?}", tolerant.diagnostics);
    }
}

/// The smaller and the larger one of two numbers.
fn ends() -> impl Strategy<Value = (i64, i64)> {
    (0..10_000_000_i64, 0..10_000_000_i64).prop_map(|(a, b)| (a.min(b), a.max(b)))
}

/// Ten-thousandths as they are written.
fn decimal(count: i64) -> Decimal {
    Decimal::from_ten_thousandths(count)
}

/// A change of period, and the one back.
fn periods() -> impl Strategy<Value = (&'static str, &'static str, &'static str)> {
    prop::sample::select(vec![
        ("year", "month", ""),
        ("year", "day", ", days_per_year: 220"),
        ("year", "hour", ", hours_per_year: 1880"),
        ("month", "day", ", days_per_year: 220"),
        ("month", "hour", ", hours_per_year: 1957.5"),
        ("day", "hour", ", hours_per_day: 7.6"),
    ])
}

proptest! {
    #[test]
    fn nothing_changed_is_the_same((min, max) in ends()) {
        let base = yearly(min, max);
        for rule in ["percent: 0", "ratio: 1", "geo_factor: 1"] {
            let derived = derive(&base, rule).unwrap();
            prop_assert_eq!((derived.min, derived.max), (base.min, base.max));
        }
    }

    #[test]
    fn the_smaller_change_first_gives_a_range((min, max) in ends(), a in -999_999..9_000_000_i64, b in -999_999..9_000_000_i64) {
        let derived = derive(&yearly(min, max), &format!("percent: [{}, {}]", decimal(a.min(b)), decimal(a.max(b)))).unwrap();
        prop_assert!(derived.min <= derived.max && derived.min.minor >= 0);
    }

    #[test]
    fn a_change_in_percent_is_a_ratio((min, max) in ends(), percent in -99..300_i64) {
        let by_percent = derive(&yearly(min, max), &format!("percent: {percent}")).unwrap();
        let by_ratio = derive(&yearly(min, max), &format!("ratio: {}", decimal((100 + percent) * 100))).unwrap();
        prop_assert_eq!((by_percent.min, by_percent.max), (by_ratio.min, by_ratio.max));
    }

    #[test]
    fn results_are_multiples_of_what_they_are_rounded_to((min, max) in ends(), ratio in 1..50_000_i64, step in 1..10_000_i64) {
        let [down, nearest, up] = ["down", "nearest", "up"]
            .map(|way| derive(&yearly(min, max), &format!("ratio: {}, round_to: {step}, rounding: {way}", decimal(ratio))).unwrap());
        prop_assert!(down.min <= nearest.min && nearest.min <= up.min);
        prop_assert!(down.max <= nearest.max && nearest.max <= up.max);
        for pay in [down, nearest, up] {
            prop_assert_eq!((pay.min.minor % (step * 100), pay.max.minor % (step * 100)), (0, 0));
            prop_assert!(pay.min <= pay.max);
        }
    }

    #[test]
    fn a_middle_stays_in_the_middle((min, max) in ends(), ratio in 1..50_000_i64, step in 1..10_000_i64) {
        let base = pay(&format!("currency: USD, period: year, min: {min}, mid: {}, max: {max}", min + (max - min) / 3));
        let derived = derive(&base, &format!("ratio: {}, round_to: {step}", decimal(ratio))).unwrap();
        let mid = derived.mid.expect("one number gives a middle");
        prop_assert!(derived.min <= mid && mid <= derived.max);
    }

    #[test]
    fn another_period_and_back_is_the_same_but_for_the_rounding((min, max) in ends(), (long, short, assumed) in periods()) {
        let base = pay(&format!("currency: USD, period: {long}, min: {min}, max: {max}"));
        let there = derive(&base, &format!("period: {{to: {short}{assumed}}}")).unwrap();
        let back = derive(&there, &format!("period: {{to: {long}{assumed}}}")).unwrap();
        prop_assert_eq!(back.period, base.period);
        // Half a cent of the shorter period, as often as it fits into the longer one, and half a cent of the longer one.
        let most = 1_957.5 / 2.0 + 0.5;
        prop_assert!((back.min.minor - base.min.minor).abs() as f64 <= most);
        prop_assert!((back.max.minor - base.max.minor).abs() as f64 <= most);
        // The other way round nothing is lost: the longer period has the smaller units.
        let again = derive(&back, &format!("period: {{to: {short}{assumed}}}")).unwrap();
        prop_assert_eq!((again.min, again.max), (there.min, there.max));
    }

    #[test]
    fn another_currency_and_back_is_the_same_but_for_the_rounding((min, max) in ends(), rate in 1_000..200_000_i64) {
        let rate = decimal(rate);
        let exchange = |to: &str, rate: Decimal, per: Decimal| {
            format!("exchange_rate: {{to: {to}, rate: {rate}, per: {per}, as_of: 2026-04-05, source: x}}")
        };
        let base = yearly(min, max);
        let there = derive(&base, &exchange("CHF", rate, decimal(10_000))).unwrap();
        let back = derive(&there, &exchange("USD", decimal(10_000), rate)).unwrap();
        // Half a centime is at most five cents at a rate of 0.1.
        prop_assert!((back.min.minor - base.min.minor).abs() <= 6);
        prop_assert!((back.max.minor - base.max.minor).abs() <= 6);
    }
}
