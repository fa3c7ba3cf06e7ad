//! What an author may have meant by a path that leads nowhere.

use super::{Address, Playbook};
use crate::{
    diagnostic::closest,
    markdown::LinkKind,
    sources::{SourcePath, normalize},
};

/// Where a path begins, for whoever wrote one that is like nothing there is.
pub(super) const PATHS: &str = "a path begins at the folder of the file that it stands in, or with `/` at the content folder";

impl Playbook {
    /// What to write instead of `path`, which stands in `file` and would be `full`.
    pub(super) fn suggest_path(&self, kind: LinkKind, path: &str, full: &SourcePath, file: &SourcePath) -> Option<String> {
        for extension in ["md", "markdown"] {
            let stem = full.strip_suffix(".html").unwrap_or(full);
            if kind != LinkKind::Image && self.page_of_file(&format!("{stem}.{extension}")).is_some() {
                let written = path.strip_suffix(".html").unwrap_or(path);
                return Some(format!("link the file: `{written}.{extension}`"));
            }
        }
        let near = self.nearest(kind, path, full)?;
        // Both are files, but the way from one to another is the same as between outputs.
        Some(format!("did you mean `{}`?", Address::new(&**file).href_to(&near, None)))
    }

    fn nearest(&self, kind: LinkKind, path: &str, full: &SourcePath) -> Option<SourcePath> {
        // Neither a page nor records are shown as an image.
        let pages = || self.by_source.keys().chain(self.record_files.keys()).filter(|_| kind != LinkKind::Image);
        let files = || pages().chain(self.files.keys());
        let find = |wanted: &str| files().find(|file| file.eq_ignore_ascii_case(wanted));
        // Slashes of Windows, and paths that name the content folder, are meant well.
        let plain = path.replace('\\', "/");
        let from_file = normalize(full.folder(), &plain);
        let from_root = normalize("", plain.trim_start_matches('/'));
        let from_content = normalize(&self.config.paths.content, plain.trim_start_matches('/'));
        let same = [Some(full.to_string()), from_file, from_root, from_content];
        let same = same.iter().flatten().find_map(|wanted| find(wanted));
        let beside = || {
            let neighbours = || files().filter(|file| file.folder() == full.folder());
            let stem = closest(full.stem(), neighbours().map(SourcePath::stem))?;
            let is_of_kind = |file: &&SourcePath| file.extension().eq_ignore_ascii_case(full.extension());
            let mut named: Vec<_> = neighbours().filter(|file| file.stem() == stem).collect();
            named.sort_by_key(|file| !is_of_kind(file));
            named.first().copied()
        };
        let elsewhere = || {
            let mut named = files().filter(|file| file.name().eq_ignore_ascii_case(full.name()));
            named.next().filter(|_| named.next().is_none())
        };
        same.or_else(beside).or_else(elsewhere).cloned()
    }
}
