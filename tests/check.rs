//! `check` where it takes more than one run or a reader of the output.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const STORY: &str = "# Tell me about a problem you solved\n\n\
    ## Situation\n\nOur **checkout** took 8 seconds, and about 5% of customers left.\n\n\
    ## Task\n\nI had to find out why within three weeks.\n\n\
    ## Action\n\nI timed thirty checkouts and saw that 22 of them waited for\nthe `price` service. \
    I batched its queries.\n\n\
    ## Result\n\nLoad time fell from 8 s to 1.4 s, and the customers were _very_ happy.\n";

fn starcoach(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_starcoach"));
    command.current_dir(folder).env("HOME", folder).env_remove("XDG_CONFIG_HOME");
    command
}

fn check(folder: &Path, args: &[&str]) -> Output {
    starcoach(folder).arg("check").args(args).output().expect("it runs")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

/// The words at a region, as SARIF counts: from 1, columns in characters, the end exclusive.
fn slice(text: &str, region: &Value) -> String {
    let number = |key: &str| region[key].as_u64().expect(key) as usize;
    let (first, last) = (number("startLine"), number("endLine"));
    let mut words = String::new();
    for (line, content) in text.lines().enumerate().map(|(at, line)| (at + 1, line)) {
        let from = if line == first { number("startColumn") - 1 } else { 0 };
        let to = if line == last { number("endColumn") - 1 } else { content.chars().count() };
        if (first..=last).contains(&line) {
            words.extend(content.chars().skip(from).take(to - from));
            words.push(' ');
        }
    }
    words
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn sarif_points_at_the_words_it_speaks_of_and_at_rules_that_exist() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("stories")).expect("a folder");
    fs::write(folder.path().join("stories/a b.md"), STORY).expect("a story");
    fs::write(folder.path().join("stories/windows.md"), STORY.replace('\n', "\r\n"))
        .expect("a story");
    let output = check(folder.path(), &["stories", "--format", "sarif", "--require", "close"]);
    let log: Value = serde_json::from_str(&stdout(&output)).expect("one JSON document");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    assert_eq!(rules.len(), 7);
    let results = run["results"].as_array().expect("results");
    assert!(!results.is_empty());
    let reviews = stdout(&check(folder.path(), &["stories", "--format", "ndjson"]));
    for result in results {
        let rule = &rules[result["ruleIndex"].as_u64().expect("an index") as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().expect("a path");
        assert!(["stories/a%20b.md", "stories/windows.md"].contains(&uri), "{uri}");
        let region = &place["region"];
        if region["startColumn"].is_u64() {
            let quoted = letters(&slice(STORY, region));
            let message = letters(result["message"]["text"].as_str().expect("a message"));
            let known = message.contains(&quoted) || letters(&reviews).contains(&quoted);
            assert!(!quoted.is_empty() && known, "{quoted}: {result}");
        }
    }
    let finding = results.last().expect("a result")["properties"]["finding"].as_str();
    let explained = starcoach(folder.path()).args(["explain", finding.expect("an id")]).output();
    let explained = explained.expect("it runs");
    let verdict = finding.is_some_and(|id| id.starts_with("verdict."));
    assert!(explained.status.success() || verdict, "{finding:?} is not explained");
}

#[test]
fn what_cannot_be_read_is_a_notification_of_the_log_and_an_error_for_github() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.yaml"), "situation: \"x\n").expect("a file");
    let output = check(folder.path(), &["a.yaml", "none.md", "--format", "sarif"]);
    assert_eq!(output.status.code(), Some(2));
    let log: Value = serde_json::from_str(&stdout(&output)).expect("one JSON document");
    let invocation = &log["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    assert_eq!(invocation["toolExecutionNotifications"].as_array().map(Vec::len), Some(2));
    let output = check(folder.path(), &["a.yaml", "none.md", "--format", "github"]);
    let lines = stdout(&output);
    assert!(lines.starts_with("::error file=a.yaml,line=1,"), "{lines}");
    assert!(lines.contains("::error file=none.md,title="), "{lines}");
}

#[test]
fn many_files_come_out_in_the_order_of_their_names() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("s")).expect("a folder");
    for number in 100..250 {
        fs::write(folder.path().join(format!("s/{number}.md")), STORY).expect("a story");
    }
    let output = stdout(&check(folder.path(), &["s", "--format", "ndjson"]));
    let sources: Vec<String> = output
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON")["source"].to_string())
        .collect();
    let expected: Vec<String> = (100..250).map(|number| format!("\"s/{number}.md\"")).collect();
    assert_eq!(sources, expected);
}

/// A stream may be a share of a longer one, as GNU parallel and Spark cut it, and so begin anywhere.
#[test]
fn a_stream_that_begins_with_broken_lines_is_read_line_by_line_all_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let story = |id: &str, text: &str| serde_json::json!({ "id": id, "text": text }).to_string();
    let lines = [
        r#"{"id": "cut", "situation": "Our check"#.to_owned(),
        "no JSON at all".to_owned(),
        story("first", "I timed thirty checkouts. I batched the queries. It took 1 s, not 8."),
        story("second", "I asked the guests. I moved the desk. Nobody waited after that."),
    ];
    let mut child = starcoach(folder.path())
        .args(["check", "--format", "ndjson", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut input = child.stdin.take().expect("a pipe");
    input.write_all((lines.join("\n") + "\n").as_bytes()).expect("it reads");
    drop(input);
    let output = child.wait_with_output().expect("it ends");
    let told: Vec<Value> = stdout(&output)
        .lines()
        .map(|line| serde_json::from_str(line).expect("an object a line"))
        .collect();
    assert_eq!([&told[0]["line"], &told[1]["line"]], [1, 2], "{told:?}");
    assert!(told[0]["error"].is_string() && told[1]["error"].is_string());
    assert_eq!([&told[2]["id"], &told[3]["id"]], ["first", "second"], "{told:?}");
    assert_eq!((told.len(), output.status.code()), (4, Some(1)));
}

#[test]
fn no_format_sends_a_terminal_what_it_would_obey() {
    let folder = tempfile::tempdir().expect("a folder");
    let story = STORY.replace("checkout", "check\u{1b}[31mout\u{9b}2J\u{202e}");
    fs::write(folder.path().join("a.md"), &story).expect("a story");
    fs::write(folder.path().join("b\u{9b}.json"), "{\"situation\": \"\u{9b}").expect("a file");
    for format in ["text", "json", "ndjson", "sarif", "github"] {
        let files = ["a.md", "b\u{9b}.json", "no\u{1b}[1mne.md", "--full", "--format", format];
        let output = check(folder.path(), &files);
        let both = stdout(&output) + &String::from_utf8_lossy(&output.stderr);
        let obeyed = both.chars().find(|c| c.is_control() && *c != '\n' || *c == '\u{202e}');
        assert_eq!(obeyed, None, "{format}: {both}");
    }
}

#[cfg(unix)]
mod ended {
    use std::io::{BufRead, BufReader, Read};
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;

    fn interrupt(id: u32) {
        let sent = Command::new("kill").args(["-INT", &id.to_string()]).status();
        assert!(sent.expect("kill runs").success());
    }

    #[test]
    fn a_watch_reviews_what_is_saved_and_ends_with_130() {
        let folder = tempfile::tempdir().expect("a folder");
        let story = folder.path().join("a.md");
        fs::write(&story, STORY).expect("a story");
        let mut child = starcoach(folder.path())
            .args(["check", "a.md", "--watch", "--format", "ndjson"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it runs");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let mut words = || {
            let line = lines.next().expect("a line").expect("UTF-8");
            serde_json::from_str::<Value>(&line).expect("JSON")["sections"][3]["words"].as_u64()
        };
        let before = words().expect("a count");
        let mut file = fs::OpenOptions::new().append(true).open(&story).expect("the story");
        file.write_all(b"\nSo I did it again.\n").expect("saved");
        assert_eq!(words(), Some(before + 5));
        interrupt(child.id());
        assert_eq!(child.wait().expect("it ends").code(), Some(130));
    }

    #[test]
    fn ctrl_c_ends_a_hanging_reviewer_and_what_it_started() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("a.md"), STORY).expect("a story");
        let alive = folder.path().join("alive");
        assert!(Command::new("mkfifo").arg(&alive).status().expect("mkfifo runs").success());
        // What the reviewer starts holds the pipe open for as long as it lives, and writes to it if left to its end.
        let reviewer = "sh -c '(sleep 60; echo late) > alive & sleep 60'";
        let mut child = starcoach(folder.path())
            .args(["check", "a.md", "--reviewer", reviewer])
            .stdout(Stdio::piped())
            .spawn()
            .expect("it runs");
        let (opened, pipe) = mpsc::channel();
        std::thread::spawn(move || opened.send(fs::File::open(alive)));
        let pipe = pipe.recv_timeout(Duration::from_secs(20)).expect("the reviewer starts");
        interrupt(child.id());
        assert_eq!(child.wait().expect("it ends").code(), Some(130));
        let mut said = String::new();
        child.stdout.take().expect("its output").read_to_string(&mut said).expect("UTF-8");
        assert_eq!(said, "");
        let mut late = String::new();
        pipe.expect("the pipe").read_to_string(&mut late).expect("UTF-8");
        assert_eq!(late, "", "what it started lived on");
    }
}

#[test]
fn in_data_each_finding_stands_in_its_own_answer_and_in_the_latest_attempt() {
    let folder = tempfile::tempdir().expect("a folder");
    let act = "I timed thirty checkouts and saw that 22 of them waited for the price service, \
               which asked the database once for each line of a basket. I batched its queries.";
    let story = |end: &str| {
        format!(
            "situation: Our checkout took 8 seconds and customers left.\n  task: I had to find out why.\n  \
             action: |\n    First some words.\n    {act}\n  result: It got much faster{end}.\n"
        )
    };
    let two = format!("- {}- {}", story(" at last"), story(" by then"));
    let at = |day: u32| format!("at: 2026-01-0{day}T09:00:00Z\n  ");
    let kept = format!(
        "question: Tell me\nattempts:\n- {}{}- {}{}",
        at(1),
        story(" at last"),
        at(2),
        story(" by then")
    );
    fs::write(folder.path().join("two.yaml"), two).expect("a file");
    fs::write(folder.path().join("kept.yaml"), kept).expect("a file");
    let lines = |file: &str| -> Vec<u64> {
        let output = check(folder.path(), &[file, "--format", "sarif", "--tip", "impact"]);
        let log: Value = serde_json::from_str(&stdout(&output)).expect("one JSON document");
        let results = log["runs"][0]["results"].as_array().expect("results").clone();
        let region = |result: &Value| result["locations"][0]["physicalLocation"]["region"].clone();
        results.iter().filter_map(|result| region(result)["startLine"].as_u64()).collect()
    };
    assert_eq!(lines("two.yaml"), [6, 12]);
    assert_eq!(lines("kept.yaml"), [16]);
}
