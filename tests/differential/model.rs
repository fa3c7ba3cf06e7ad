//! A small playbook that can be edited at random, and still be right when it means to be.

use std::fmt::Write as _;

use jiff::civil::date;
use rolebook::{history::Change, sources::Memory};

use crate::records::{FILES, OWN_KIND, TERMS};

/// Numbers that look random and are the same for the same seed (splitmix64).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % end as u64) as usize
    }
}

macro_rules! edits {
    ($($edit:ident),* $(,)?) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Edit { $($edit),* }

        impl Edit {
            pub const ALL: &'static [Edit] = &[$(Edit::$edit),*];
        }
    };
}

edits! {
    Body, Title, Description, Weight, Tag, Draft, Alias, Heading, Link, WikiLink, RecordLink, Snippet,
    QuestionText, QuestionMinutes, RubricScale, KitAgenda, KitAdd, KitRemove, MustHave, BandAmount, BandDerived, MarketFactor, FaqAnswer, FaqAdd, FaqRemove, ComparisonCell, RoleAdd, RoleRemove,
    RawHtml, Layout, DirectiveTemplate, Word, Token, Asset, ConfigTitle, ConfigNavigation, Variable, Data, StaticFile,
    Image, ImageRemove, ImageDark, Record, RecordFile, OwnKind, Term, TermMeaning, TermsOff, Cite, PageSources, CiteInRecord, Commit, ConfigEditUrl, HistoryOff, Language, TranslatePage, TranslateRecord, TranslateWord, PageAdd, PageRename, PageDelete, BreakLink, BreakYaml, BreakTemplate, BreakDirective, Mend,
}

impl Edit {
    /// How many outputs it renders, where that is the same for every playbook.
    pub fn renders(self) -> Option<usize> {
        match self {
            Edit::StaticFile => Some(0),
            _ => None,
        }
    }

    /// How many outputs it may render whose bytes stay the same.
    ///
    /// All templates are one answer so far, so an edit of one renders every page. A list of pages is one answer with all that
    /// is known of them, so a change that the list doesn't show renders it all the same: the section's and each tag's. So it is with
    /// lists of records that have pages of their own.
    pub fn allowed_in_vain(self, rendered: usize) -> usize {
        match self {
            Edit::Layout | Edit::DirectiveTemplate => rendered,
            // What a record refers to is asked for by title with all of the record, shown or not.
            Edit::Record | Edit::RecordFile => 3,
            Edit::Tag | Edit::PageSources => 3,
            // The lists of kits, on the role's page and on that of all kits.
            Edit::KitAgenda => 2,
            Edit::RubricScale => 1,
            _ => 0,
        }
    }
}

#[derive(Clone)]
struct Page {
    path: String,
    title: String,
    description: u64,
    weight: u64,
    tags: Vec<u64>,
    draft: bool,
    terms_off: bool,
    /// The page of the source that its front matter names; none when it names none.
    sources: u64,
    /// The number in the name of who changed it last.
    author: u64,
    aliases: Vec<u64>,
    headings: Vec<u64>,
    lines: Vec<String>,
    links: Vec<usize>,
}

#[derive(Clone)]
struct Role {
    id: String,
    prompt: u64,
    min: u64,
    percent: u64,
    answers: Vec<(u64, u64)>,
    cell: u64,
    cited: u64,
    minutes: u64,
    kits: Vec<(u64, u64)>,
    must_have: u64,
}

/// The playbook. Everything that is written follows from it.
#[derive(Clone)]
pub struct Model {
    pages: Vec<Page>,
    roles: Vec<Role>,
    next: u64,
    raw_html: u64,
    layout: u64,
    directive: u64,
    word: u64,
    token: u64,
    asset: u64,
    title: u64,
    navigation: bool,
    variable: u64,
    data: u64,
    snippet: u64,
    statics: u64,
    /// What the image of a page shows; none when there is none.
    image: Option<u64>,
    /// What is shown in its place in the dark.
    dark_image: Option<u64>,
    /// The number in each file of records; none when it isn't there.
    records: Vec<Option<u64>>,
    own_kind: u64,
    /// The number in the meaning of each term; none when it isn't there.
    terms: Vec<Option<u64>>,
    factor: u64,
    scale: u64,
    edit_url: u64,
    shows_history: bool,
    /// Whether the playbook is in German as well.
    is_bilingual: bool,
    /// The numbers in the translation of a page, of a record and of a word; none when there is none.
    translations: [Option<u64>; 3],
    broken: Option<Edit>,
    coming: Vec<Edit>,
}

impl Model {
    pub fn new() -> Self {
        let page = |path: &str, links: &[usize]| Page {
            path: path.to_owned(),
            title: path.to_owned(),
            description: 0,
            weight: 1,
            tags: vec![0],
            draft: false,
            terms_off: false,
            sources: 0,
            author: 0,
            aliases: vec![],
            headings: vec![0],
            lines: vec![],
            links: links.to_vec(),
        };
        let role = |id: &str| Role {
            id: id.to_owned(),
            prompt: 0,
            min: 180_000,
            percent: 20,
            answers: vec![(0, 0), (1, 0)],
            cell: 0,
            cited: 0,
            minutes: 10,
            kits: vec![(0, 0)],
            must_have: 0,
        };
        let paths = [
            ("index", &[1, 2][..]),
            ("guide/index", &[]),
            ("guide/intake", &[3]),
            ("guide/offer", &[]),
            ("notes", &[0]),
            ("guide/deep/panel", &[2]),
        ];
        Self {
            pages: paths.iter().map(|(path, links)| page(path, links)).collect(),
            roles: vec![role("sre"), role("mlops")],
            next: 100,
            raw_html: 0,
            layout: 0,
            directive: 0,
            word: 0,
            token: 0,
            asset: 0,
            title: 0,
            navigation: false,
            variable: 0,
            data: 0,
            snippet: 0,
            statics: 0,
            image: Some(0),
            dark_image: None,
            records: vec![Some(0); FILES.len()],
            own_kind: 0,
            terms: TERMS.iter().map(|term| (*term == TERMS[0]).then_some(0)).collect(),
            factor: 0,
            scale: 0,
            edit_url: 0,
            shows_history: true,
            is_bilingual: true,
            translations: [Some(0); 3],
            broken: None,
            coming: Edit::ALL.to_vec(),
        }
    }

    pub fn is_broken(&self) -> bool {
        self.broken.is_some()
    }

    /// In how many languages it is: what is rendered in vain is so in each.
    pub fn languages(&self) -> usize {
        if self.is_bilingual { 2 } else { 1 }
    }

    /// Edits it at random.
    pub fn edit(&mut self, random: &mut Random) -> Edit {
        let edit = match self.broken {
            // What is broken is mended soon, so that most steps compare whole sites.
            Some(_) if random.below(2) == 0 => Edit::Mend,
            Some(_) => Edit::ALL[random.below(Edit::ALL.iter().position(|edit| *edit == Edit::BreakLink).unwrap())],
            // Each kind of edit comes at least once.
            None if !self.coming.is_empty() && random.below(3) > 0 => self.coming[random.below(self.coming.len())],
            None => Edit::ALL[random.below(Edit::ALL.len())],
        };
        let applied = self.apply(edit, random);
        // One that couldn't be made, so that another one was, comes again.
        self.coming.retain(|coming| *coming != applied);
        applied
    }

    fn fresh(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    fn apply(&mut self, edit: Edit, random: &mut Random) -> Edit {
        let fresh = self.fresh();
        // The home page can't be renamed or deleted, and other pages link to it.
        let index = random.below(self.pages.len());
        let inner = 2 + random.below(self.pages.len() - 2);
        let other = random.below(self.pages.len());
        let role = random.below(self.roles.len());
        let is_open = |model: &Self, index: usize| !model.pages[index].draft;
        match edit {
            Edit::Body => {
                let index = (0..self.pages.len()).cycle().skip(index).find(|index| is_open(self, *index)).unwrap();
                self.pages[index].lines.push(format!("A new line {fresh}."));
            }
            Edit::Title => self.pages[index].title = format!("Title {fresh}"),
            Edit::Description => self.pages[index].description = fresh,
            Edit::Weight => self.pages[index].weight = fresh % 7,
            Edit::Tag => match self.pages[index].tags.len() {
                2.. => drop(self.pages[index].tags.remove(0)),
                _ => self.pages[index].tags.push(fresh),
            },
            Edit::Draft => {
                // A page that others link to can't be left out.
                let is_linked = |index: &usize| self.pages.iter().any(|page| page.links.contains(index));
                let Some(index) = (2..self.pages.len()).rev().find(|index| !is_linked(index)) else {
                    return self.apply(Edit::Body, random);
                };
                self.pages[index].draft = !self.pages[index].draft;
            }
            Edit::Alias => self.pages[index].aliases.push(fresh),
            Edit::Heading => self.pages[index].headings.push(fresh),
            Edit::Link => {
                if !is_open(self, other) {
                    return self.apply(Edit::Body, random);
                }
                match self.pages[index].links.len() {
                    3.. => drop(self.pages[index].links.remove(0)),
                    _ => self.pages[index].links.push(other),
                }
            }
            Edit::WikiLink => {
                let id = self.roles[role].id.clone();
                self.pages[index].lines = vec![format!("See [[{id}]] ({fresh}).")];
            }
            Edit::RecordLink => {
                let target = format!("/roles/{}/questions.yaml#rollback", self.roles[role].id);
                self.pages[index].lines = vec![format!("See [the question]({target}) ({fresh}).")];
            }
            Edit::Snippet => self.snippet = fresh,
            Edit::QuestionText => self.roles[role].prompt = fresh,
            Edit::QuestionMinutes => self.roles[role].minutes = 1 + fresh % 60,
            Edit::RubricScale => self.scale = fresh,
            Edit::KitAgenda => self.roles[role].kits[0].1 = fresh,
            Edit::KitAdd => self.roles[role].kits.push((fresh, 0)),
            Edit::KitRemove => {
                if self.roles[role].kits.len() < 2 {
                    return self.apply(Edit::KitAdd, random);
                }
                self.roles[role].kits.pop();
            }
            Edit::MustHave => self.roles[role].must_have = fresh,
            Edit::BandAmount => self.roles[role].min = 100_000 + fresh,
            Edit::BandDerived => self.roles[role].percent = 10 + fresh % 13,
            Edit::MarketFactor => self.factor = fresh % 40,
            Edit::FaqAnswer => self.roles[role].answers[0].1 = fresh,
            Edit::FaqAdd => self.roles[role].answers.push((fresh, 0)),
            Edit::FaqRemove => {
                if self.roles[role].answers.len() > 1 {
                    self.roles[role].answers.pop();
                }
            }
            Edit::ComparisonCell => self.roles[role].cell = fresh,
            Edit::RoleAdd => {
                let id = format!("role-{fresh}");
                self.roles.push(Role { id, ..self.roles[0].clone() });
            }
            Edit::RoleRemove => {
                if self.roles.len() <= 2 || self.is_linked(&self.roles[self.roles.len() - 1].id) {
                    return self.apply(Edit::RoleAdd, random);
                }
                self.roles.pop();
            }
            Edit::RawHtml => self.raw_html = fresh % 3,
            Edit::Layout => self.layout = fresh,
            Edit::DirectiveTemplate => self.directive = fresh,
            Edit::Word => self.word = fresh,
            Edit::Token => self.token = fresh,
            Edit::Asset => self.asset = fresh,
            Edit::ConfigTitle => self.title = fresh,
            Edit::ConfigNavigation => self.navigation = !self.navigation,
            Edit::Variable => self.variable = fresh,
            Edit::Data => self.data = fresh,
            Edit::StaticFile => self.statics += 1,
            Edit::Image => self.image = Some(fresh),
            Edit::ImageRemove => self.image = if self.image.is_some() { None } else { Some(fresh) },
            Edit::ImageDark => self.dark_image = if self.dark_image.is_some() { None } else { Some(fresh) },
            Edit::Record => {
                let file = random.below(FILES.len());
                self.records[file] = Some(fresh);
            }
            Edit::RecordFile => {
                let start = random.below(FILES.len());
                let file = (0..FILES.len()).cycle().skip(start).find(|file| FILES[*file].is_optional).unwrap();
                self.records[file] = if self.records[file].is_some() { None } else { Some(fresh) };
            }
            Edit::OwnKind => self.own_kind = fresh,
            Edit::Term => {
                let term = 1 + random.below(TERMS.len() - 1);
                self.terms[term] = if self.terms[term].is_some() { None } else { Some(fresh) };
            }
            Edit::TermMeaning => {
                let start = random.below(TERMS.len());
                let term = (0..TERMS.len()).cycle().skip(start).find(|term| self.terms[*term].is_some()).unwrap();
                self.terms[term] = Some(fresh);
            }
            Edit::TermsOff => self.pages[index].terms_off = !self.pages[index].terms_off,
            Edit::Commit if !self.shows_history => return self.apply(Edit::HistoryOff, random),
            Edit::Commit => {
                let index = (0..self.pages.len()).cycle().skip(index).find(|index| is_open(self, *index)).unwrap();
                self.pages[index].author = fresh;
            }
            Edit::ConfigEditUrl => self.edit_url = fresh,
            Edit::HistoryOff => self.shows_history = !self.shows_history,
            Edit::Cite => self.pages[index].lines.push(format!("So it is [@survey, p. {fresh}].")),
            Edit::PageSources => self.pages[index].sources = fresh,
            Edit::CiteInRecord => self.roles[role].cited = fresh,
            Edit::Language => self.is_bilingual = !self.is_bilingual,
            Edit::TranslatePage => self.translate(0, fresh),
            Edit::TranslateRecord => self.translate(1, fresh),
            Edit::TranslateWord => self.translate(2, fresh),
            Edit::PageAdd => {
                let folder = ["", "guide/", "guide/deep/", "other/"][random.below(4)];
                let page =
                    Page { path: format!("{folder}page-{fresh}"), title: format!("Page {fresh}"), links: vec![0], ..self.pages[4].clone() };
                self.pages.push(Page { aliases: vec![], draft: false, ..page });
            }
            Edit::PageRename => self.pages[inner].path = format!("guide/renamed-{fresh}"),
            Edit::PageDelete => {
                let last = self.pages.len() - 1;
                if last < 5 || self.pages.iter().any(|page| page.links.contains(&last)) {
                    return self.apply(Edit::PageAdd, random);
                }
                self.pages.pop();
            }
            Edit::BreakLink | Edit::BreakYaml | Edit::BreakTemplate | Edit::BreakDirective => self.broken = Some(edit),
            Edit::Mend => self.broken = None,
        }
        edit
    }

    /// Changes a translation, or takes it away, or adds it.
    fn translate(&mut self, what: usize, fresh: u64) {
        self.translations[what] = (!fresh.is_multiple_of(3)).then_some(fresh);
    }

    fn write_translations(&self, files: &mut Memory) {
        let [page, record, word] = self.translations;
        if let Some(number) = page.filter(|_| self.is_bilingual) {
            files.write("content/index.de.md", format!("---\ntitle: Start {number}\n---\n\nAuf Deutsch, siehe [[sre]].\n"));
        }
        if let Some(number) = record.filter(|_| self.is_bilingual) {
            let answer = format!("faq:\n  - {{id: a0, question: Auf Deutsch {number}?, answer: Ja.}}\n");
            files.write("content/roles/sre/faq.de.yaml", answer);
        }
        if let Some(number) = word {
            files.write("i18n/de.yaml", format!("faq: Fragen {number}\n"));
        }
    }

    fn is_linked(&self, role: &str) -> bool {
        self.pages.iter().flat_map(|page| &page.lines).any(|line| line.contains(role))
    }

    /// The files of the playbook.
    pub fn sources(&self) -> Memory {
        let mut files = Memory::new();
        let mut config = format!(
            "title: Playbook {}\nbase_url: https://example.com/p/\ntokens:\n  color-accent: \"#{:06x}\"\n  measure: {}rem\n",
            self.title,
            self.token,
            30 + self.token % 9
        );
        let _ = writeln!(config, "variables:\n  client: Client {}", self.variable);
        let _ = writeln!(config, "raw_html: {}", ["sanitize", "allow", "escape"][self.raw_html as usize]);
        if self.edit_url > 0 {
            let _ = writeln!(config, "edit_url: https://example.com/{}/{{path}}", self.edit_url);
        }
        if !self.shows_history {
            config.push_str("history: false\n");
        }
        if self.navigation {
            config.push_str("navigation:\n  - link: guide/index.md\n  - title: Start\n    link: index.md\n");
        }
        if self.is_bilingual {
            config.push_str("languages: [de]\n");
        }
        files.write("rolebook.yaml", config);
        self.write_translations(&mut files);
        for (index, page) in self.pages.iter().enumerate() {
            files.write(format!("content/{}.md", page.path), self.page_text(index, page));
            if page.author > 0 {
                let change = Change { day: date(2026, 1, 1), author: Some(format!("Author {}", page.author)) };
                files.date(format!("content/{}.md", page.path), change);
            }
        }
        files.write("content/_snippet.md", format!("A snippet of everybody, number {}.\n\n## Shared\n", self.snippet));
        files.write("content/data/partners.yaml", format!("- name: Partner {}\n", self.data));
        let factor = 50 + self.factor;
        files.write(
            "content/data/markets.yaml",
            format!("markets:\n  - {{id: us, title: Here, geo_factor: 1}}\n  - {{id: uk, title: There, geo_factor: 0.{factor}}}\n"),
        );
        files.write(
            "content/data/rubrics.yaml",
            format!(
                "scales:\n  - id: usual\n    title: Usual\n    points: [{{value: 1, label: low {}}}, {{value: 2, label: high}}]\n",
                self.scale
            ),
        );
        for role in &self.roles {
            self.write_role(&mut files, role);
        }
        for (file, number) in FILES.iter().zip(&self.records) {
            if let Some(number) = number {
                files.write(format!("content/{}", file.path), file.text.replace("{n}", &number.to_string()));
            }
        }
        let terms = TERMS.iter().zip(&self.terms).enumerate();
        let terms = terms.filter_map(|(id, (term, number))| {
            Some(format!("  - {{id: t{id}, title: {term}, definition: A word {}, related: [t0]}}\n", (*number)?))
        });
        files.write("content/data/glossary.yaml", format!("terms:\n{}", terms.collect::<String>()));
        files.write("kinds/tool.yaml", OWN_KIND.replace("{n}", &self.own_kind.to_string()));
        files.write(
            "templates/directives/badge.html",
            format!("{{% component badge() %}}<b>badge {}</b>{{% endcomponent badge %}}", self.directive),
        );
        let broken = if self.broken == Some(Edit::BreakTemplate) { "{% if %}" } else { "" };
        files.write(
            "templates/page.html",
            format!(
                "{{% extends \"parent/page.html\" %}}{{% block head %}}<meta name=\"layout\" content=\"{}\">{{% endblock head %}}{broken}",
                self.layout
            ),
        );
        let partners = "{% extends \"parent/home.html\" %}{% block records %}{% for p in data(path=\"data/partners.yaml\") %}<p>{{ p.name }}</p>{% endfor %}{% endblock records %}";
        files.write("templates/home.html", partners);
        files.write("i18n/en.yaml", format!("backlinks: Mentioned in {}\n", self.word));
        files.write("assets/site.css", format!("/* {} */\n", self.asset));
        for (name, number) in [("chart.png", self.image), ("chart.dark.png", self.dark_image)] {
            if let Some(number) = number {
                files.write(format!("content/charts/{name}"), chart(number));
            }
        }
        for number in 0..self.statics {
            files.write(format!("static/file-{number}.txt"), "x");
        }
        files
    }

    fn page_text(&self, index: usize, page: &Page) -> String {
        let mut text = format!("---\ntitle: {}\nweight: {}\n", page.title, page.weight);
        if page.description > 0 {
            let _ = writeln!(text, "description: About {}", page.description);
        }
        let list = |numbers: &[u64], word: &str| numbers.iter().map(|number| format!("{word}-{number}")).collect::<Vec<_>>().join(", ");
        let _ = writeln!(text, "tags: [{}]", list(&page.tags, "tag"));
        let _ = writeln!(text, "aliases: [{}]", list(&page.aliases, "old"));
        if page.draft {
            text.push_str("draft: true\n");
        }
        if page.terms_off {
            text.push_str("glossary: false\n");
        }
        if page.sources > 0 {
            let _ = writeln!(text, "sources: ['survey, p. {}']", page.sources);
        }
        text.push_str("---\n\nThe first paragraph, for :var[client] ([site](https://example.com/:var[client] \"Of :var[client]\")).\n\n");
        for heading in &page.headings {
            let _ = writeln!(text, "## Heading {heading}\n");
        }
        for line in &page.lines {
            let _ = writeln!(text, "{line}\n");
        }
        for link in &page.links {
            let _ = writeln!(text, "A [link](/{}.md).\n", self.pages[*link].path);
        }
        match index {
            0 if self.image.is_some() => text.push_str("![A chart](/charts/chart.png)\n"),
            1 => text.push_str("::badge{}\n\n::include{file=\"/_snippet.md\"}\n"),
            3 => text.push_str("::question{id=rollback role=sre}\n"),
            4 => text.push_str(":::note\nA note with a `::badge{}` in code.\n:::\n\n::salary-bands{role=mlops}\n"),
            5 => text.push_str("> ::include{file=\"/_snippet.md\"}\n\n```yaml\na: 1\n```\n"),
            _ => {}
        }
        match self.broken {
            Some(Edit::BreakLink) if index == 2 => text.push_str("\n[nowhere](nowhere.md)\n"),
            Some(Edit::BreakDirective) if index == 0 => text.push_str("\n:::note\nnever closed\n"),
            _ => {}
        }
        text
    }

    fn write_role(&self, files: &mut Memory, role: &Role) {
        let folder = format!("content/roles/{}", role.id);
        files.write(
            format!("{folder}/index.md"),
            format!("---\ntitle: Role {}\n---\n\nWhat a {} does. See [the answer](faq.yaml#a0).\n", role.id, role.id),
        );
        let (min, max) = (role.min, role.min + 60_000);
        let colon = if self.broken == Some(Edit::BreakYaml) && role.id == "sre" { "" } else { ":" };
        files.write(
            format!("{folder}/salary.yaml"),
            format!(
                "bands:\n  - id: senior\n    level: senior\n    market: us\n    currency: USD\n    period{colon} year\n    min: {min}\n    max: {max}\n    as_of: 2025-12-01\n    sources: [Us]\n  - id: mid\n    level: mid\n    market: us\n    derive: {{from: senior, percent: [-{}, -{}]}}\n    sources: [Us]\n  - id: there\n    level: senior\n    market: uk\n    derive: {{from: senior, geo_factor: market}}\n    sources: [Us]\n",
                role.percent + 5,
                role.percent
            ),
        );
        files.write(
            format!("{folder}/questions.yaml"),
            format!(
                "questions:\n  - id: rollback\n    title: Rolling back\n    prompt: |\n      How do you roll back? ({})\n\n      See [the start](/index.md).\n    type: technical\n    stage: panel\n    minutes: {}\n    competencies: [order]\n    strong_signals: [Order]\n    red_flags: [Chaos]\n    rubric: {{1: a, 2: b}}\n",
                role.prompt, role.minutes
            ),
        );
        let kits: String = role
            .kits
            .iter()
            .map(|(id, version)| {
                let agenda = format!("agenda: [{{minutes: 90, title: Part {version}, questions: [rollback]}}]");
                let scorecard = "scorecard: {sections: [{title: Order, competencies: [order]}]}";
                format!("  - id: kit-{id}\n    title: Kit {id}\n    stage: panel\n    {agenda}\n    {scorecard}\n")
            })
            .collect();
        files.write(format!("{folder}/kits.yaml"), format!("kits:\n{kits}"));
        files.write(format!("{folder}/role.yaml"), format!("must_have: [{{text: Needs order {}, competency: order}}]\n", role.must_have));
        let answers: String = role
            .answers
            .iter()
            .map(|(id, version)| {
                let include = "\n\n      ::include{file=\"/_snippet.md\"}\n\n      Some <b>raw</b> text.";
                let sources = if role.cited > 0 { format!("    sources: ['survey, p. {}']\n", role.cited) } else { String::new() };
                format!("  - id: a{id}\n    question: What about {id}?\n    answer: |\n      It is so ({version}).{include}\n{sources}")
            })
            .collect();
        files.write(format!("{folder}/faq.yaml"), format!("faq:\n{answers}"));
        files.write(
            format!("{folder}/comparison.yaml"),
            format!(
                "comparisons:\n  - id: table\n    title: This or that\n    subjects: [{{id: this, title: This}}, {{id: that, title: That}}]\n    criteria:\n      - {{id: speed, title: Speed, cells: {{this: fast {}, that: slow}}}}\n",
                role.cell
            ),
        );
    }
}

/// A small image, wide enough for a smaller variant.
fn chart(number: u64) -> Vec<u8> {
    let shade = |x: u32, y: u32| u8::try_from((u64::from(x * 7 + y * 31) + number) % 251).unwrap();
    let pixels = image::GrayImage::from_fn(650 + (number % 50) as u32, 4, |x, y| image::Luma([shade(x, y)]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    pixels.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}
