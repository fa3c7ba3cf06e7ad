//! A playbook of any size for measurements, made of hiring's words by a small generator: the same size gives the same bytes, everywhere.

use std::{fmt::Write, fs, path::Path, sync::LazyLock};

use crate::shell::{Outcome, at};

/// How many pages lie in a section.
const SECTION: usize = 50;

/// About how many words of running text a page's body has.
const WORDS_A_PAGE: usize = 1_000;

/// A list of words, split when it is first used.
type Words = LazyLock<Vec<&'static str>>;

static NOUNS: Words = Words::new(|| {
    "interviewer candidate panel band scorecard shortlist referral advert debrief offer salary level market notice contract \
     rollback cluster pipeline backlog pager incident deployment registry forecast budget reference portfolio question \
     answer signal threshold schedule recruiter manager stage agenda rubric invoice bonus option relocation visa desk team \
     mentor review"
        .split_whitespace()
        .collect()
});
static VERBS: Words = Words::new(|| {
    "names weighs wants records follows replaces delays explains measures shares closes opens compares rejects confirms \
     repeats limits covers supports outlives"
        .split_whitespace()
        .collect()
});
static QUALITIES: Words = Words::new(|| {
    "senior written early honest remote plain dated local hourly internal spoken second final open careful missing agreed \
     reliable narrow public"
        .split_whitespace()
        .collect()
});
static TAGS: Words = Words::new(|| {
    "assessment benefits calibration contractors data-platform debriefs europe interviews levels machine-learning \
     negotiation offers operations outreach pay probation referrals screening security time-zones"
        .split_whitespace()
        .collect()
});
/// Languages and code; `{n}` becomes a number.
const FENCES: &[(&str, &str)] = &[
    (
        "yaml",
        r#"stages:
  - name: screen
    minutes: {n}
    owner: recruiter
  - name: panel
    minutes: 60
    questions: [rollback, drift]
limits: { days: {n}, rounds: 3 }
"#,
    ),
    (
        "python",
        r#"def spread(band):
    """How wide a band is, in percent."""
    low, high = band["min"], band["max"]
    if not low:
        raise ValueError(f"band {n} has no minimum")
    return round(100 * (high - low) / low, 1)  # {n}
"#,
    ),
    (
        "bash",
        r#"#!/bin/sh
set -eu
for page in guides/*.md; do
  grep -q '^title:' "$page" || echo "no title: $page" >&2
done
exit {n}
"#,
    ),
    (
        "rust",
        r#"/// The middle of band {n}.
fn middle(min: u32, max: u32) -> u32 {
    let half = (max - min) / 2;
    min + half
}
"#,
    ),
    (
        "toml",
        r#"[panel]
minutes = {n}
questions = ["rollback", "drift"]

[panel.scale]
poor = 1
excellent = 4
"#,
    ),
];

/// Writes a playbook with this many pages, and a page for each section; answers how many words its pages' bodies have.
pub(crate) fn write(folder: &Path, pages: usize) -> Outcome<usize> {
    let content = folder.join("content");
    fs::create_dir_all(&content).map_err(at(&content))?;
    put(&folder.join("rolebook.yaml"), "title: Measured playbook\n")?;
    put(&content.join("index.md"), "---\ntitle: Measured playbook\n---\n\nA page of every section follows.\n")?;
    let mut words = 0;
    for page in 0..pages {
        let (section, name) = place(page);
        let section = content.join(section);
        if page % SECTION == 0 {
            fs::create_dir_all(&section).map_err(at(&section))?;
            put(&section.join("index.md"), &opening(page / SECTION))?;
        }
        let text = text(page, pages);
        words += text.split_whitespace().count();
        put(&section.join(name), &text)?;
    }
    Ok(words)
}

fn put(path: &Path, text: &str) -> Outcome {
    fs::write(path, text).map_err(at(path))
}

/// The folder and the file of a page.
fn place(page: usize) -> (String, String) {
    (format!("part-{:03}", page / SECTION + 1), format!("note-{:05}.md", page + 1))
}

/// A section's own page.
fn opening(section: usize) -> String {
    let mut random = Random::new(!(section as u64));
    format!("---\ntitle: Part {}\nweight: {}\n---\n\n{}\n", section + 1, section + 1, random.paragraph())
}

/// A whole page.
fn text(page: usize, pages: usize) -> String {
    let mut random = Random::new(page as u64);
    let mut out = String::new();
    front_matter(&mut out, &mut random, page);
    let _ = writeln!(out, "{}\n", random.paragraph());
    for part in 1.. {
        let _ = writeln!(out, "## {} {part}\n\n{}\n", random.heading(), random.paragraph());
        match part {
            2 => table(&mut out, &mut random),
            1 | 4 => list(&mut out, &mut random),
            3 | 5 => fence(&mut out, &mut random, page),
            6 => footnote(&mut out, &mut random),
            _ => {}
        }
        link(&mut out, &mut random, pages);
        if part >= 6 && out.split_whitespace().count() >= WORDS_A_PAGE {
            return out;
        }
    }
    out
}

fn front_matter(out: &mut String, random: &mut Random, page: usize) {
    let first = random.below(TAGS.len());
    let tags: Vec<_> = [0, 3, 8].iter().map(|step| TAGS[(first + step) % TAGS.len()]).collect();
    let _ = writeln!(
        out,
        "---\ntitle: {} {}\ndescription: {}\ndate: 2026-{:02}-{:02}\nweight: {}\ntags: [{}]\n---\n",
        random.heading(),
        page + 1,
        random.plain(),
        random.below(12) + 1,
        random.below(28) + 1,
        page % SECTION + 1,
        tags.join(", "),
    );
}

fn table(out: &mut String, random: &mut Random) {
    out.push_str("| Who | What | When |\n|:----|------|-----:|\n");
    for _ in 0..6 {
        let _ = writeln!(out, "| {} | {} | {} days |", random.pick(&NOUNS), random.plain(), random.below(40) + 1);
    }
    out.push('\n');
}

fn list(out: &mut String, random: &mut Random) {
    for _ in 0..5 {
        let _ = writeln!(out, "- {}", random.sentence());
    }
    out.push('\n');
}

fn fence(out: &mut String, random: &mut Random, page: usize) {
    let (language, code) = FENCES[random.below(FENCES.len())];
    let _ = writeln!(out, "```{language}\n{}```\n", code.replace("{n}", &(page * 7 + random.below(90)).to_string()));
}

fn footnote(out: &mut String, random: &mut Random) {
    let _ = writeln!(out, "> {}\n\nSomebody said so.[^source]\n\n[^source]: {}\n", random.sentence(), random.plain());
}

fn link(out: &mut String, random: &mut Random, pages: usize) {
    let (folder, file) = place(random.below(pages));
    let _ = writeln!(out, "More on this is in [another note](../{folder}/{file}). {}\n", random.sentence());
}

/// SplitMix64: small, fast, and the same on every machine.
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0xD6E8_FEB8_6659_FD93))
    }

    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % limit as u64) as usize
    }

    fn pick(&mut self, words: &[&'static str]) -> &'static str {
        words[self.below(words.len())]
    }

    /// Two words, the first with a capital.
    fn heading(&mut self) -> String {
        capital(&format!("{} {}", self.pick(&QUALITIES), self.pick(&NOUNS)))
    }

    /// A sentence without any mark-up.
    fn plain(&mut self) -> String {
        let mut words = self.clause();
        for _ in 0..self.below(3) {
            words.push_str([", and ", ", while ", " because "][self.below(3)]);
            words.push_str(&self.clause());
        }
        capital(&words) + "."
    }

    fn clause(&mut self) -> String {
        let mut thing = || format!("the {} {}", self.pick(&QUALITIES), self.pick(&NOUNS));
        let (one, other) = (thing(), thing());
        format!("{one} {} {other}", self.pick(&VERBS))
    }

    /// A sentence, one in four with a word set apart.
    fn sentence(&mut self) -> String {
        let plain = self.plain();
        let word = self.pick(&NOUNS);
        match self.below(12) {
            0 => format!("{plain} Ask for the **{word}**."),
            1 => format!("{plain} That is the *{word}*."),
            2 => format!("{plain} It is written `{word}`."),
            _ => plain,
        }
    }

    fn paragraph(&mut self) -> String {
        let count = 3 + self.below(3);
        (0..count).map(|_| self.sentence()).collect::<Vec<_>>().join("\n")
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_what_a_page_has() {
        let page = text(123, 10_000);
        assert_eq!(page.matches("```").count(), 4, "two fences");
        assert_eq!(page.matches("|:----|").count(), 1, "one table");
        assert!(page.matches("\n## ").count() >= 6);
        assert!(page.starts_with("---\ntitle: "));
        for key in ["description: ", "date: 2026-", "weight: 24\n", "tags: ["] {
            assert!(page.contains(key), "{key}");
        }
    }

    #[test]
    fn pages_are_about_a_thousand_words_and_always_the_same() {
        let words: usize = (0..200).map(|page| text(page, 10_000).split_whitespace().count()).sum();
        assert!((950..1_150).contains(&(words / 200)), "{} words", words / 200);
        assert_eq!(text(7, 100), text(7, 100));
        assert_ne!(text(7, 100), text(8, 100));
    }

    #[test]
    fn links_lead_to_pages_that_are_written() {
        let folder = std::env::temp_dir().join(format!("xtask-corpus-{}", std::process::id()));
        write(&folder, 120).unwrap();
        let mut links = 0;
        for page in 0..120 {
            let (section, name) = place(page);
            let section = folder.join("content").join(section);
            let text = fs::read_to_string(section.join(name)).unwrap();
            for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
                assert!(section.join(target).is_file(), "{target}");
                links += 1;
            }
        }
        assert!(links > 600);
        fs::remove_dir_all(&folder).unwrap();
    }
}
