//! From a build whose outputs are all there to a published one.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::carry::carry;
use super::claims::{Claim, Fate};
use super::error::{During, PublishError};
use super::exchange::exchange;
use super::leftovers::remove_tree;
use super::manifest::{Keep, Manifest};
use super::standing::{Standing, look};
use super::strangers::{self, Stranger};
use super::{Adopt, Publisher, Report, Retention, names};

impl Publisher {
    /// Publishes what was put: the published folder holds it, and the strangers, and the files
    /// on their one more build, and nothing else.
    ///
    /// If all that is so already, nothing in the folder or beside it is touched. Files that did
    /// not change stay the same files, time stamps included, or become copies with their time
    /// where the file system has no hard links.
    ///
    /// Killed at any moment, the old tree or the new one is published and whole. (Where trees
    /// cannot be exchanged in one call there is an instant without a published folder; if it is
    /// hit, the next [`Publisher::open`] puts the old tree back.) At a power loss new files may
    /// be lost or cut off; the next build finds and mends them.
    ///
    /// # Errors
    ///
    /// - [`PublishError::Unfinished`] if an output failed before
    /// - [`PublishError::Stranger`] if something appeared in the way of an output in the meantime
    /// - [`PublishError::Io`]
    ///
    /// The old tree is published then, unless the error came after the exchange, from carrying
    /// over a stranger that arrived late or from writing the list of files: then the new one is.
    /// In either case the next build goes on from there.
    pub fn commit(mut self) -> Result<Report, PublishError> {
        let plan = self.plan()?;
        match plan.effect {
            Effect::Nothing => self.note(&plan)?,
            Effect::Exchange => {
                self.fill(&plan)?;
                self.announce(&plan)?;
                let previous = self.exchange()?;
                self.settle(&plan, previous.as_deref())?;
                return Ok(Report { leftover: previous.filter(|tree| remove_tree(tree).is_err()), ..plan.report });
            }
        }
        Ok(plan.report)
    }

    /// Decides what the next tree holds.
    pub(super) fn plan(&mut self) -> Result<Plan, PublishError> {
        let claims = self.claims.finish()?;
        let mut earlier = Vec::new();
        for (name, keep) in &self.manifest.files {
            // What somebody deleted or turned into a folder is not ours any more.
            if !claims.contains_key(name) && Standing::of(&self.place.output, name)?.is_leaf() {
                earlier.push((name, *keep));
            }
        }

        let count = |fate| claims.values().filter(|claim| claim.fate == fate).count();
        let mut report = Report { written: count(Fate::Written), unchanged: count(Fate::Unchanged), ..Report::default() };
        let same = report.written == 0 && !earlier.iter().any(|(_, keep)| *keep == Keep::Normal) && self.place.published()?.is_some();

        let mut files: BTreeMap<String, Keep> = claims.iter().map(|(name, claim)| (name.clone(), claim.retention.into())).collect();
        if same {
            // A build that changes nothing does not count, so these stay as they are.
            report.kept = earlier.len();
            files.extend(earlier.iter().map(|(name, keep)| ((*name).clone(), *keep)));
            return Ok(Plan { effect: Effect::Nothing, next: Manifest::settled(files), kept: Vec::new(), claims, report });
        }

        let mut kept = Vec::new();
        for (name, keep) in earlier {
            let free = !names::folders_above(name).any(|above| claims.contains_key(above)) && names::first_beneath(&claims, name).is_none();
            if keep == Keep::OneMoreBuild && free {
                files.insert(name.clone(), Keep::Leaving);
                kept.push(name.clone());
            } else {
                report.removed += 1;
            }
        }
        report.kept = kept.len();
        report.touched = true;
        Ok(Plan { effect: Effect::Exchange, next: Manifest::settled(files), kept, claims, report })
    }

    /// Brings the list up to date where the tree is so already, as after adopting a file.
    fn note(&self, plan: &Plan) -> Result<(), PublishError> {
        if plan.next == self.manifest {
            return Ok(());
        }
        plan.next.save(&self.place.manifest)
    }

    /// Completes the staging tree with all that stays.
    ///
    /// Only now: a build that changes nothing never needs the links.
    pub(super) fn fill(&self, plan: &Plan) -> Result<(), PublishError> {
        self.staging.begin(&self.place)?;
        let (output, staging) = (&self.place.output, &self.place.staging);
        if self.place.published()?.is_none() {
            return Ok(());
        }
        let found = strangers::find(output, "", &self.manifest)?;
        for stranger in &found.strangers {
            match (plan.meets(stranger), self.adopt) {
                (Meets::Nothing, _) => stranger.carry(output, staging, self.links)?,
                (Meets::Itself, _) | (Meets::Output, Adopt::Force) => {}
                (Meets::Output, Adopt::Refuse) => {
                    return Err(PublishError::Stranger { path: output.join(stranger.path()) });
                }
            }
        }
        let unchanged = plan.claims.iter().filter(|(_, claim)| claim.fate == Fate::Unchanged).map(|(name, _)| name);
        for name in unchanged.chain(&plan.kept) {
            let published = output.join(name);
            carry(&published, &staging.join(name), self.links).during("carry over", &published)?;
        }
        // From the deepest up, as a folder may get rights that bar the way to those in it.
        for folder in found.folders.iter().rev() {
            copy_rights(&output.join(folder), &staging.join(folder))?;
        }
        Ok(())
    }

    /// Lists the files of both trees as ours, since a kill may leave either published.
    pub(super) fn announce(&self, plan: &Plan) -> Result<(), PublishError> {
        Manifest::pending(&self.manifest, &plan.next).save(&self.place.manifest)
    }

    /// Publishes the staging tree and says where the previous tree is.
    pub(super) fn exchange(&mut self) -> Result<Option<PathBuf>, PublishError> {
        let begun = self.staging.release();
        let exchanged = exchange(&self.place, self.swap);
        if exchanged.is_err() && look(&self.place.old)?.is_none() {
            self.staging.restore(begun);
            // The announced list would do for the next run. It also names files that never came
            // to be, though, and one of these might be a stranger's by then.
            let _ = self.manifest.save(&self.place.manifest);
        }
        exchanged.during("replace the folder", &self.place.output)
    }

    /// Sees to it that nothing but our own is in the previous tree, and that the list is right.
    pub(super) fn settle(&self, plan: &Plan, previous: Option<&Path>) -> Result<(), PublishError> {
        if let Some(previous) = previous {
            // The announced list, because the files of both trees are ours.
            let both = Manifest::pending(&self.manifest, &plan.next);
            strangers::rescue(previous, &self.place.output, &both, self.links)?;
        }
        plan.next.save(&self.place.manifest)
    }
}

/// What a commit is going to do.
#[derive(Debug)]
pub(super) struct Plan {
    effect: Effect,
    next: Manifest,
    /// Names of files that are on their one more build.
    kept: Vec<String>,
    claims: BTreeMap<String, Claim>,
    report: Report,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Effect {
    Nothing,
    Exchange,
}

/// What a stranger finds at its path in the next tree.
enum Meets {
    Nothing,
    /// An output with the same bytes: it was adopted.
    Itself,
    /// An output at its path, or at one of its folders, or that takes its path for a folder.
    Output,
}

impl Plan {
    fn meets(&self, stranger: &Stranger) -> Meets {
        let path = stranger.path();
        let mut above = path.ancestors().skip(1).filter_map(names::of);
        if above.any(|folder| self.claims.contains_key(&folder)) {
            return Meets::Output;
        }
        let Some(name) = names::of(path) else {
            return Meets::Nothing;
        };
        match (self.claims.get(&name), stranger) {
            (Some(claim), Stranger::Leaf(_)) if claim.fate == Fate::Unchanged => Meets::Itself,
            (Some(_), _) => Meets::Output,
            (None, Stranger::EmptyFolder(_)) => Meets::Nothing,
            (None, Stranger::Leaf(_)) => match names::first_beneath(&self.claims, &name) {
                Some(_) => Meets::Output,
                None => Meets::Nothing,
            },
        }
    }
}

impl From<Retention> for Keep {
    fn from(retention: Retention) -> Keep {
        match retention {
            Retention::Normal => Keep::Normal,
            Retention::OneMoreBuild => Keep::OneMoreBuild,
        }
    }
}

/// Gives a folder of the next tree the rights of the same one in the published tree.
fn copy_rights(published: &Path, next: &Path) -> Result<(), PublishError> {
    // Not every folder lives on, and one may have become a file.
    match look(next)? {
        Some(metadata) if metadata.is_dir() => {}
        _ => return Ok(()),
    }
    let rights = fs::metadata(published).during("read", published)?.permissions();
    fs::set_permissions(next, rights).during("set the rights of", next)
}
