//! How long a build takes and how much memory it needs, measured on a generated playbook.

use std::{
    fs::{self, File},
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use wait4::Wait4;

use crate::{
    cargo, corpus,
    project::Project,
    shell::{self, Failure, Outcome, at},
};

/// How much is measured.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Sizes {
    /// Pages of the generated playbook, without its sections' own.
    pub(crate) pages: usize,
    /// Builds, each from nothing.
    pub(crate) runs: usize,
}

impl Default for Sizes {
    fn default() -> Self {
        Self { pages: 10_000, runs: 3 }
    }
}

/// One build's cost.
#[derive(Debug, Clone, Copy)]
struct Cost {
    wall: Duration,
    cpu: Duration,
    /// Peak of the resident memory, in bytes.
    memory: u64,
}

/// Writes the playbook, builds it several times from nothing and prints each run and the median.
pub(crate) fn build(project: &Project, sizes: Sizes) -> Outcome {
    let folder = project.target.join("bench");
    let playbook = folder.join(format!("playbook-{}", sizes.pages));
    let output = folder.join("output");
    shell::remove(&playbook)?;
    let words = corpus::write(&playbook, sizes.pages)?;
    println!("{} pages, {} words a page", sizes.pages, words / sizes.pages);
    shell::run(cargo::cargo(project).args(["build", "--locked", "--release", "--package", "rolebook"]))?;

    println!("\n{:<8} {:>9} {:>9} {:>12}", "run", "wall", "CPU", "peak memory");
    let mut costs = Vec::new();
    for run in 1..=sizes.runs {
        shell::remove(&output)?;
        shell::remove(&playbook.join(".rolebook"))?;
        let mut command = Command::new(project.rolebook());
        let cost = measure(command.arg("build").arg(&playbook).arg("-o").arg(&output), &folder.join("messages.txt"))?;
        let built = shell::files(&output, ".html")?.len();
        if built < sizes.pages {
            return Err(Failure::new(format!("run {run} wrote {built} pages of {}", sizes.pages)));
        }
        println!("{}", row(&run.to_string(), cost));
        costs.push(cost);
    }
    println!("{}", row("median", median(&costs)));
    Ok(())
}

/// Runs a command and asks the kernel what it cost; its messages go to a file and are shown when it fails.
fn measure(command: &mut Command, messages: &Path) -> Outcome<Cost> {
    let line = shell::line(command);
    let log = File::create(messages).map_err(at(messages))?;
    let began = Instant::now();
    command.stdout(Stdio::null()).stderr(log);
    let child = command.spawn().map_err(|error| Failure::new(format!("`{line}` can't be started: {error}")))?;
    let used = child.wait4()?;
    let wall = began.elapsed();
    if !used.status.success() {
        let said = fs::read_to_string(messages).unwrap_or_default();
        return Err(Failure::new(format!("`{line}` failed ({}):\n{said}", used.status)));
    }
    Ok(Cost { wall, cpu: used.rusage.utime + used.rusage.stime, memory: used.rusage.maxrss })
}

/// The middle of each figure by itself; of two middle ones the larger.
fn median(costs: &[Cost]) -> Cost {
    fn middle<T: Ord + Copy + Default>(mut values: Vec<T>) -> T {
        values.sort_unstable();
        values.get(values.len() / 2).copied().unwrap_or_default()
    }
    Cost {
        wall: middle(costs.iter().map(|cost| cost.wall).collect()),
        cpu: middle(costs.iter().map(|cost| cost.cpu).collect()),
        memory: middle(costs.iter().map(|cost| cost.memory).collect()),
    }
}

fn row(name: &str, cost: Cost) -> String {
    let mebibytes = cost.memory as f64 / (1024.0 * 1024.0);
    format!("{name:<8} {:>7.2} s {:>7.2} s {mebibytes:>8.0} MiB", cost.wall.as_secs_f64(), cost.cpu.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_has_its_cost_and_a_failed_one_its_words() {
        let folder = std::env::temp_dir().join(format!("xtask-bench-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let cost = measure(Command::new("sh").args(["-c", "sleep 0.05"]), &folder.join("messages")).unwrap();
        assert!(cost.wall >= Duration::from_millis(50));
        assert!(cost.memory > 100_000 && cost.memory < 1_000_000_000, "{} bytes", cost.memory);
        let failure = measure(Command::new("sh").args(["-c", "echo trouble >&2; exit 1"]), &folder.join("messages")).unwrap_err();
        assert!(failure.to_string().contains("trouble"));
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn the_median_is_the_middle_run_of_each_figure() {
        let cost = |seconds, memory| Cost { wall: Duration::from_secs(seconds), cpu: Duration::from_secs(10 - seconds), memory };
        let middle = median(&[cost(3, 10), cost(1, 30), cost(2, 20)]);
        assert_eq!((middle.wall.as_secs(), middle.cpu.as_secs(), middle.memory), (2, 8, 20));
    }
}
