//! What a piece of prose is by its looks: a question, an instruction, a blank to fill in.

/// How a question to a candidate begins.
const ASKING: [&str; 40] = [
    "tell me",
    "tell us",
    "describe a",
    "describe an",
    "describe the",
    "describe your",
    "describe how",
    "give me",
    "give an example",
    "give us",
    "walk me",
    "walk us",
    "share a",
    "share an",
    "talk about",
    "talk to me",
    "talk me",
    "explain a time",
    "explain a situation",
    "can you",
    "could you",
    "have you",
    "what ",
    "what's",
    "what’s",
    "how ",
    "why ",
    "when ",
    "where do",
    "who ",
    "which ",
    "do you",
    "did you",
    "are you",
    "a time ",
    "time when",
    "time you",
    "an example of",
    "example of a time",
    "discuss a",
];

/// What a question looks like whether or not it has its mark.
const CERTAIN: [&str; 16] = [
    "tell me about",
    "tell us about",
    "describe a time",
    "describe a situation",
    "describe a",
    "give me an example",
    "give an example",
    "walk me through",
    "share an example",
    "share a time",
    "talk about a time",
    "a time when",
    "a time you",
    "time when you",
    "time you",
    "tell me a time",
];

/// How an instruction to whoever fills in the notes begins.
const TELLING: [&str; 44] = [
    "describe",
    "explain",
    "set the",
    "provide",
    "share",
    "detail",
    "give",
    "outline",
    "discuss",
    "highlight",
    "specify",
    "include",
    "be specific",
    "think of",
    "quantify",
    "present",
    "focus",
    "use",
    "what",
    "who",
    "when",
    "where",
    "why",
    "how",
    "list",
    "state",
    "identify",
    "summarize",
    "summarise",
    "mention",
    "show",
    "write",
    "your",
    "briefly",
    "paint",
    "define",
    "lay out",
    "start",
    "talk",
    "tell",
    "add",
    "fill",
    "insert",
    "keep",
];

/// The words of which a definition of the method consists.
const GENERIC: [&str; 62] = [
    "situation",
    "task",
    "action",
    "actions",
    "result",
    "results",
    "context",
    "background",
    "challenge",
    "challenges",
    "problem",
    "goal",
    "goals",
    "objective",
    "responsibility",
    "responsibilities",
    "role",
    "steps",
    "taken",
    "took",
    "outcome",
    "outcomes",
    "impact",
    "happened",
    "needed",
    "done",
    "required",
    "achieved",
    "specific",
    "measurable",
    "quantified",
    "metrics",
    "learned",
    "story",
    "example",
    "scene",
    "details",
    "detail",
    "describe",
    "explain",
    "with",
    "that",
    "what",
    "were",
    "from",
    "this",
    "about",
    "solve",
    "address",
    "involved",
    "where",
    "when",
    "who",
    "including",
    "numbers",
    "possible",
    "numbers/impact",
    "statement",
    "scenario",
    "setting",
    "approach",
    "share",
];

/// Whether `text` asks something of a candidate.
pub(super) fn is_question(text: &str) -> bool {
    let text = asked(text);
    if text.len() > 400 || text.is_empty() {
        return false;
    }
    CERTAIN.iter().any(|start| starts_with(text, start))
        || text.trim_end_matches(['"', '”', '*', '_', ' ', ')']).ends_with(['?', '？'])
            && (ASKING.iter().any(|start| starts_with(text, start)) || words(text) >= 4)
}

/// The question without its number, its "Q1:" and its quotation marks.
pub(super) fn asked(text: &str) -> &str {
    let mut text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    for word in ["star question", "interview question", "question", "prompt", "q"] {
        let Some(rest) = strip_ignoring_case(text, word) else { continue };
        let rest = rest.trim_start();
        let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        if after.starts_with([':', '.', ')', '-', '–', '—', '：']) || after.len() < rest.len()
        {
            text = after;
        }
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && text[digits..].starts_with(['.', ')', ':']) {
        text = &text[digits..];
    }
    text.trim_start_matches(|c: char| !c.is_alphanumeric())
}

fn strip_ignoring_case<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    starts_with(text, prefix).then(|| &text[prefix.len()..])
}

fn starts_with(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

/// How many words `text` has.
pub(super) fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// Whether someone tells of themselves in `text`.
pub(super) fn is_first_person(text: &str) -> bool {
    let text = text.replace(['“', '”'], "\"");
    // `Say "I", not "we"` is about words.
    let spoken = |word: &&str| {
        word.starts_with('"') && word.trim_end_matches([',', '.', ';']).ends_with('"')
    };
    let unquoted: Vec<&str> = text.split_whitespace().filter(|word| !spoken(word)).collect();
    plain_words(&unquoted.join(" ")).any(|word| {
        matches!(
            word.as_str(),
            "i" | "i'm" | "i'd" | "i've" | "my" | "me" | "we" | "our" | "us" | "myself"
        )
    })
}

/// Whether `text` is nothing but a blank to fill in.
pub(super) fn is_blank(text: &str) -> bool {
    let text = text.trim();
    let boxed = [('[', ']'), ('<', '>'), ('{', '}'), ('(', ')')].iter().any(|(open, close)| {
        text.starts_with(*open) && text.ends_with(*close) && !is_first_person(text)
    });
    boxed
        || !text.chars().any(char::is_alphanumeric)
        || plain_words(text).all(|word| {
            matches!(word.as_str(), "todo" | "tbd" | "xxx" | "n/a" | "fill" | "in" | "wip")
        })
}

/// Whether `text` tells the reader what to write, rather than telling a story.
pub(super) fn is_instruction(text: &str) -> bool {
    if is_first_person(text) {
        return false;
    }
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let to_reader = plain_words(text).any(|word| {
        matches!(word.as_str(), "you" | "your" | "you're" | "yourself" | "interviewer" | "you've")
    });
    let short = words(text) <= 40;
    to_reader
        || short
            && TELLING
                .iter()
                .any(|start| starts_with(text, start) && ends_word(&text[start.len()..]))
        || short && text.trim_end().ends_with('?')
}

fn ends_word(rest: &str) -> bool {
    !rest.starts_with(char::is_alphanumeric)
}

/// Whether `text` is made of the words that explain the method, and of no others.
pub(super) fn is_generic(text: &str) -> bool {
    words(text) <= 12
        && !text.chars().any(char::is_numeric)
        && plain_words(text)
            .filter(|word| word.len() > 3)
            .all(|word| GENERIC.contains(&word.as_str()))
}

fn plain_words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| {
        c.is_whitespace()
            || matches!(c, ',' | '.' | ';' | ':' | '(' | ')' | '"' | '!' | '?' | '—' | '–')
    })
    .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace('’', "'"))
    .filter(|word| !word.is_empty())
}
