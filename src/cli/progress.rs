//! A progress bar, on a terminal and for long work only.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rolebook::Observer;

/// Shows how far a build is.
pub struct Progress(Option<ProgressBar>);

/// Fewer outputs than this are done before a reader sees the bar.
const WORTH_IT: usize = 500;

impl Progress {
    /// A bar that may be shown; none when standard error is no terminal.
    pub fn shown() -> Self {
        let bar = std::io::stderr().is_terminal().then(|| ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()));
        Self(bar)
    }

    /// No bar at all.
    pub fn hidden() -> Self {
        Self(None)
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}

impl Observer for Progress {
    fn begin(&self, outputs: usize) {
        if let Some(bar) = &self.0
            && outputs >= WORTH_IT
        {
            let style = ProgressStyle::with_template("Rendering {bar:30} {pos}/{len}").unwrap_or_else(|_| ProgressStyle::default_bar());
            bar.set_style(style);
            bar.set_length(outputs as u64);
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    fn advance(&self) {
        if let Some(bar) = &self.0 {
            bar.inc(1);
        }
    }
}
