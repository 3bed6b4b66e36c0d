//! The hook and the workflow in `examples/`, run as their users would run them.
#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const FULL: &str = "## Situation\nOur checkout took 8 seconds and customers left.\n\
    ## Task\nI had to find out why.\n\
    ## Action\nFirst I timed thirty checkouts to find the slow part, then I read the queries, and then I \
    batched them because prices change hourly.\n\
    ## Result\nLoad time fell from 8 s to 1.4 s and abandoned carts from 40% to 8%.\n";
const THIN: &str = "## Situation\nWe had a dashboard.\n## Task\nMake it better.\n\
    ## Action\nWe worked hard on it.\n## Result\nEverybody was happy.\n";

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name)
}

/// A command with the program of this build first on its path, and no settings of the user's.
fn command(name: &str, folder: &Path) -> Command {
    let bin = Path::new(env!("CARGO_BIN_EXE_starcoach")).parent().expect("its folder");
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap_or_default());
    let mut command = Command::new(name);
    command.current_dir(folder).env("PATH", path).env("HOME", folder);
    command.env_remove("XDG_CONFIG_HOME").env("GIT_CONFIG_GLOBAL", "/dev/null");
    command
}

fn git(folder: &Path, args: &[&str]) -> Output {
    let identity = ["-c", "user.name=T", "-c", "user.email=t@example.org"];
    command("git", folder).args(identity).args(args).output().expect("git runs")
}

fn text(output: &Output) -> String {
    let both = [&output.stdout[..], &output.stderr[..]].concat();
    String::from_utf8_lossy(&both).into_owned()
}

#[test]
fn the_hook_lets_good_stories_pass_and_stops_thin_ones_as_they_are_staged() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    assert!(git(root, &["init", "-q"]).status.success());
    fs::copy(example("hooks/pre-commit"), root.join(".git/hooks/pre-commit")).expect("installed");
    fs::create_dir(root.join("stories")).expect("a folder");

    fs::write(root.join("stories/a b.md"), FULL).expect("a story");
    fs::write(root.join("notes.md"), THIN).expect("a file elsewhere");
    git(root, &["add", "."]);
    let good = git(root, &["commit", "-qm", "good"]);
    assert!(good.status.success(), "{}", text(&good));
    assert_eq!(text(&good), "");

    // On disk it is mended already; what is staged is not.
    fs::write(root.join("stories/a b.md"), THIN).expect("a story");
    git(root, &["add", "."]);
    fs::write(root.join("stories/a b.md"), FULL).expect("a story");
    let thin = git(root, &["commit", "-qm", "thin"]);
    assert!(!thin.status.success(), "{}", text(&thin));
    assert!(text(&thin).contains("stories/a b.md:1"), "{}", text(&thin));

    git(root, &["reset", "-q"]);
    fs::write(root.join("notes.md"), FULL).expect("a file elsewhere");
    git(root, &["add", "notes.md"]);
    let none = git(root, &["commit", "-qm", "no story"]);
    assert!(none.status.success(), "{}", text(&none));
}

#[test]
fn the_line_that_the_workflow_runs_marks_what_is_missing() {
    let workflow = fs::read_to_string(example("github/star-check.yml")).expect("the workflow");
    let steps: Vec<&str> =
        workflow.lines().filter_map(|line| line.trim().strip_prefix("- run: ")).collect();
    let step = steps.iter().find(|step| step.starts_with("starcoach ")).expect("a step");
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("stories")).expect("a folder");
    let run = |story: &str| {
        fs::write(folder.path().join("stories/a.md"), story).expect("a story");
        // As Actions runs a step.
        command("bash", folder.path()).args(["-e", "-c", step]).output().expect("bash runs")
    };
    let thin = run(THIN);
    assert_eq!(thin.status.code(), Some(1), "{}", text(&thin));
    let out = text(&thin);
    assert!(out.lines().all(|line| line.starts_with("::")), "{out}");
    assert!(out.lines().any(|line| line.starts_with("::error file=stories/a.md,line=")), "{out}");
    let full = run(FULL);
    assert!(full.status.success(), "{}", text(&full));
}
