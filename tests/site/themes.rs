//! Themes: layers of templates, assets, tokens and words.

use crate::support::{Built, Site};

/// A project whose theme `child` builds on `parent`, which builds on the default theme.
fn layered() -> Site {
    Site::of_page("# Home")
        .file("content/a.md", "# A")
        .config("theme: child")
        .file("themes/child/theme.yaml", "extends: parent\ntokens: {color-ink: \"#111111\"}\n")
        .file("themes/parent/theme.yaml", "tokens: {color-ink: \"#222222\", color-line: \"#333333\"}\ndark: {color-ink: \"#444444\"}\n")
}

#[test]
fn the_nearest_template_wins() {
    let page =
        |name: &str| format!("{{% extends \"layout.html\" %}}{{% block records %}}<p class=\"from\">{name}</p>{{% endblock records %}}");
    let from = |built: &Built| built.page("a.html").texts_of(".from").concat();
    let built = layered().build().ok();
    assert_eq!(from(&built), "");
    let built = built.edit("themes/parent/templates/page.html", page("parent")).build().ok();
    assert_eq!(from(&built), "parent");
    let built = built.edit("themes/child/templates/page.html", page("child")).build().ok();
    assert_eq!(from(&built), "child");
    let built = built.edit("templates/page.html", page("project")).build().ok();
    assert_eq!(from(&built), "project");
    let built = built.delete("templates/page.html").build().ok();
    assert_eq!(from(&built), "child");
}

#[test]
fn a_template_builds_on_the_same_one_of_the_layer_below() {
    let page = |name: &str| {
        format!(
            "{{% extends \"parent/layout.html\" %}}{{% block head %}}{{{{ super() }}}}<meta name=\"layer\" content=\"{name}\">{{% endblock head %}}"
        )
    };
    let built = layered()
        .file("themes/parent/templates/layout.html", page("parent"))
        .file("themes/child/templates/layout.html", page("child"))
        .file("templates/layout.html", page("project"))
        .build()
        .ok();
    for address in ["index.html", "a.html", "404.html"] {
        built.page(address).attributes("meta[name=layer]", "content", ["parent", "child", "project"]);
    }
}

#[test]
fn a_theme_and_the_project_add_directives() {
    let component = |name: &str, tag: &str| {
        format!(
            "{{% component {name}(text: string = \"x\") {{\"container\": true}} %}}<{tag} class=\"own\">{{{{ text }}}}: {{{{ body }}}}</{tag}>{{% endcomponent {name} %}}"
        )
    };
    let text = ":::pull-quote{text=Ada}\nOf the *theme*.\n:::\n\n:::aside-note\nOf the project.\n:::\n";
    let built = layered()
        .file("content/index.md", text)
        .file("themes/parent/templates/directives/pull-quote.html", component("pull_quote", "blockquote"))
        .file("templates/directives/aside-note.html", component("aside_note", "aside"))
        .build()
        .ok();
    built.home().texts("blockquote.own", ["Ada: Of the theme."]).texts("aside.own", ["x: Of the project."]);
    built.delete("templates/directives/aside-note.html").build().errors(["unknown-directive"]);
}

#[test]
fn a_directive_of_the_theme_can_be_replaced() {
    let component = "{% component note(title: string = \"\") {\"container\": true} %}<p class=\"mine\">{{ title }}</p>{{ body }}{% endcomponent note %}";
    Site::of_page(":::note{title=T}\nx\n:::\n\n> [!NOTE]\n> y\n\n:::tip\nz\n:::\n")
        .file("templates/directives/note.html", component)
        .build()
        .ok()
        .home()
        .texts(".mine", ["T", ""])
        .texts(".callout > p:last-child", ["z"]);
}

#[test]
fn a_partial_of_the_theme_can_be_replaced() {
    let built = Site::of_page("# Home").file("templates/partials/breadcrumb.html", "<p class=\"crumb\">{{ page.title }}</p>");
    built.file("content/a.md", "# A").build().ok().page("a.html").texts(".crumb", ["A"]).has_no(".breadcrumb");
}

/// The declarations of a rule of the tokens' style sheet.
fn declarations<'b>(built: &'b Built, selector: &str) -> Vec<&'b str> {
    let css = built.text(built.asset("tokens.css"));
    let (_, rest) = css.split_once(&format!("{selector} {{\n")).unwrap_or_else(|| panic!("{css}"));
    rest.split_once('}').unwrap_or_default().0.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

#[test]
fn tokens_come_from_all_layers_and_the_configuration() {
    let built = layered().build().ok();
    let light = declarations(&built, ":root");
    assert!(light.contains(&"--color-ink: #111111;") && light.contains(&"--color-line: #333333;"), "{light:?}");
    assert!(light.iter().any(|line| line.starts_with("--color-paper:")), "{light:?}");
    let built = built.edit("rolebook.yaml", "theme: child\ntokens: {color-line: \"#555555\"}").build().ok();
    let light = declarations(&built, ":root");
    assert!(light.contains(&"--color-line: #555555;"), "{light:?}");
    let dark = declarations(&built, ":root[data-theme=\"dark\"]");
    assert!(!dark.iter().any(|line| line.starts_with("--color-line:")), "what a playbook sets holds in the dark: {dark:?}");
}

#[test]
fn a_theme_declares_tokens_that_its_playbooks_may_set() {
    let built = layered().config("theme: child\ntokens: {brand: red}").build().errors(["unknown-token"]);
    let built = built.edit("themes/parent/theme.yaml", "tokens: {brand: blue}\ndark: {brand: navy}").build().ok();
    assert!(declarations(&built, ":root").contains(&"--brand: red;"));
    let built = built.edit("themes/parent/theme.yaml", "tokens: {brand: blue; green}").build().errors(["bad-token"]);
    assert!(declarations(&built, ":root").contains(&"--brand: red;"));
}

#[test]
fn tokens_have_values_for_the_dark() {
    let built = layered().file("themes/child/theme.yaml", "extends: parent\n").build().ok();
    for selector in [":root[data-theme=\"dark\"]", ":root:not([data-theme=\"light\"])"] {
        let dark = declarations(&built, selector);
        assert!(dark.contains(&"--color-ink: #444444;"), "{dark:?}");
        assert!(dark.iter().any(|line| line.starts_with("--color-paper:")), "{dark:?}");
        assert!(!dark.iter().any(|line| line.starts_with("--color-line:")), "a light value that a theme sets holds in the dark: {dark:?}");
    }
}

#[test]
fn themes_that_come_with_rolebook_are_used_by_name() {
    let site = |config: &str| Site::of_page("# Home\n\n[Pay](pay.md)").file("content/pay.md", "# Pay").file("rolebook.yaml", config);
    let built = site("theme: briefing").build().ok();
    built.page("index.html").has(".masthead-nav a[href='pay.html']").has("link[href^='assets/briefing-']").has_no(".site-nav");
    assert!(built.text(built.asset("tokens.css")).contains("--color-masthead:"));
    // One of the project's own of this name takes its place, and one of another name builds on it.
    let own = site("theme: briefing").file("themes/briefing/theme.yaml", "name: briefing").build().ok();
    own.page("index.html").has(".site-nav");
    let built = site("theme: own").file("themes/own/theme.yaml", "extends: briefing\ntokens:\n  color-masthead: \"#400000\"").build().ok();
    built.page("index.html").has(".masthead-nav");
    assert!(built.text(built.asset("tokens.css")).contains("--color-masthead: #400000"));
}

#[test]
fn a_style_sheet_names_the_files_beside_it_as_they_are_published() {
    let own = "@font-face { src: url(\"../fonts/x.woff2\"); } p { background: url(dot.svg#red), url(data:,x); }";
    let built = Site::of_page("")
        .file("assets/css/own.css", own)
        .file("assets/fonts/x.woff2", [1])
        .file("assets/css/dot.svg", "<svg/>")
        .build()
        .ok();
    let (font, dot) = (built.asset("fonts/x.woff2"), built.asset("css/dot.svg"));
    let (font, dot) = (font.replace("assets/", "../"), dot.replace("assets/", "../"));
    let expected = format!("@font-face {{ src: url(\"{font}\"); }} p {{ background: url(\"{dot}#red\"), url(data:,x); }}");
    assert_eq!(built.text(built.asset("css/own.css")), expected);
}

#[test]
fn assets_are_named_by_their_content() {
    let built = Site::of_page("").file("assets/fonts/x.woff2", [1, 2]).file("assets/site.js", "let one;").build().ok();
    let before = built.asset("site.js").to_owned();
    assert_eq!(built.text(&before), "let one;");
    built.home().has(&format!("script[src='{before}']"));
    assert_eq!(built.outputs[built.asset("fonts/x.woff2")], [1, 2]);
    let built = built.edit("assets/site.js", "let two;").build().ok();
    let after = built.asset("site.js");
    assert_ne!(before, after);
    built.home().has(&format!("script[src='{after}']"));
    assert_eq!(built.rendered(), ["404.html", "index.html"]);
}

#[test]
fn one_word_can_be_another() {
    let built = Site::of_page("").file("content/a.md", "").file("i18n/en.yaml", "home: Top\nnot_found: Lost & found\n").build().ok();
    built.page("404.html").texts("h1", ["Lost & found"]).texts(".content li:first-child a", ["Top"]);
    built.page("a.html").texts(".nav-fold summary", ["Menu"]);
    let built = built.edit("i18n/en.yaml", "menu: All pages\n").build().ok();
    built.page("a.html").texts(".nav-fold summary", ["All pages"]);
    built.page("404.html").texts("h1", ["Page not found"]);
}

#[test]
fn a_language_has_its_words_and_those_of_its_parents_for_the_rest() {
    let words = |file: &str, text: &str| {
        let built = Site::of_page("").config("language: it-CH").file(file, text).file("i18n/it.yaml", "menu: Indice\nhome: Inizio\n");
        let built = built.build().ok();
        let page = built.page("404.html");
        [".nav-fold summary", ".content li:first-child a", "h1"].map(|part| page.texts_of(part).concat())
    };
    assert_eq!(words("i18n/it-CH.yaml", "home: Casa\n"), ["Indice", "Casa", "Page not found"]);
    let german = Site::of_page("").config("language: de-CH").build().ok();
    german.page("404.html").texts("h1", ["Seite nicht gefunden"]);
}

#[test]
fn a_word_has_the_form_that_goes_with_its_number() {
    let cited = |language: &str, pages: &[&str]| {
        let site = Site::of_page("").config(language).file("content/data/sources.yaml", "sources:\n  - {id: s, title: S}\n");
        let site = pages.iter().fold(site, |site, page| site.file(&format!("content/{page}.md"), "[@s]"));
        site.build().ok().page("sources.html").texts_of(".cited-by summary").concat()
    };
    assert_eq!(cited("language: en", &["a"]), "Cited on one page: S");
    assert_eq!(cited("language: en", &["a", "b"]), "Cited on 2 pages: S");
    assert_eq!(cited("language: de", &["a", "b"]), "Auf 2 Seiten zitiert: S");
}

#[test]
fn a_page_names_its_template() {
    let site = Site::of_page("---\ntemplate: landing.html\n---\n# Home")
        .file("templates/landing.html", "{% extends \"layout.html\" %}{% block header %}<h1>Landing</h1>{% endblock header %}");
    let built = site.build().ok();
    built.home().texts("h1", ["Landing"]);
    built.delete("templates/landing.html").build().errors(["unknown-template"]);
}

#[test]
fn a_project_without_files_has_a_home_page() {
    Site::new().build().ok().home().texts("h1", ["Playbook"]);
}

#[test]
fn files_in_the_default_themes_folder_are_added_unless_they_are_a_whole_theme() {
    let built = Site::of_page("# Home").file("themes/default/assets/my.css", "p {}").build().ok();
    assert!(built.asset("my.css").ends_with(".css"));
    built.home().texts("h1", ["Home"]).has("head link[rel=stylesheet]");
    let layout = "{% extends \"parent/layout.html\" %}{% block header %}<h1>Mine</h1>{% endblock header %}";
    let built = built.edit("themes/default/templates/layout.html", layout).build().ok();
    built.home().texts("h1", ["Mine"]);
}
