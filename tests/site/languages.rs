//! A playbook in several languages: a tree of pages for each, in which nothing is missing.

use crate::support::Site;

const FAQ: &str = "faq:
  - {id: time, question: How long does it take?, answer: 'Two weeks. See [pay](../../pay.md).'}
  - {id: remote, question: Is it remote?, answer: Yes.}
";

/// A playbook in English with some German.
fn bilingual() -> Site {
    Site::of_page("# Hiring\n\nSee [pay](pay.md), [[sre]] and [the answer](roles/sre/faq.yaml#time). ![chart](chart.svg)\n")
        .config("title: Playbook\nlanguages:\n  - {language: de, title: Handbuch}\nbase_url: https://example.com/p/\n")
        .file("content/pay.md", "---\ntags: [money]\nweight: 3\naliases: [old]\n---\n# Pay {#pay}\n\nWhat we pay.\n")
        .file("content/pay.de.md", "# Gehalt {#pay}\n\nWas wir zahlen, siehe [Start](index.md) und [hier](pay.de.md).\n")
        .file("content/chart.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .file("content/roles/sre/index.md", "# SRE\n\nRuns things.\n")
        .file("content/roles/sre/faq.yaml", FAQ)
        .file(
            "content/roles/sre/faq.de.yaml",
            "faq:\n  - id: time\n    question: Wie lange dauert es?\n    answer: Zwei Wochen, siehe [Gehalt](../../pay.md).\n",
        )
}

#[test]
fn each_language_has_every_page_at_the_same_address() {
    let built = bilingual().build().no_diagnostics();
    let pages: Vec<&str> = built.addresses().into_iter().filter(|address| address.ends_with(".html")).collect();
    let (german, english): (Vec<&str>, Vec<&str>) = pages.iter().partition(|address| address.starts_with("de/"));
    assert_eq!(german.iter().map(|address| &address[3..]).collect::<Vec<_>>(), english);
    assert!(built.has("chart.svg") && !built.has("de/chart.svg"), "files are shared");
    built.page("de/index.html").attributes(".content img", "src", ["../chart.svg"]);
}

#[test]
fn a_translated_page_is_shown_in_its_language_with_its_words() {
    let page = bilingual().build().ok().page("de/pay.html");
    page.texts("h1", ["Gehalt"])
        .attributes("html", "lang", ["de"])
        .attributes("html", "dir", ["ltr"])
        .texts("title", ["Gehalt · Handbuch"])
        .texts(".nav-fold summary", ["Menü"])
        .texts(".tags a", ["money"])
        .attributes(".content a", "href", ["index.html", "pay.html"])
        .attributes("link[rel=canonical]", "href", ["https://example.com/p/de/pay.html"])
        .has_no(".content [lang], .notice");
}

#[test]
fn titles_that_nobody_translated_say_their_language_wherever_they_are_listed() {
    let built = bilingual().build().ok();
    built
        .page("de/pay.html")
        .texts(".breadcrumb [lang=en]", ["Hiring"])
        .texts(".backlinks [lang=en]", ["Hiring", "SRE"])
        .texts(".neighbours [rel=prev] [lang=en]", ["Hiring"])
        .has_no("h1[lang], .breadcrumb [aria-current][lang]");
    built.page("de/roles/index.html").texts(".page-list a[lang=en]", ["SRE"]);
    built.page("de/faq.html").texts("h2 a[lang=en]", ["SRE"]).has_no(".page-header [lang]");
    built.page("de/roles/sre/index.html").texts(".site-nav a[lang=en]", ["SRE"]).has(".breadcrumb [aria-current][lang=en]");
    built.page("pay.html").has_no("main [lang], .site-nav [lang]");
}

#[test]
fn an_untranslated_entry_with_a_text_of_its_own_is_in_the_language_of_the_page() {
    let config = "languages: [de, fr]\nnavigation:\n  - {title: Money, titles: {de: Geld}, link: pay.md}\n";
    let built = bilingual().delete("content/pay.de.md").config(config).build().ok();
    built.page("de/index.html").texts(".nav-lists > ul:first-child a", ["Geld"]).has_no(".site-nav [lang]");
    built.page("fr/index.html").texts(".site-nav a[lang=en]", ["Pay"]);
}

#[test]
fn french_sets_colons_apart() {
    let faq = "faq:\n  - {id: a, question: Q?, answer: A., sources: [S], related: [b]}\n  - {id: b, question: R?, answer: B.}\n";
    let site = Site::of_page("# Accueil\n").config("language: fr\nlanguages: [en]\n");
    let built = site.file("content/roles/r/index.md", "# R\n").file("content/roles/r/faq.yaml", faq).build().ok();
    built.page("faq.html").texts(".sources span", ["Source\u{202f}:"]).texts(".links", ["Voir aussi\u{202f}: R?"]);
    built.page("en/faq.html").texts(".sources span", ["Source:"]).texts(".links", ["Related: R?"]);
}

#[test]
fn pages_that_are_made_describe_themselves_in_each_language() {
    let built = bilingual().build().ok();
    let about = |page: &str| built.page(page).attributes_of("meta[name=description]", "content").concat();
    assert_eq!(about("faq.html"), "2 questions that people ask, and our answers.");
    assert_eq!(about("de/faq.html"), "2 Fragen, die uns gestellt werden, und unsere Antworten.");
    assert_eq!(about("tags/money.html"), "One page on “money”.");
    assert_eq!(about("de/tags.html"), "Ein Thema, und die Seiten dazu.");
    assert_eq!(about("404.html"), "The page may have moved. Start from the home page, or look through the sections.");
    built.page("faq.html").texts(".lead", ["2 questions that people ask, and our answers."]);
}

#[test]
fn what_nobody_translated_is_shown_in_the_main_language_and_says_so() {
    let built = bilingual().build().ok();
    built
        .page("de/index.html")
        .texts("h1[lang=en]", ["Hiring"])
        .texts(".notice", ["Diese Seite gibt es noch nicht auf Deutsch."])
        .attributes("link[rel=canonical]", "href", ["https://example.com/p/"])
        .attributes(".content > [lang=en] a", "href", ["pay.html", "roles/sre/index.html", "roles/sre/index.html#faq-time"]);
    built
        .page("de/roles/sre/index.html")
        .texts(".faq summary", ["Wie lange dauert es?", "Is it remote?"])
        .texts(".faq details[lang=en] summary", ["Is it remote?"])
        .attributes("#faq-time", "lang", ["de"])
        .attributes("#faq-time a", "href", ["../../pay.html"])
        .texts(".records h2", ["Fragen und Antworten"]);
    built.page("index.html").has_no(".notice, .content [lang]").texts("title", ["Hiring"]);
}

#[test]
fn every_page_leads_to_itself_in_the_other_languages() {
    let built = bilingual().build().ok();
    let german = built.page("de/pay.html");
    let german = german.texts(".languages a", ["English", "Deutsch"]).attributes(".languages a", "href", ["../pay.html", "pay.html"]);
    let german = german.attributes(".languages a", "hreflang", ["en", "de"]).texts(".languages [aria-current]", ["Deutsch"]);
    german.attributes("link[rel=alternate]", "hreflang", ["en", "de", "x-default"]).attributes(
        "link[rel=alternate]",
        "href",
        ["https://example.com/p/pay.html", "https://example.com/p/de/pay.html", "https://example.com/p/pay.html"],
    );
    // There is one version of a page that nobody translated.
    built.page("de/index.html").has_no("link[rel=alternate]").count(".languages a", 2);
    Site::of_page("").build().ok().home().has_no(".languages");
}

#[test]
fn a_page_whose_address_a_language_lacks_leads_to_its_home() {
    let built = bilingual().file("content/pay.de.md", "---\ntags: [Geld]\n---\n# Gehalt {#pay}\n").build().ok();
    built.page("tags/money.html").attributes(".languages a", "href", ["money.html", "../de/index.html"]);
    built.page("de/tags/geld.html").attributes(".languages a", "href", ["../../index.html", "geld.html"]);
}

#[test]
fn old_addresses_and_places_hold_in_each_language() {
    let built = bilingual().build().ok();
    built.page("de/old.html").has("a[href='pay.html']").attributes("html", "lang", ["de"]);
    // `weight` is the page's, whatever its language.
    built.page("de/index.html").texts(".site-nav > details > .nav-lists > ul:first-child > li > a", ["Gehalt", "Roles"]);
}

#[test]
fn a_draft_of_a_translation_waits() {
    let site = bilingual().file("content/pay.de.md", "---\ndraft: true\n---\n# Gehalt {#pay}\n");
    let built = site.build().ok();
    built.page("de/pay.html").texts("h1", ["Pay"]);
    built.replace("content/pay.de.md", "true", "false").build().ok().page("de/pay.html").texts("h1", ["Gehalt"]);
}

#[test]
fn records_are_changed_field_by_field_and_item_by_item() {
    let table = "comparisons:
  - id: t
    title: This or that
    subjects: [{id: this, title: This}, {id: that, title: That}]
    criteria:
      - {id: speed, title: Speed, cells: {this: fast, that: slow}}
      - {id: price, title: Price, type: rating, cells: {this: 1, that: 4}}
";
    let german = "comparisons:
  - id: t
    title: Dies oder das
    criteria:
      - {id: price, title: Preis}
      - {id: speed, cells: {that: langsam}}
";
    let built = bilingual()
        .file("content/roles/sre/comparison.yaml", table)
        .file("content/roles/sre/comparison.de.yaml", german)
        .build()
        .no_diagnostics();
    built
        .page("de/roles/sre/index.html")
        .texts(".comparison h3", ["Dies oder das"])
        .texts(".comparison tbody th", ["Speed", "Preis"])
        .texts(".comparison tbody tr:first-child td", ["fast", "langsam"])
        .attributes(".comparison", "lang", ["de"]);
}

#[test]
fn numbers_are_written_as_the_language_writes_them() {
    let bands = "bands:\n  - {id: a, level: x, market: y, currency: CHF, period: year, min: 160000, max: 180000, as_of: 2025-05-01, sources: [S]}\n";
    let built = Site::of_page("")
        .config("language: en\nlanguages: [de, de-CH, fr]\n")
        .file("content/roles/r/index.md", "---\ndate: 2026-04-05\n---\n")
        .file("content/roles/r/salary.yaml", bands)
        .build()
        .ok();
    let range = |folder: &str| built.page(&format!("{folder}roles/r/index.html")).texts_of(".bands .range").concat();
    assert_eq!(range(""), "CHF\u{a0}160,000–180,000");
    assert_eq!(range("de/"), "160.000–180.000\u{a0}CHF");
    assert_eq!(range("de-ch/"), "CHF\u{a0}160’000–180’000");
    assert_eq!(range("fr/"), "160\u{202f}000–180\u{202f}000\u{a0}CHF");
    let day = |folder: &str| built.page(&format!("{folder}roles/r/index.html")).texts_of(".facts time").concat();
    assert_eq!(["", "de/", "fr/"].map(day), ["5 April 2026", "5. April 2026", "5 avril 2026"]);
}

#[test]
fn a_mistake_that_several_languages_show_is_told_once() {
    let built = bilingual().file("content/index.md", "[nowhere](nowhere.md)\n\n[pay](pay.md#nothing)\n").build();
    built.errors(["broken-link", "missing-anchor"]);
    // What is wrong in one language alone is told as well.
    let built = bilingual().file("content/pay.de.md", "# Gehalt\n\n[nirgends](nirgends.md)\n").build();
    built.errors(["broken-link"]);
}

#[test]
fn languages_written_from_the_right_say_so() {
    let built = Site::of_page("# A")
        .config("languages: [ar, he]")
        .file("content/index.ar.md", "# ا")
        .file("i18n/ar.yaml", "")
        .file("i18n/he.yaml", "")
        .build()
        .ok();
    built.page("ar/index.html").attributes("html", "dir", ["rtl"]).texts("h1", ["ا"]);
    built.page("he/index.html").attributes("html", "dir", ["rtl"]).has("h1[lang=en][dir=ltr]");
    built.page("index.html").texts(".languages a", ["English", "العربية", "עברית"]);
}

#[test]
fn a_regional_form_of_the_main_language_needs_no_notice() {
    let built = Site::of_page("# Start").config("language: de\nlanguages: [de-CH]").build().ok();
    built.page("de-ch/index.html").has("h1[lang=de]").has_no(".notice");
}

#[test]
fn the_navigation_has_its_texts_in_each_language() {
    let config = "languages: [de, fr]\nnavigation:\n  - {title: Money, titles: {de: Geld}, link: pay.md}\n";
    let built = bilingual().config(config).build().ok();
    let top = |page: &str| built.page(page).texts_of(".nav-lists > ul:first-child a").concat();
    assert_eq!(["index.html", "de/index.html", "fr/index.html"].map(top), ["Money", "Geld", "Pay"]);
}

#[test]
fn each_file_is_parsed_once_however_many_languages_there_are() {
    let built = bilingual().config("languages: [de, fr, it]").file("i18n/it.yaml", "").build().ok();
    // Three pages, one translated; one file of records, translated.
    assert_eq!(built.build.parsed, 6);
    let built = built.replace("content/roles/sre/index.md", "things", "everything").build().ok();
    assert_eq!(built.build.parsed, 1);
    assert_eq!(built.rendered(), ["de/roles/sre/index.html", "fr/roles/sre/index.html", "it/roles/sre/index.html", "roles/sre/index.html"]);
}

#[test]
fn an_edit_of_a_translation_renders_its_language_alone() {
    let built = bilingual().build().ok();
    let built = built.replace("content/pay.de.md", "zahlen", "bezahlen").build().ok();
    assert_eq!(built.rendered(), ["de/pay.html"]);
    let built = built.replace("content/roles/sre/faq.de.yaml", "Zwei", "Drei").build().ok();
    assert_eq!(built.rendered(), ["de/faq.html", "de/roles/sre/index.html"]);
    let built = built.delete("content/roles/sre/faq.de.yaml").build().ok();
    built.page("de/roles/sre/index.html").texts(".faq details[lang=en] summary", ["How long does it take?", "Is it remote?"]);
}
