//! Finds the words of a glossary in finished HTML.
//!
//! Text is compared as [`words`], never as characters, so a name is found whole or not at all, and `&amp;` is the sign that a
//! reader sees. [`mod@forms`] says how a name may be written; a [`Glossary`] holds the forms of all names and finds the longest.

mod forms;
mod words;

use std::{collections::BTreeMap, ops::Range};

pub use self::forms::{Case, spelling};
use self::{
    forms::{Form, Inflection, forms},
    words::{Token, read},
};

/// The names of a glossary, each with what it stands for.
#[derive(Debug)]
pub struct Glossary<T> {
    /// By the first word in lower case.
    forms: BTreeMap<Box<str>, Vec<(Form, T)>>,
}

impl<T> Default for Glossary<T> {
    fn default() -> Self {
        Self { forms: BTreeMap::new() }
    }
}

/// A name that stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<T> {
    /// What it stands for.
    pub means: T,
    /// Where it stands.
    pub span: Range<usize>,
}

impl<T: Copy> Glossary<T> {
    /// Adds a name.
    pub fn add(&mut self, name: &str, case: Case, means: T) {
        for form in forms(name, case) {
            self.forms.entry(form.first().into()).or_default().push((form, means));
        }
    }

    /// Whether it has no names.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// The names in a range of HTML without tags, in order, the longest where several begin or overlap.
    pub fn find(&self, html: &str, within: Range<usize>) -> Vec<Found<T>> {
        let tokens = read(html, within);
        let mut found = Vec::new();
        let mut lower = String::new();
        let mut at = 0;
        while at < tokens.len() {
            tokens[at].word.lower_into(&mut lower);
            let longest = self.forms.get(&*lower).and_then(|forms| longest(forms, &tokens, at));
            match longest {
                Some((form, means)) => {
                    let end = at + form.len();
                    found.push(Found { means, span: tokens[at].span.start..tokens[end - 1].span.end });
                    at = end;
                }
                None => at += 1,
            }
        }
        found
    }
}

/// The longest form that stands here; of two that are as long, one that minds capitals, then one that isn't inflected.
fn longest<'f, T: Copy>(forms: &'f [(Form, T)], tokens: &[Token<'_>], at: usize) -> Option<(&'f Form, T)> {
    let rank = |form: &Form| (form.len(), form.case == Case::Exact, form.inflection == Inflection::None);
    // Of equals, the first.
    let fitting = forms.iter().rev().filter(|(form, _)| form.stands_at(tokens, at));
    fitting.max_by_key(|(form, _)| rank(form)).map(|(form, means)| (form, *means))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(names: &[&str], html: &str) -> Vec<String> {
        let mut glossary = Glossary::default();
        names.iter().enumerate().for_each(|(index, name)| glossary.add(name, Case::Any, index));
        let all = glossary.find(html, 0..html.len());
        all.into_iter().map(|found| format!("{}={}", &html[found.span], names[found.means])).collect()
    }

    #[test]
    fn whole_words_are_found_in_any_case() {
        assert_eq!(
            found(&["offer"], "Offer, the offer; (offer) “offer”."),
            vec!["Offer=offer", "offer=offer", "offer=offer", "offer=offer"]
        );
        for text in ["offering", "coffer", "offer-stage", "pre-offer", "offer_x", "a.offer", "@offer", "#offer", "offer.html", "offer’d"]
        {
            assert_eq!(found(&["offer"], text), [""; 0], "{text}");
        }
        assert_eq!(found(&["offer"], "An offer. The"), ["offer=offer"]);
        assert_eq!(found(&["größe"], "Die Größe"), ["Größe=größe"]);
    }

    #[test]
    fn plurals_and_possessives_are_the_same_word() {
        assert_eq!(found(&["hiring manager"], "Hiring managers meet."), ["Hiring managers=hiring manager"]);
        assert_eq!(found(&["agency"], "agencies and agency's"), ["agencies=agency", "agency=agency"]);
        assert_eq!(found(&["process"], "processes, process’s"), ["processes=process", "process=process"]);
        assert_eq!(found(&["recruiter"], "the recruiters' work"), ["recruiters=recruiter"]);
        assert_eq!(found(&["day"], "daies days"), ["days=day"]);
    }

    #[test]
    fn capitals_are_found_in_capitals_alone() {
        assert_eq!(found(&["IT"], "It is IT; it's IT's."), ["IT=IT", "IT=IT"]);
        assert_eq!(found(&["SLA"], "SLAs, SLAS, slas, SLA"), ["SLAs=SLA", "SLA=SLA"]);
        assert_eq!(found(&["IT", "it"], "IT it"), ["IT=IT", "it=it"]);
    }

    #[test]
    fn signs_belong_to_a_name() {
        let names = ["CI/CD", "C++", "C", "R&D", "k8s", "p95", ".NET", "A/B test", "C#"];
        assert_eq!(
            found(&names, "CI/CD, C++, C, R&amp;D, K8s, P95: .NET and A/B tests in C#."),
            ["CI/CD=CI/CD", "C++=C++", "C=C", "R&amp;D=R&D", "K8s=k8s", "P95=p95", ".NET=.NET", "A/B tests=A/B test", "C#=C#"]
        );
        assert_eq!(found(&["C", "R"], "C++ C# R&amp;D C-level"), [""; 0]);
        assert_eq!(found(&["CI/CD"], "CI / CD"), [""; 0]);
        assert_eq!(found(&["recruiter"], "recruiter/sourcer"), ["recruiter=recruiter"]);
        assert_eq!(found(&["take-home"], "a take‑home"), ["take‑home=take-home"]);
    }

    #[test]
    fn the_longest_name_wins_and_covers_the_shorter() {
        let names = ["manager", "hiring", "hiring manager", "manager call"];
        assert_eq!(found(&names, "A hiring\n manager calls a manager."), ["hiring\n manager=hiring manager", "manager=manager"]);
    }

    #[test]
    fn a_name_of_nothing_is_never_found() {
        assert_eq!(found(&["", " "], "a b"), [""; 0]);
    }
}
