//! Records of the kinds that the model's roles don't have for themselves: a file for each, of which a number in it can change.

/// A file, with `{n}` where its number stands.
pub struct File {
    pub path: &'static str,
    pub text: &'static str,
    /// Whether it can be taken away: nothing refers to what is in it.
    pub is_optional: bool,
}

const fn file(path: &'static str, text: &'static str) -> File {
    File { path, text, is_optional: false }
}

const fn optional(path: &'static str, text: &'static str) -> File {
    File { path, text, is_optional: true }
}

pub const FILES: &[File] = &[
    file("data/levels.yaml", "levels:\n  - {id: senior, title: Senior {n}, order: 30}\n  - {id: mid, title: Mid, order: 20}\n"),
    optional(
        "data/competencies.yaml",
        "competencies:\n  - {id: calm, title: Calm {n}, definition: Stays calm., levels: {senior: Always}}\n  - {id: order, title: Order, definition: First things first.}\n  - {id: speech, title: Speech, definition: Says it.}\n",
    ),
    file("data/sources.yaml", "sources:\n  - {id: survey, title: Survey {n}, publisher: Us, published: 2026}\n"),
    optional(
        "data/metrics.yaml",
        "metrics:\n  - {id: time, title: Time to hire, definition: Days., formula: b − a {n}, target: 45 days}\n",
    ),
    optional(
        "data/messages.yaml",
        "messages:\n  - {id: first, title: First contact {n}, type: outreach, body: 'Dear {name}', variables: [{name: name, example: Sam}]}\n",
    ),
    file(
        "data/process.yaml",
        "stages:\n  - {id: screen, title: Screen {n}, days: 3}\n  - {id: panel, title: Panel, days: 5, competencies: [speech]}\n",
    ),
    optional("data/tool.yaml", "tool:\n  - {id: hammer, title: Hammer {n}, price: 10, sources: [Us]}\n"),
    optional("data/checklists.yaml", "checklists:\n  - {id: after, title: After {n}, by: Us, tasks: [{text: Write it down}]}\n"),
    optional("roles/sre/process.yaml", "stages:\n  - {id: chat, title: Chat {n}, minutes: 20}\n"),
    optional("roles/sre/role.yaml", "summary: Keeps it up {n}.\nlevels: [senior]\nmust_have:\n  - {text: Calm}\nrelated: [mlops]\n"),
    optional("roles/sre/sourcing.yaml", "channels:\n  - {id: meetup, title: Meetup {n}, type: event, approach: Listen.}\n"),
    optional(
        "roles/sre/job-description.yaml",
        "job_descriptions:\n  - {id: us, title: Engineer {n}, summary: You keep it up., level: senior, bands: [senior]}\n",
    ),
];

/// Words of the glossary: some stand on pages, some in records, one nowhere. The first is always there.
pub const TERMS: &[&str] = &["paragraph", "snippet", "line", "roll back", "raw", "nowhere"];

/// The kind that the playbook declares itself; its number is part of what its records show.
pub const OWN_KIND: &str = "title: Tools {n}\nfields:\n  - {name: price, type: money, currency: USD}\n";

/// Every built-in kind stands in the model, so that none is left out of the comparison.
#[test]
fn every_kind_of_record_is_in_the_model() {
    let model = super::Model::new().sources();
    let all = format!("{model:?}");
    for kind in rolebook::records::built_in().iter() {
        assert!(all.contains(&format!("/{}\"", kind.file)), "{} is in no file of the model", kind.file);
    }
}
