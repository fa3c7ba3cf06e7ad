//! Rolebook makes hiring playbooks: Markdown pages and typed YAML records become a themed, cross-linked static site.
//!
//! The whole story is [`Builder::build`]: sources are parsed one by one, assembled into a playbook, checked, rendered through
//! recorded questions, and handed to whoever publishes. Everything but [`sources::Disk`], [`publish`] and the command line is a
//! pure function of [`sources::Sources`].

pub mod sources;

pub mod yaml;

pub mod diagnostic;

pub mod config;

pub mod front_matter;

pub mod markdown;

pub mod document;

pub mod glossary;

pub mod money;

pub mod records;
pub mod rules;

pub mod library;

pub mod history;

pub mod images;

pub mod playbook;

pub mod theme;

pub mod render;

pub mod publish;

mod builder;

pub use builder::{Build, Builder, Lifetime, Observer, Options, Reason, Site};
