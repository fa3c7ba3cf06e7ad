//! Money, numbers and days as languages write them.

use crate::support::Site;

/// The range of a band in a language, spaces that don't break shown as `_`.
fn range(language: &str, currency: &str, min: &str, max: &str) -> String {
    let bands = format!(
        "bands:\n  - {{id: a, level: x, market: y, currency: {currency}, period: year, min: {min}, max: {max}, as_of: 2025-04-05, sources: [S]}}\n"
    );
    let built = Site::of_page("")
        .config(&format!("language: {language}"))
        .file(&format!("i18n/{language}.yaml"), "")
        .file("content/roles/r/index.md", "")
        .file("content/roles/r/salary.yaml", bands)
        .build()
        .ok();
    let page = built.page("roles/r/index.html");
    assert_eq!(page.attributes_of("html", "lang"), [language]);
    page.texts_of(".bands .range").concat().replace(['\u{a0}', '\u{202f}'], "_")
}

#[test]
fn amounts_are_grouped_as_the_language_groups_them() {
    assert_eq!(range("en", "USD", "180000", "240000"), "USD_180,000–240,000");
    assert_eq!(range("en-GB", "GBP", "80000", "95000"), "GBP_80,000–95,000");
    assert_eq!(range("de", "EUR", "85000", "110000"), "85.000–110.000_EUR");
    assert_eq!(range("de-CH", "CHF", "160000", "180000"), "CHF_160’000–180’000");
    assert_eq!(range("fr", "EUR", "65000", "80000"), "65_000–80_000_EUR");
    assert_eq!(range("ja", "JPY", "8000000", "12000000"), "JPY_8,000,000–12,000,000");
}

#[test]
fn decimals_are_shown_where_there_are_any() {
    assert_eq!(range("en", "USD", "62.50", "90"), "USD_62.50–90.00");
    assert_eq!(range("de", "EUR", "62.5", "90"), "62,50–90,00_EUR");
    assert_eq!(range("en", "KWD", "1500.125", "2000.5"), "KWD_1,500.125–2,000.500");
    assert_eq!(range("ja", "JPY", "3500", "4000"), "JPY_3,500–4,000");
}

#[test]
fn a_yen_has_no_hundredths() {
    let bands =
        "bands:\n  - {id: a, level: x, market: y, currency: JPY, period: hour, min: 3500.50, max: 4000, as_of: 2025-05-01, sources: [S]}\n";
    Site::of_page("").file("content/roles/r/index.md", "").file("content/roles/r/salary.yaml", bands).build().errors(["bad-amount"]);
}

#[test]
fn a_band_of_nothing_is_no_mistake() {
    assert_eq!(range("en", "USD", "0", "0"), "USD_0");
}

#[test]
fn days_are_written_as_the_language_writes_them() {
    let day = |language: &str| {
        let built = Site::of_page("---\ndate: 2026-04-05\n---\n")
            .config(&format!("language: {language}"))
            .file(&format!("i18n/{language}.yaml"), "")
            .build()
            .ok();
        built.home().texts_of(".facts time").concat()
    };
    assert_eq!(day("en"), "5 April 2026");
    assert_eq!(day("en-US"), "April 5, 2026");
    assert_eq!(day("de"), "5. April 2026");
    assert_eq!(day("fr"), "5 avril 2026");
    assert_eq!(day("ja"), "2026年4月5日");
}

#[test]
fn a_share_is_written_with_the_language_s_decimal_sign() {
    let bands = "bands:
  - {id: a, level: x, market: y, currency: EUR, period: year, min: 100000, max: 140000, as_of: 2025-05-01, sources: [S]}
  - {id: b, level: z, market: y, derive: {from: a, percent: [-12.5, 10], round_to: 1000}, sources: [S]}
";
    let built = Site::of_page("")
        .config("language: de")
        .file("content/roles/r/index.md", "")
        .file("content/roles/r/salary.yaml", bands)
        .build()
        .ok();
    built.page("roles/r/index.html").texts("#band-b .range", ["88.000–154.000\u{a0}EUR"]);
    built
        .page("roles/r/index.html")
        .texts("#band-b .more p:not(.sum)", ["−12,5\u{a0}% bis +10\u{a0}% auf X, Y; gerundet auf 1.000\u{a0}EUR"]);
    let in_language = |language: &str| {
        let built = Site::of_page("")
            .config(&format!("language: {language}"))
            .file(&format!("i18n/{language}.yaml"), "")
            .file("content/roles/r/index.md", "")
            .file("content/roles/r/salary.yaml", bands)
            .build()
            .ok();
        built.page("roles/r/index.html").texts_of("#band-b .more p:not(.sum)").concat().replace(['\u{a0}', '\u{202f}'], "_")
    };
    assert_eq!(in_language("en"), "−12.5% to +10% on X, Y; rounded to EUR_1,000");
    assert_eq!(in_language("fr"), "−12,5_% à +10_% sur X, Y_; arrondi à 1_000_EUR près");
    assert_eq!(in_language("de-CH"), "−12.5% bis +10% auf X, Y; gerundet auf EUR_1’000");
    assert_eq!(in_language("tr"), "−%12,5 to +%10 on X, Y; rounded to EUR_1.000");
}

#[test]
fn the_amounts_of_a_band_have_equal_decimals() {
    let bands = "bands:
  - {id: a, level: x, market: y, currency: EUR, period: hour, min: 62, mid: 71.50, max: 80, as_of: 2025-05-01, sources: [S]}
  - {id: b, level: z, market: y, currency: EUR, period: hour, min: 50, mid: 55, max: 60, as_of: 2025-05-01, sources: [S]}
";
    let built = Site::of_page("").file("content/roles/r/index.md", "").file("content/roles/r/salary.yaml", bands).build().ok();
    built
        .page("roles/r/index.html")
        .texts(".bands .range", ["EUR\u{a0}62.00–80.00", "EUR\u{a0}50–60"])
        .texts(".bands .more :not(.wide) > dt:first-child", ["Midpoint", "Range spread", "Midpoint", "Range spread"])
        .texts(".bands .more :not(.wide) > dd", ["EUR\u{a0}71.50", "29%", "EUR\u{a0}55", "20%"])
        .texts(".facts .range", ["EUR\u{a0}50.00–80.00"]);
}
