//! Clocks that are wrong, and zones that change: attempts stay in the order in which they were made.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use jiff::civil::Date;
use jiff::{Span, Zoned};

use crate::faults::{FOUR, run, run_by, text};
use crate::{QUESTION, draft, draft_path, home};

/// Writes a draft whose attempts have these times, each with its own number of words.
fn made(home: &Path, id: &str, times: &[&str]) {
    let mut yaml = "question: Why?\nattempts:\n".to_owned();
    for (number, at) in times.iter().enumerate() {
        let action = format!("I measured attempt {number}. {}", "word ".repeat(number));
        let _ = write!(yaml, "- at: {at}\n  action: {action}\n");
    }
    fs::create_dir_all(home.join("store/drafts")).expect("creates");
    fs::write(draft_path(home, id), yaml).expect("writes");
}

fn json(home: &Path, zone: &str, arguments: &[&str]) -> serde_json::Value {
    let script = format!(r#"TZ={zone} exec "$0" "$@""#);
    let ran = run_by(home, Some(&script), arguments, "");
    assert_eq!(ran.status.code(), Some(0), "{zone} {arguments:?}: {}", text(&ran.stderr));
    serde_json::from_slice(&ran.stdout).expect("JSON")
}

const ZONES: [&str; 5] =
    ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin", "Nowhere/Such"];

/// Times that a clock may have shown, in the order of making.
const CLOCKS: [(&str, &[&str]); 6] = [
    ("set back", &["2026-05-02T10:00:00Z", "2026-05-01T10:00:00Z", "2026-05-03T10:00:00Z"]),
    (
        "without a battery",
        &["2026-05-02T10:00:00Z", "1970-01-01T00:00:00Z", "1970-01-01T00:00:01Z"],
    ),
    ("ahead, then right", &["2099-12-31T23:59:59Z", "2026-05-02T10:00:00Z"]),
    (
        "summer time",
        &[
            "2026-03-29T00:59:59Z",
            "2026-03-29T01:00:00Z",
            "2026-10-25T00:30:00Z",
            "2026-10-25T01:30:00Z",
        ],
    ),
    ("leap day", &["2028-02-28T23:59:59Z", "2028-02-29T12:00:00Z", "2028-03-01T00:00:00Z"]),
    ("at the ends of time", &["-009999-01-02T01:59:59Z", "9999-12-30T22:00:00Z"]),
];

#[test]
fn whatever_the_clock_and_the_zone_attempts_stand_in_the_order_of_making() {
    for (name, times) in CLOCKS {
        let home = home();
        made(home.path(), "story", times);
        for zone in ZONES {
            let history = json(home.path(), zone, &["history", "story", "--format", "json"]);
            let attempts = history[0]["attempts"].as_array().expect("attempts");
            let words: Vec<_> = attempts.iter().filter_map(|own| own["words"].as_u64()).collect();
            let expected: Vec<_> = (0..times.len() as u64).map(|number| 4 + number).collect();
            assert_eq!(words, expected, "{name} in {zone}");

            // One attempt a period: the time to say it grows from one to the next.
            let progress = json(home.path(), zone, &["progress", "--format", "json"]);
            assert_eq!(progress["attempts"], times.len(), "{name} in {zone}");
            let periods = progress["periods"].as_array().expect("periods");
            let spoken: Vec<_> =
                periods.iter().filter_map(|own| own["spoken_seconds"].as_u64()).collect();
            assert!(
                spoken.len() == times.len() && spoken.is_sorted(),
                "{name} in {zone}: {spoken:?}"
            );
            assert!(spoken.first() < spoken.last() || times.len() == 2, "{name}: {spoken:?}");
            for period in periods {
                let day = |key: &str| period[key].as_str().expect("a day").to_owned();
                assert!(day("from") <= day("to") || day("to").starts_with('-'), "{name}: {period}");
            }
            for story in progress["stories"].as_array().expect("stories") {
                let since = story["days_since"].as_i64().expect("days");
                assert!(since >= 0, "{name} in {zone}: {since} days since");
            }
        }
    }
}

#[test]
fn attempts_saved_at_the_two_ends_of_the_world_stay_in_order() {
    let home = home();
    for (zone, action) in [
        ("Pacific/Kiritimati", "One."),
        ("Pacific/Pago_Pago", "One two."),
        ("Pacific/Kiritimati", "One two three."),
    ] {
        let script = format!(r#"TZ={zone} exec "$0" "$@""#);
        let answer = format!("S.\n.\nT.\n.\n{action}\n.\nR.\n.\n");
        let what = if draft_path(home.path(), "story").exists() { "story" } else { QUESTION };
        let ran = run_by(home.path(), Some(&script), &["practice", what], &answer);
        assert_eq!(ran.status.code(), Some(0), "{}", text(&ran.stderr));
        if what == QUESTION {
            run(home.path(), &["drafts", "rename", QUESTION, "story"], "");
        }
    }
    let attempts = draft(home.path(), "story").attempts;
    assert!(attempts.is_sorted_by_key(|attempt| attempt.at));
    for zone in ZONES {
        let history = json(home.path(), zone, &["history", "story", "--format", "json"]);
        let attempts = history[0]["attempts"].as_array().expect("attempts");
        let words: Vec<_> = attempts.iter().filter_map(|own| own["words"].as_u64()).collect();
        assert_eq!(words, [4, 5, 6], "{zone}");
        // Where the day differs, so does every attempt's: none is moved alone.
        let ran =
            run_by(home.path(), Some(&format!(r#"TZ={zone} exec "$0" "$@""#)), &["progress"], "");
        assert!(text(&ran.stdout).contains("3 attempts of 1 story on "), "{}", text(&ran.stdout));
    }
}

#[test]
fn what_is_due_makes_sense_however_wrong_the_clock_was() {
    for zone in ZONES {
        let home = home();
        made(home.path(), "ahead", &["2099-12-31T23:59:59Z"]);
        let script = format!(r#"TZ={zone} exec "$0" "$@""#);
        let due = |home: &Path| {
            let ran = run_by(home, Some(&script), &["practice", "--due"], FOUR);
            (ran.status.code(), text(&ran.stdout), text(&ran.stderr))
        };
        // Told in the future is told today at the latest: due in days, not in a lifetime.
        let (code, out, err) = due(home.path());
        assert_eq!(code, Some(0), "{err}");
        let (_, day) = out.split_once("Nothing is due before ").expect("nothing is due");
        let day: Date = day[..10].parse().expect("a day");
        let within_a_month = Zoned::now().date().saturating_add(Span::new().days(31));
        assert!(day < within_a_month, "{out}");

        made(home.path(), "long-ago", &["1970-01-01T00:00:00Z"]);
        made(home.path(), "end-of-time", &["9999-12-30T22:00:00Z"]);
        let (code, out, err) = due(home.path());
        assert_eq!(code, Some(0), "{err}");
        assert!(out.contains("Due: 1 of 3 stories.") && out.contains("long-ago"), "{out}");
    }
}
