//! Salary bands on pages: how they follow from each other, what follows from them, and how they are drawn.

use crate::support::{Built, Site};

const LEVELS: &str = "levels:
  - {id: mid, title: Mid-level, order: 3}
  - {id: senior, title: Senior, order: 4}
  - {id: staff, title: Staff, order: 5}
";

const MARKETS: &str = "markets:
  - {id: us, title: United States, geo_factor: 1}
  - {id: uk, title: United Kingdom, geo_factor: 0.8}
";

const SENIOR: &str = "  - {id: a, title: Base, level: senior, market: us, currency: USD, period: year, basis: base, min: 180000, max: 240000, as_of: 2025-04-05, sources: [S]}\n";

/// A playbook with levels, markets and one role's bands, each on a line such as `{id: a, …}`.
fn site(bands: &[&str]) -> Site {
    let bands: String = bands.iter().map(|band| format!("  - {band}\n")).collect();
    Site::of_page("")
        // Ranges of round numbers are wide.
        .file("rules/limits.yaml", "as_of: 2026-01-01\nlimits: {stale_after: 365d, widest_range: 1000}\n")
        .file("content/data/levels.yaml", LEVELS)
        .file("content/data/markets.yaml", MARKETS)
        .file("content/roles/r/index.md", "")
        .file("content/roles/r/salary.yaml", format!("bands:\n{SENIOR}{bands}"))
}

fn built(bands: &[&str]) -> Built {
    site(bands).build().ok()
}

/// What a rule is said to do, and its two sums; spaces that don't break shown as `_`.
fn formula(rule: &str) -> (String, String) {
    let band = format!("{{id: b, level: mid, market: uk, derive: {{from: a, {rule}}}, sources: [S]}}");
    let page = built(&[&band]).page("roles/r/index.html");
    let text = |selector: &str| page.texts_of(selector).concat().replace(['\u{a0}', '\u{202f}'], "_");
    (text("#band-b .more p:not(.sum)"), text("#band-b .sum"))
}

#[test]
fn every_rule_is_told_in_words_and_numbers() {
    for (rule, words, sums) in [
        (
            "percent: [-25, -20], round_to: 5000, rounding: up",
            "−25% to −20% on Base; rounded up to USD_5,000",
            "USD_180,000 × 0.75 = USD_135,000USD_240,000 × 0.8 ≈ USD_195,000",
        ),
        ("percent: 12.5", "+12.5% on Base", "USD_180,000 × 1.125 = USD_202,500USD_240,000 × 1.125 = USD_270,000"),
        ("ratio: 0.85", "0.85 times Base", "USD_180,000 × 0.85 = USD_153,000USD_240,000 × 0.85 = USD_204,000"),
        ("ratio: [0.8, 0.9]", "0.8 to 0.9 times Base", "USD_180,000 × 0.8 = USD_144,000USD_240,000 × 0.9 = USD_216,000"),
        (
            "period: {to: hour, hours_per_year: 1880}",
            "Base, for an hour instead of a year; 1,880 hours a year",
            "USD_180,000 ÷ 1,880 ≈ USD_95.74USD_240,000 ÷ 1,880 ≈ USD_127.66",
        ),
        (
            "period: {to: month}",
            "Base, for a month instead of a year; 12 months a year",
            "USD_180,000 ÷ 12 = USD_15,000USD_240,000 ÷ 12 = USD_20,000",
        ),
        (
            "exchange_rate: {to: JPY, rate: 14925, per: 100, as_of: 2025-06-01, source: A bank}",
            "Base, at JPY 14,925 for USD 100, rate of 1 June 2025 (A bank)",
            "USD_180,000 × 14,925 ÷ 100 = JPY_26,865,000USD_240,000 × 14,925 ÷ 100 = JPY_35,820,000",
        ),
        ("geo_factor: 0.9", "Base, times the pay factor 0.9", "USD_180,000 × 0.9 = USD_162,000USD_240,000 × 0.9 = USD_216,000"),
        (
            "geo_factor: market, round_to: 500, rounding: down",
            "Base, by the pay factors of the two markets, 0.8 and 1; rounded down to USD_500",
            "USD_180,000 × 0.8 = USD_144,000USD_240,000 × 0.8 = USD_192,000",
        ),
    ] {
        assert_eq!(formula(rule), (words.to_owned(), sums.to_owned()), "{rule}");
    }
}

#[test]
fn a_derived_band_takes_over_what_it_doesn_t_say() {
    let contract = "{id: c, level: senior, market: us, employment_type: contractor, gross_net: gross, currency: USD, period: hour, min: 180, max: 250, as_of: 2025-05-01, sources: [S]}";
    let derived = "{id: d, level: staff, market: us, derive: {from: c, percent: 10}, sources: [S]}";
    built(&[contract, derived])
        .page("roles/r/index.html")
        .texts(".bands caption", ["USD a year", "USD an hour, contract rate"])
        .texts("#band-d .range", ["USD\u{a0}198–275"])
        .texts("#band-d .basis", ["gross"])
        .texts("#band-d time", ["1 May 2025"]);
}

#[test]
fn a_band_of_percentiles_shows_the_middle_half() {
    let band = "{id: p, level: senior, market: us, currency: USD, period: year, percentiles: {p10: 150000, p25: 175000, p50: 205000, p75: 236000, p90: 290000}, target_percentile: 60, as_of: 2025-05-01, sources: [S]}";
    built(&[band])
        .page("roles/r/index.html")
        .texts("#band-p .range", ["USD\u{a0}175,000–236,000"])
        .texts("#band-p .basis", ["P25–P75"])
        .texts(
            "#band-p .more :not(.wide) > dt",
            ["10th percentile", "25th percentile", "Median", "75th percentile", "90th percentile", "We aim at", "Range spread"],
        )
        .attributes("#band-p .fill", "width", ["20.33%"])
        .attributes("#band-p .whisker", "x2", ["96.67%"])
        .attributes("#band-p .middle", "x1", ["68.33%"]);
}

#[test]
fn the_middle_of_a_band_says_whether_a_source_gave_it() {
    let given = "{id: g, level: senior, market: us, currency: USD, period: year, min: 100000, mid: 140000, max: 200000, as_of: 2025-05-01, sources: [S]}";
    built(&[given])
        .page("roles/r/index.html")
        .texts("#band-a .more :not(.wide) > dt", ["Midpoint, computed", "Range spread"])
        .texts("#band-a .more :not(.wide) > dd", ["USD\u{a0}210,000", "33%"])
        .texts("#band-g .more :not(.wide) > dt", ["Midpoint", "Range spread"])
        .texts("#band-g .more :not(.wide) > dd", ["USD\u{a0}140,000", "100%"]);
}

#[test]
fn levels_of_a_market_stand_as_a_ladder_and_sources_side_by_side() {
    let staff = "{id: s, level: staff, market: us, derive: {from: a, ratio: 1.25}, sources: [S]}";
    let other = "{id: o, level: senior, market: us, currency: USD, period: year, basis: base, min: 200000, max: 260000, as_of: 2025-05-01, sources: [Other]}";
    let mid = "{id: m, level: mid, market: us, derive: {from: a, percent: [-25, -20]}, sources: [S]}";
    let uk = "{id: u, level: senior, market: uk, derive: {from: a, geo_factor: market}, sources: [S]}";
    let page = built(&[staff, uk, other, mid]).page("roles/r/index.html");
    page.attributes(".bands tbody tr", "id", ["band-m", "band-a", "band-o", "band-s", "band-u"])
        .texts("#band-m .more :not(.wide) > dd:has(a)", ["20% of the next band, Senior"])
        .texts("#band-a .more :not(.wide) > dd:has(a)", ["20% of the next band, Staff"])
        .has_no("#band-s .more :not(.wide) > dd a, #band-o .more :not(.wide) > dd a, #band-u .more :not(.wide) > dd a");
}

#[test]
fn levels_without_records_stand_as_they_are_written() {
    let mid = "{id: m, level: mid, market: us, derive: {from: a, percent: [-25, -20]}, sources: [S]}";
    let page = site(&[mid]).delete("content/data/levels.yaml").build().ok().page("roles/r/index.html");
    page.attributes(".bands tbody tr", "id", ["band-a", "band-m"]).has_no("#band-m .more :not(.wide) > dd a");
}

#[test]
fn bands_that_do_not_overlap_say_so() {
    let staff = "{id: s, level: staff, market: us, currency: USD, period: year, basis: base, min: 250000, max: 300000, as_of: 2025-05-01, sources: [S]}";
    built(&[staff]).page("roles/r/index.html").texts("#band-a .more :not(.wide) > dd:has(a)", ["0% of the next band, Staff"]);
}

#[test]
fn a_rate_shows_its_annual_equivalent_and_what_it_assumes() {
    let rate = "{id: c, level: senior, market: us, employment_type: contractor, currency: USD, period: hour, min: 180, max: 250, contract: {billable_hours_per_year: 1600, employer_on_cost_percent: 20}, as_of: 2025-05-01, sources: [S]}";
    built(&[rate])
        .page("roles/r/index.html")
        .texts(
            "#band-c .more :not(.wide) > dt",
            ["Midpoint, computed", "Range spread", "Annual equivalent", "Costs as much as a salary of"],
        )
        .texts(
            "#band-c .more :not(.wide) > dd:has(small)",
            ["USD\u{a0}288,000–400,000 at 1,600 billable hours", "USD\u{a0}240,000–333,333 with 20% on-costs"],
        );
}

#[test]
fn what_is_paid_beside_the_range_is_in_the_details() {
    let band = "{id: b, level: senior, market: us, currency: USD, period: year, min: 1, max: 1, hours_per_week: 37.5, bonus: {percent: 15, kind: target}, equity: {type: restricted_stock, value: 160000, vesting_years: 4}, sign_on: 20000, benefits: Leave., pay_criteria: Scope., method: Asked., sample_size: 214, confidence: low, as_of: 2025-05-01, sources: [S]}";
    built(&[band])
        .page("roles/r/index.html")
        .texts(
            "#band-b .more :not(.wide) > dd",
            [
                "USD\u{a0}1",
                "0%",
                "15% for the targets",
                "restricted stock, USD\u{a0}160,000 over 4 years: USD\u{a0}40,000 a year",
                "USD\u{a0}20,000",
                "37.5 hours a week",
                "214 people",
                "low",
            ],
        )
        .texts("#band-b .more p", ["Benefits", "Leave.", "How pay is set", "Scope.", "How it was found", "Asked."]);
}

#[test]
fn each_kind_of_employment_has_a_scale_of_its_own() {
    let band = |id: &str, kind: &str| {
        format!(
            "{{id: {id}, level: mid, market: us, employment_type: {kind}, currency: USD, period: year, min: 1, max: 2, as_of: 2025-05-01, sources: [S]}}"
        )
    };
    built(&[&band("i", "intern"), &band("b", "b2b"), &band("f", "fixed_term"), &band("e", "employee")])
        .page("roles/r/index.html")
        .texts(".bands caption", ["USD a year", "USD a year, internship", "USD a year, business to business", "USD a year, fixed term"])
        .attributes(".bands:first-of-type tbody tr", "id", ["band-e", "band-a"]);
}

#[test]
fn old_figures_are_told_and_their_day_is_shown() {
    let built = site(&[]).replace("content/roles/r/salary.yaml", "2025-04-05", "2024-12-31").build();
    assert_eq!(built.build.diagnostics.iter().map(|found| found.code.name()).collect::<Vec<_>>(), ["stale-figures"]);
    assert!(!built.build.has_errors());
    built.page("roles/r/index.html").texts("#band-a .meta > span", ["as of 31 December 2024"]);
    // A year later to the day they still hold.
    site(&[]).replace("content/roles/r/salary.yaml", "2025-04-05", "2025-01-01").build().ok();
}

#[test]
fn a_band_follows_its_market_and_its_level() {
    let uk = "{id: u, level: senior, market: uk, derive: {from: a, geo_factor: market}, sources: [S]}";
    let staff = "{id: s, level: staff, market: us, derive: {from: a, ratio: 1.25}, sources: [S]}";
    let built = built(&[uk, staff]).replace("content/data/markets.yaml", "0.8", "0.9").build().ok();
    built.page("roles/r/index.html").texts("#band-u .range", ["USD\u{a0}162,000–216,000"]);
    let built = built.replace("content/data/levels.yaml", "order: 5", "order: 1").build();
    built.page("roles/r/index.html").attributes(".bands tbody tr", "id", ["band-s", "band-a", "band-u"]);
}

#[test]
fn a_band_leads_to_those_that_belong_beside_it() {
    let bands = "bands:
  - {id: us, title: US, level: senior, market: us, currency: USD, period: year, basis: base, min: 180, max: 240, as_of: 2025-04-05, sources: [S]}
  - {id: us-mid, title: US mid, level: mid, market: us, derive: {from: us, percent: -20}, sources: [S]}
  - {id: uk, title: UK, level: senior, market: uk, derive: {from: us, ratio: 0.8}, sources: [S]}
  - {id: total, title: Total, level: senior, market: us, currency: USD, period: year, basis: total, min: 200, max: 260, as_of: 2025-04-05, sources: [S]}
";
    let built = Site::of_page("")
        .file("content/roles/sre/index.md", "# SRE")
        .file("content/roles/sre/salary.yaml", bands)
        .file("content/roles/mlops/index.md", "# MLOps")
        .file("content/roles/mlops/salary.yaml", bands)
        .build()
        .ok();
    built
        .page("roles/sre/index.html")
        .texts("#band-us .wide dt", ["In the same market", "At the same level", "In other roles"])
        .texts("#band-us .wide dd", ["US mid", "UK", "MLOps: US"])
        .attributes("#band-us .wide a", "href", ["#band-us-mid", "#band-uk", "../mlops/index.html#band-us"])
        .texts("#band-total .wide dd", ["MLOps: Total"]);
}
