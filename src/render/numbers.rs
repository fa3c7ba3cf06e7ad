//! Numbers, money and dates as the page's language writes them, from Unicode's data (CLDR).

use icu_datetime::{DateTimeFormatter, fieldsets::YMD, input::Date as IcuDate};
use icu_decimal::{DecimalFormatter, input::Decimal as IcuDecimal};
use icu_locale_core::Locale;
use jiff::civil::Date;

use super::Job;
use crate::{
    money::Money,
    playbook::{Answer, Query},
    yaml::Decimal,
};

/// A number, `1.5` or `1,5`.
pub fn decimal(job: &Job, number: Decimal) -> String {
    let mut value = IcuDecimal::from(number.ten_thousandths());
    value.multiply_pow10(-4);
    value.absolute.trim_end();
    format(&locale(job), &value)
}

/// An amount with its currency's code, `USD 180,000` or `180.000 USD`; whole amounts without decimals.
pub fn money(job: &Job, money: Money) -> String {
    let exponent = i16::try_from(money.currency.exponent()).unwrap_or(2);
    let mut value = IcuDecimal::from(money.minor);
    value.multiply_pow10(-exponent);
    value.absolute.trim_end();
    if value.absolute.nonzero_magnitude_end() < 0 {
        value.absolute.pad_end(-exponent);
    }
    let language = language(job);
    let number = format(&locale(job), &value);
    let code = money.currency.code();
    // CLDR's currency patterns: where the sign stands, always with a space that doesn't break beside a code.
    let code_first = match language.split('-').next().unwrap_or_default() {
        "de" => matches!(language.as_str(), "de-CH" | "de-LI" | "de-AT"),
        "en" | "zh" | "ja" | "ko" | "nl" | "tr" | "th" | "hi" => true,
        "es" => !matches!(language.as_str(), "es" | "es-ES"),
        "pt" => language != "pt-PT",
        "it" => language == "it-CH",
        _ => false,
    };
    if code_first { format!("{code}\u{a0}{number}") } else { format!("{number}\u{a0}{code}") }
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
        // Swiss numbers are grouped by an apostrophe, and the one of good typography is not a quote.
        Ok(formatter) => formatter.format(value).to_string().replace('\'', "’"),
        Err(_) => value.to_string(),
    }
}
