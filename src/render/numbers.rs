//! Numbers, money and dates as the page's language writes them, from Unicode's data (CLDR).

use icu_datetime::{
    DateTimeFormatter,
    fieldsets::{YM, YMD},
    input::Date as IcuDate,
};
use icu_decimal::{DecimalFormatter, input::Decimal as IcuDecimal};
use icu_locale_core::Locale;
use icu_plurals::PluralOperands;
use jiff::civil::Date;
use tera::Value;

use super::Job;
use crate::{
    money::Money,
    playbook::{Answer, Query},
    yaml::{Currency, Decimal},
};

/// A number, `1.5` or `1,5`.
pub fn decimal(job: &Job, number: Decimal) -> String {
    format(&locale(job), &exact(number))
}

/// A number of a template: one of a record, or any other; `None` when it is something else.
pub fn number_of(value: &Value) -> Option<Decimal> {
    let number = value.get_from_path("number").unwrap_or(value);
    match number.as_i128() {
        Some(whole) => Decimal::whole(whole.try_into().ok()?),
        None => number.as_f64().map(|number| Decimal::from_ten_thousandths((number * 10_000.0).round() as i64)),
    }
}

/// What the plural rules of languages ask of a number.
pub fn operands(number: Decimal) -> PluralOperands {
    PluralOperands::from(&exact(number))
}

/// An amount with its currency's code and so many decimals, `USD 180,000` or `180.000 USD`.
pub fn money(job: &Job, money: Money, decimals: u32) -> String {
    with_code(job, money.currency, &amount(job, money, decimals))
}

/// A range of amounts of one currency with so many decimals, `USD 180,000–240,000`; one amount when both ends are the same.
pub fn money_range(job: &Job, low: Money, high: Money, decimals: u32) -> String {
    if low == high {
        return money(job, low, decimals);
    }
    with_code(job, low.currency, &format!("{}–{}", amount(job, low, decimals), amount(job, high, decimals)))
}

/// A number of hundredths, `−25%` or `−25 %`.
pub fn percent(job: &Job, number: Decimal) -> String {
    let language = language(job);
    let number = decimal(job, number);
    // CLDR 47's percent patterns (<https://github.com/unicode-org/cldr>, common/main, percentFormats); ICU's crates have none yet.
    match language.split('-').next().unwrap_or_default() {
        "de" if matches!(language.as_str(), "de-CH" | "de-LI") => format!("{number}%"),
        "fr" if language == "fr-CH" => format!("{number}%"),
        "es" if !matches!(language.as_str(), "es" | "es-ES" | "es-EA" | "es-GQ" | "es-IC" | "es-PH") => format!("{number}%"),
        "en" if matches!(language.as_str(), "en-AT" | "en-DE" | "en-DK" | "en-FI" | "en-NO" | "en-SE") => format!("{number}\u{a0}%"),
        "be" | "br" | "ca" | "ce" | "co" | "cs" | "cv" | "da" | "de" | "dsb" | "es" | "fi" | "fo" | "fr" | "gl" | "gsw" | "hr" | "hsb"
        | "ht" | "kl" | "ksh" | "lb" | "lt" | "mk" | "nb" | "nds" | "nn" | "no" | "qu" | "rm" | "rn" | "ro" | "ru" | "se" | "sk" | "sl"
        | "smn" | "sv" | "tk" | "tt" | "zgh" => format!("{number}\u{a0}%"),
        "oc" => format!("{number}\u{202f}%"),
        "tr" | "ku" => signed_first(&number, "%"),
        "eu" => signed_first(&number, "%\u{a0}"),
        _ => format!("{number}%"),
    }
}

/// A day, `5 April 2026` or `5. April 2026`; the ISO form where the language isn't known.
pub fn date(job: &Job, date: Date) -> String {
    let iso = || date.to_string();
    let Ok(formatter) = DateTimeFormatter::try_new(locale(job).into(), YMD::long()) else { return iso() };
    let (Ok(month), Ok(day)) = (u8::try_from(date.month()), u8::try_from(date.day())) else { return iso() };
    match IcuDate::try_new_iso(date.year().into(), month, day) {
        Ok(date) => formatter.format(&date).to_string(),
        Err(_) => iso(),
    }
}

/// A month, `April 2026`; the ISO form where the language isn't known.
pub fn month(job: &Job, month: Date) -> String {
    let iso = || format!("{:04}-{:02}", month.year(), month.month());
    let Ok(formatter) = DateTimeFormatter::try_new(locale(job).into(), YM::long()) else { return iso() };
    match u8::try_from(month.month()).map(|number| IcuDate::try_new_iso(month.year().into(), number, 1)) {
        Ok(Ok(date)) => formatter.format(&date).to_string(),
        _ => iso(),
    }
}

fn exact(number: Decimal) -> IcuDecimal {
    let mut value = IcuDecimal::from(number.ten_thousandths());
    value.multiply_pow10(-4);
    value.absolute.trim_end();
    value
}

/// An amount without its currency, with so many decimals.
fn amount(job: &Job, money: Money, decimals: u32) -> String {
    let places = |count: u32| i16::try_from(count).unwrap_or(2);
    let mut value = IcuDecimal::from(money.minor);
    value.multiply_pow10(-places(money.currency.exponent()));
    value.absolute.trim_end();
    value.absolute.pad_end(-places(decimals));
    format(&locale(job), &value)
}

fn with_code(job: &Job, currency: Currency, amounts: &str) -> String {
    let language = language(job);
    let code = currency.code();
    // CLDR's currency patterns: where the sign stands, always with a space that doesn't break beside a code.
    let code_first = match language.split('-').next().unwrap_or_default() {
        "de" => matches!(language.as_str(), "de-CH" | "de-LI" | "de-AT"),
        "en" | "zh" | "ja" | "ko" | "nl" | "tr" | "th" | "hi" => true,
        "es" => !matches!(language.as_str(), "es" | "es-ES"),
        "pt" => language != "pt-PT",
        "it" => language == "it-CH",
        _ => false,
    };
    if code_first { format!("{code}\u{a0}{amounts}") } else { format!("{amounts}\u{a0}{code}") }
}

/// A sign that stands before the number, and after its minus.
fn signed_first(number: &str, sign: &str) -> String {
    match number.strip_prefix('−') {
        Some(rest) => format!("−{sign}{rest}"),
        None => format!("{sign}{number}"),
    }
}

fn language(job: &Job) -> String {
    match job.ask(Query::Config("language".to_owned())) {
        Answer::Text(language) => language,
        _ => "en".to_owned(),
    }
}

/// The locale of the page. Plain English writes its days as most of the world's English does, the day first.
fn locale(job: &Job) -> Locale {
    let language = language(job);
    let tag = if language == "en" { "en-GB" } else { &language };
    Locale::try_from_str(tag).unwrap_or(Locale::UNKNOWN)
}

fn format(locale: &Locale, value: &IcuDecimal) -> String {
    match DecimalFormatter::try_new(locale.into(), Default::default()) {
        // Swiss numbers are grouped by an apostrophe, and the one of good typography is not a quote. Neither is a minus a hyphen, at
        // which a line may end.
        Ok(formatter) => formatter.format(value).to_string().replace('\'', "’").replace('-', "−"),
        Err(_) => value.to_string(),
    }
}
