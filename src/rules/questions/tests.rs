//! Sentences that candidates are asked, told apart as a head of talent would.

use super::Forbidden;
use crate::{
    rules::{load, sentences::sentences},
    sources::Memory,
};

/// The sentences that some topic is found in.
fn touched(lines: &str) -> Vec<&str> {
    let (rules, _) = load(&Memory::new());
    let forbidden = Forbidden::of(&rules.topics);
    let is_touched = |line: &&str| sentences(line).iter().any(|sentence| forbidden.topics_of(sentence).next().is_some());
    lines.lines().filter(is_touched).collect()
}

#[test]
fn improper_questions_are_found() {
    let lines = include_str!("improper.txt");
    let found = touched(lines);
    let missed: Vec<&str> = lines.lines().filter(|line| !found.contains(line)).collect();
    assert!(missed.is_empty(), "missed:\n{}", missed.join("\n"));
}

#[test]
fn harmless_questions_are_left_alone() {
    let found = touched(include_str!("harmless.txt"));
    assert!(found.is_empty(), "wrongly found:\n{}", found.join("\n"));
}

/// Each topic is found by some sentence of the list, so that none is only written down.
#[test]
fn every_topic_is_found() {
    let (rules, _) = load(&Memory::new());
    let forbidden = Forbidden::of(&rules.topics);
    let all: Vec<_> = include_str!("improper.txt").lines().flat_map(sentences).collect();
    let is_found = |id: &str| all.iter().flat_map(|sentence| forbidden.topics_of(sentence)).any(|topic| *topic.id == *id);
    let unused: Vec<&str> = rules.topics.iter().map(|topic| &*topic.id).filter(|id| !is_found(id)).collect();
    assert!(unused.is_empty(), "no sentence is about {unused:?}");
}
