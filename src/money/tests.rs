//! What holds for all amounts, factors and steps.

use proptest::prelude::*;

use super::*;

fn usd(major: &str) -> Money {
    Money::from_major(major.parse().unwrap(), currency("USD")).unwrap()
}

fn currency(code: &str) -> Currency {
    code.parse().unwrap()
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn major_units_become_minor_units() {
    assert_eq!(usd("62.50").minor, 6_250);
    assert_eq!(Money::from_major(decimal("180000"), currency("JPY")).unwrap().minor, 180_000);
    assert_eq!(Money::from_major(decimal("1.234"), currency("USD")), Err(MoneyError::TooFine));
    assert_eq!(Money::from_major(decimal("1.234"), currency("BHD")).unwrap().minor, 1_234);
}

#[test]
fn messages_write_amounts_plainly() {
    for (major, text) in [("62.5", "USD 62.50"), ("180000", "USD 180000"), ("-0.05", "USD -0.05")] {
        assert_eq!(usd(major).to_string(), text);
    }
    assert_eq!(Money { minor: 3_500, currency: currency("JPY") }.to_string(), "JPY 3500");
}

#[test]
fn a_share_is_exact_and_rounded_once() {
    let share = |major: &str, percent: &str| usd(major).times(Factor::of_change(decimal(percent)).unwrap()).unwrap();
    assert_eq!(share("180000", "-25"), usd("135000"));
    assert_eq!(share("240000", "-20"), usd("192000"));
    assert_eq!(share("0.05", "-50"), usd("0.03"));
    assert_eq!(share("100000", "-12.3456"), usd("87654.40"));
    assert_eq!(share("100000", "0.0001"), usd("100000.10"));
}

#[test]
fn rounding_goes_the_way_that_is_asked_for() {
    let one = Factor::of_count(1).unwrap();
    let round = |major: &str, way: Rounding| usd(major).convert(one, currency("USD"), Step::new(100_000, way).unwrap()).unwrap();
    for (major, nearest, up, down) in [
        ("135499", "135000", "136000", "135000"),
        ("135500", "136000", "136000", "135000"),
        ("135000", "135000", "135000", "135000"),
        ("-135500", "-136000", "-135000", "-136000"),
    ] {
        assert_eq!(round(major, Rounding::Nearest), usd(nearest), "{major} to the nearest");
        assert_eq!(round(major, Rounding::Up), usd(up), "{major} up");
        assert_eq!(round(major, Rounding::Down), usd(down), "{major} down");
    }
}

#[test]
fn a_rate_minds_the_decimal_places_of_both_currencies() {
    let convert = |minor: i64, from: &str, to: &str, factor: Factor| {
        Money { minor, currency: currency(from) }.convert(factor, currency(to), Step::FINEST).unwrap().to_string()
    };
    let rate = Factor::new(decimal("0.6712"), decimal("100")).unwrap();
    assert_eq!(convert(1_000_000, "JPY", "USD", rate), "USD 6712");
    assert_eq!(convert(671_200, "USD", "JPY", rate.inverse()), "JPY 1000000");
    assert_eq!(convert(10_000, "BHD", "USD", Factor::new(decimal("2.6525"), decimal("1")).unwrap()), "USD 26.53");
}

#[test]
fn what_is_too_large_to_be_counted_is_no_amount() {
    let most = Money { minor: i64::MAX, currency: currency("USD") };
    assert_eq!(most.times(Factor::of_count(2).unwrap()), None);
    let largest = Factor::new(Decimal::from_ten_thousandths(i64::MAX), Decimal::from_ten_thousandths(1)).unwrap();
    assert_eq!(most.convert(largest, currency("BHD"), Step::FINEST), None);
    assert_eq!(most.times(largest.inverse()).map(|money| money.minor), Some(1));
}

fn amounts() -> impl Strategy<Value = i64> {
    prop_oneof![0..1_000_i64, 0..1_000_000_000_000_i64]
}

fn factors() -> impl Strategy<Value = Factor> {
    let part = || (1..100_000_000_i64).prop_map(Decimal::from_ten_thousandths);
    (part(), part()).prop_filter_map("both are above zero", |(times, over)| Factor::new(times, over))
}

fn currencies() -> impl Strategy<Value = Currency> {
    prop::sample::select(["USD", "JPY", "BHD", "CHF"].map(currency).to_vec())
}

fn ways() -> impl Strategy<Value = Rounding> {
    prop::sample::select(vec![Rounding::Nearest, Rounding::Up, Rounding::Down])
}

proptest! {
    #[test]
    fn a_major_amount_is_its_minor_units(count in -1_000_000_000_000_i64..1_000_000_000_000, currency in currencies()) {
        let minor = Money { minor: count, currency };
        let text = minor.to_string();
        let major: Decimal = text.split(' ').next_back().unwrap().parse().unwrap();
        prop_assert_eq!(Money::from_major(major, currency), Ok(minor));
    }

    #[test]
    fn times_one_changes_nothing(minor in amounts(), currency in currencies()) {
        let money = Money { minor, currency };
        prop_assert_eq!(money.times(Factor::of_count(1).unwrap()), Some(money));
        prop_assert_eq!(money.times(Factor::of_change(Decimal::default()).unwrap()), Some(money));
    }

    #[test]
    fn more_stays_more(a in amounts(), b in amounts(), factor in factors(), from in currencies(), to in currencies(), minor in 1..1_000_000_i64, way in ways()) {
        let step = Step::new(minor, way).unwrap();
        let convert = |minor: i64| Money { minor, currency: from }.convert(factor, to, step).map(|money| money.minor);
        if let (Some(low), Some(high)) = (convert(a.min(b)), convert(a.max(b))) {
            prop_assert!(low <= high);
        }
    }

    #[test]
    fn down_is_at_most_the_exact_amount_and_up_at_least(minor in amounts(), factor in factors(), step in 1..1_000_000_i64) {
        let money = Money { minor, currency: currency("EUR") };
        let round = |way| money.convert(factor, money.currency, Step::new(step, way).unwrap()).map(|money| money.minor);
        if let (Some(down), Some(nearest), Some(up)) = (round(Rounding::Down), round(Rounding::Nearest), round(Rounding::Up)) {
            // The exact amount is a fraction, so both sides are multiplied by what it is divided by.
            let exact = i128::from(minor) * i128::from(factor.times().ten_thousandths());
            let over = i128::from(factor.over().ten_thousandths());
            prop_assert!(i128::from(down) * over <= exact && exact <= i128::from(up) * over);
            prop_assert!((exact - i128::from(nearest) * over).abs() * 2 <= over * i128::from(step));
            prop_assert!(up - down == step || (up == down && i128::from(up) * over == exact));
            prop_assert!([down, nearest, up].iter().all(|rounded| rounded % step == 0));
        }
    }

    #[test]
    fn there_and_back_is_off_by_no_more_than_the_rounding(minor in amounts(), factor in factors(), from in currencies(), to in currencies()) {
        let there = Money { minor, currency: from }.convert(factor, to, Step::FINEST);
        if let Some(back) = there.and_then(|there| there.convert(factor.inverse(), from, Step::FINEST)) {
            // Half a unit was lost on the way there, which is so much on the way back, where half a unit is lost again.
            let times = i128::from(factor.times().ten_thousandths()) * power_of_ten(to);
            let over = i128::from(factor.over().ten_thousandths()) * power_of_ten(from);
            prop_assert!(i128::from(back.minor.abs_diff(minor)) * 2 * times <= over + times);
        }
    }

    #[test]
    fn the_middle_lies_between(a in amounts(), b in amounts()) {
        let money = |minor| Money { minor, currency: currency("EUR") };
        let middle = money(a).middle(money(b)).unwrap();
        prop_assert!(a.min(b) <= middle.minor && middle.minor <= a.max(b));
        prop_assert_eq!(money(a).middle(money(b)), money(b).middle(money(a)));
    }
}
