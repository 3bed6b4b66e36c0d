//! A home in which everything that can hold text holds a payload.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::payload::{KEPT, PAYLOAD, quoted};

/// A file name with a line break and escapes.
pub(crate) const NAME: &str = "e\u{1b}[35;45mv\u{1b}]0;t\u{7}\u{202e}i\u{200b}l\n\u{9b}x";

pub(crate) struct Home(tempfile::TempDir);

impl Home {
    pub(crate) fn new() -> Self {
        let home = Self(tempfile::tempdir().expect("a folder"));
        for folder in ["store/packs", "store/drafts", "store/journal", "work/notes"] {
            fs::create_dir_all(home.path().join(folder)).expect("a folder");
        }
        home.write("store/packs/evil.yaml", &pack("evil", ""));
        home.write("store/packs/tips.yaml", &tips());
        home.write("store/drafts/evil.yaml", &draft());
        home.write("work/pack.yaml", &pack("other", "").replace("evil-", "other-"));
        home.write(
            &format!("work/{NAME}.pack.yaml"),
            &pack("third", &format!("{}: 1\n", quoted(&said()))),
        );
        home.write("work/wrong.toml", &format!("{} = 2\n", quoted(&said())));
        home.write(&format!("work/{NAME}.toml"), "minutes = 3\n");
        for (ending, text) in notes() {
            home.write(&format!("work/notes/{NAME}.{ending}"), &text);
        }
        home.write("work/talk.vtt", &format!("WEBVTT\n\n00:01.000 --> 00:09.000\nFirst I measured it, then I cut it. {0} um {0}\n", said()));
        home.script("reviewer", &format!("cat >/dev/null; printf '%s' '{}'", said()));
        home.script("failing", &format!("printf '%s' '{}' >&2; exit 3", said()));
        home
    }

    /// Among the packs and drafts some that cannot be read.
    pub(crate) fn damaged() -> Self {
        let home = Self::new();
        let broken = format!("{}: 1\n", quoted(&said()));
        home.write("store/packs/broken.yaml", &pack("broken", &broken).replace("evil-", "broken-"));
        home.write(&format!("store/packs/{NAME}.yaml"), &broken);
        home.write("store/packs/tips.yaml", &broken);
        home.write("store/drafts/broken.yaml", &broken);
        home.write(&format!("store/drafts/{NAME}.yaml"), &draft());
        home
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path().join(name), text).expect(name);
    }

    /// Leaves a page in the journal, as a session that was killed does.
    pub(crate) fn leave_unfinished(&self) {
        let said = quoted(&said());
        let page = format!(
            "{{\"question\":{said},\"question_id\":null,\"section\":\"task\",\"text\":{said}}}\n"
        );
        self.write("store/journal/unfinished.jsonl", &page);
    }

    /// The path from the home to the notes with `ending`.
    pub(crate) fn notes(ending: &str) -> String {
        format!("work/notes/{NAME}.{ending}")
    }

    fn script(&self, name: &str, what: &str) {
        let path = self.path().join(name);
        fs::write(&path, format!("#!/bin/sh\n{what}\n")).expect(name);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).expect(name);
    }

    /// The words of a command line, `{…}` replaced: a file of notes by its ending, a script, the payload.
    pub(crate) fn words(&self, line: &str) -> Vec<String> {
        line.split(' ').filter(|word| !word.is_empty()).map(|word| self.word(word)).collect()
    }

    fn word(&self, word: &str) -> String {
        let Some((before, name)) = word.strip_suffix('}').and_then(|word| word.split_once('{'))
        else {
            return word.to_owned();
        };
        before.to_owned() + &self.named(name)
    }

    fn named(&self, name: &str) -> String {
        match name {
            "said" => said(),
            "name" => NAME.to_owned(),
            "notes" => "notes".to_owned(),
            "bad-pack" => format!("{NAME}.pack.yaml"),
            "reviewer" | "failing" => self.path().join(name).display().to_string(),
            "missing" => format!("{NAME}.no-such.md"),
            ending => format!("notes/{NAME}.{ending}"),
        }
    }

    pub(crate) fn config(&self, hostile: bool) -> PathBuf {
        self.path().join("work").join(if hostile {
            "wrong.toml".to_owned()
        } else {
            format!("{NAME}.toml")
        })
    }
}

/// The payload where a reader would want to see what it says, with what must stay whole.
pub(crate) fn said() -> String {
    format!("{PAYLOAD} {KEPT}")
}

fn pack(id: &str, more: &str) -> String {
    let said = quoted(&format!("I measured it {}", said()));
    let story = |indent: &str| {
        ["situation", "task", "action", "result"]
            .map(|key| format!("{indent}{key}: {said}\n"))
            .concat()
    };
    format!(
        "pack: {id}\ntitle: {said}\nversion: 1\nauthor: {said}\n{more}questions:\n  - id: evil-question\n    prompt: {said}\n    \
         probes: {said}\n    competencies: [debugging]\n    roles: [any]\n    follow_ups: [{said}]\n    examples:\n      \
         - id: evil-example\n        focus: {said}\n        speaker: {said}\n        teaches: {{strong: {said}, weak: {said}}}\n        \
         levels: {{methodology: shown, debugging: shown, trade-offs: shown, impact: shown, learning: shown, business-value: shown}}\n\
         {}        weak:\n{}",
        story("        "),
        story("          ")
    )
}

fn draft() -> String {
    let said = quoted(&said());
    let attempt = |day: u8, more: &str| {
        format!(
            "- at: 2026-01-0{day}T10:00:00Z\n  situation: {said}\n  task: {said}\n  action: {more}\n  result: {said}\n  \
             extra:\n    {said}: {said}\n"
        )
    };
    let other = quoted(&format!("First I measured it, then I cut it by 30 %. {PAYLOAD}"));
    format!(
        "question: {said}\nquestion_id: {said}\nheadline: {said}\ncompetencies: [{said}]\nsource: {said}\nattempts:\n{}{}\
         rehearsals:\n- at: 2026-01-03T10:00:00Z\n  seconds: [1, 2, 3, 4]\n  rating: 3\n",
        attempt(1, &said),
        attempt(2, &other)
    )
}

/// The coach's own words of the tips, each with the payload behind it.
fn tips() -> String {
    let text = include_str!("../../answers/tips.yaml");
    let mut words: serde_json::Value = serde_yaml::from_str(text).expect("YAML");
    spoil(&mut words, "");
    starcoach::text::visible_json(&serde_json::to_string(&words).expect("JSON")).into_owned()
}

fn spoil(value: &mut serde_json::Value, key: &str) {
    use serde_json::Value;
    match value {
        Value::String(text) if key != "id" && key != "sections" => {
            *text = format!("{text} {}", said());
        }
        Value::Array(items) if key != "sections" || items.iter().any(Value::is_object) => {
            for item in items {
                spoil(item, key);
            }
        }
        Value::Object(entries) => {
            for (key, value) in entries {
                spoil(value, key);
            }
        }
        _ => {}
    }
}

/// A labelled answer in each markup, by its ending.
fn notes() -> Vec<(&'static str, String)> {
    let said = said();
    let told = format!("I measured it. {said} Load time fell by 30 %.");
    let sections = ["Situation", "Task", "Action", "Result"];
    let each = |head: &dyn Fn(&str) -> String| {
        sections.map(|name| format!("{}\n{told}\n\n", head(name))).concat()
    };
    let json = |name: &str| format!("{}:{}", quoted(&name.to_lowercase()), quoted(&told));
    let object =
        format!("{{\"id\":{0},\"question\":{0},{1}}}", quoted(&said), sections.map(json).join(","));
    let bad = format!("{{{}:1}}\nnot JSON {said}\n", quoted(&said));
    vec![
        (
            "md",
            format!("# {said}\n\nNobody's line {said}\n\n{}", each(&|name| format!("## {name}"))),
        ),
        ("org", format!("* {said}\n{}", each(&|name| format!("** {name}")))),
        ("txt", format!("{said}\n\n{}", each(&|name| format!("{name}:")))),
        (
            "html",
            format!(
                "<html><body><h1>{said}</h1>{}</body></html>",
                each(&|name| format!("<h2>{name}</h2>"))
            ),
        ),
        (
            "yaml",
            format!(
                "question: {}\n{}",
                quoted(&said),
                sections.map(|name| json(name).replacen(':', ": ", 1) + "\n").concat()
            ),
        ),
        ("json", format!("[{object}]")),
        ("jsonl", format!("{object}\n{bad}")),
        ("own.yaml", draft()),
        (
            "prose",
            format!(
                "Our archive burned down. {said} I was asked to rebuild it. {told} I learned {said} to ask."
            ),
        ),
        ("broken.yaml", format!("situation: x\ntask: \"{said}\n")),
        ("nul.txt", format!("Situation: {said}\0\n")),
    ]
}
