//! A light stemmer: enough that "measured", "measuring" and "measure" meet, no more.

/// Verb forms that no rule leads back to their verb. Forms of be, have and do stay as they are: tense is a clue.
const IRREGULAR: &[(&str, &str)] = &[
    ("went", "go"),
    ("gone", "go"),
    ("took", "take"),
    ("taken", "take"),
    ("found", "find"),
    ("wrote", "write"),
    ("written", "write"),
    ("made", "make"),
    ("saw", "see"),
    ("seen", "see"),
    ("came", "come"),
    ("gave", "give"),
    ("given", "give"),
    ("got", "get"),
    ("gotten", "get"),
    ("ran", "run"),
    ("kept", "keep"),
    ("told", "tell"),
    ("said", "say"),
    ("thought", "think"),
    ("knew", "know"),
    ("known", "know"),
    ("grew", "grow"),
    ("grown", "grow"),
    ("fell", "fall"),
    ("fallen", "fall"),
    ("rose", "rise"),
    ("risen", "rise"),
    ("built", "build"),
    ("sent", "send"),
    ("spent", "spend"),
    ("lost", "lose"),
    ("left", "leave"),
    ("met", "meet"),
    ("sat", "sit"),
    ("stood", "stand"),
    ("held", "hold"),
    ("brought", "bring"),
    ("bought", "buy"),
    ("taught", "teach"),
    ("caught", "catch"),
    ("sold", "sell"),
    ("paid", "pay"),
    ("chose", "choose"),
    ("chosen", "choose"),
    ("broke", "break"),
    ("broken", "break"),
    ("spoke", "speak"),
    ("spoken", "speak"),
    ("drew", "draw"),
    ("drawn", "draw"),
    ("shrank", "shrink"),
    ("shrunk", "shrink"),
    ("began", "begin"),
    ("begun", "begin"),
    ("won", "win"),
    ("led", "lead"),
    ("felt", "feel"),
    ("dealt", "deal"),
    ("meant", "mean"),
    ("learnt", "learn"),
    ("swapt", "swap"),
    ("hung", "hang"),
    ("rang", "ring"),
    ("rung", "ring"),
    ("slept", "sleep"),
    ("stuck", "stick"),
    ("dug", "dig"),
    ("drove", "drive"),
    ("driven", "drive"),
    ("ate", "eat"),
    ("eaten", "eat"),
    ("flew", "fly"),
    ("forgot", "forget"),
    ("hid", "hide"),
    ("laid", "lay"),
    ("lay", "lay"),
    ("lit", "light"),
    ("shown", "show"),
    ("threw", "throw"),
    ("thrown", "throw"),
    ("understood", "understand"),
    ("woke", "wake"),
    ("wore", "wear"),
    ("froze", "freeze"),
    ("frozen", "freeze"),
    ("hidden", "hide"),
    ("fought", "fight"),
    ("sought", "seek"),
    ("heard", "hear"),
    ("fed", "feed"),
    ("bound", "bind"),
    ("swung", "swing"),
    ("struck", "strike"),
    ("sank", "sink"),
    ("spun", "spin"),
    ("tore", "tear"),
    ("torn", "tear"),
    ("beaten", "beat"),
    ("bent", "bend"),
    ("lent", "lend"),
    ("blew", "blow"),
    ("blown", "blow"),
    ("rode", "ride"),
    ("ridden", "ride"),
    ("shot", "shoot"),
    ("swept", "sweep"),
    ("wound", "wind"),
    ("rewrote", "rewrite"),
    ("rewritten", "rewrite"),
    ("rebuilt", "rebuild"),
    ("withdrew", "withdraw"),
    ("undertook", "undertake"),
    ("arose", "arise"),
    ("became", "become"),
    ("overran", "overrun"),
    ("reran", "rerun"),
    ("fewer", "few"),
    ("people", "person"),
    ("children", "child"),
    ("men", "man"),
    ("women", "woman"),
    ("mice", "mouse"),
    ("lives", "life"),
];

/// Words that the suffix rules would harm.
const WHOLE: &[&str] = &[
    "this",
    "his",
    "its",
    "was",
    "is",
    "has",
    "does",
    "as",
    "us",
    "yes",
    "less",
    "during",
    "nothing",
    "something",
    "anything",
    "everything",
    "always",
    "perhaps",
    "news",
    "need",
    "indeed",
    "speed",
    "feed",
    "thus",
    "plus",
    "bus",
    "evening",
    "morning",
    "ceiling",
    "being",
    "having",
    "doing",
    "else",
    "those",
    "these",
    "because",
    "the",
    "one",
    "once",
    "since",
    "are",
    "were",
    "there",
    "where",
    "here",
    "before",
    "sales",
    "instead",
    "ahead",
    "hundred",
    "business",
    "process",
    "analysis",
    "status",
    "basis",
];

/// The stem of a lower-case word; any other text comes back as it is.
pub(crate) fn stem(word: &str) -> String {
    if word.len() <= 3 || WHOLE.contains(&word) || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        if let Some(base) = irregular(word) {
            return without_e(base);
        }
        return word.to_owned();
    }
    if let Some(base) = irregular(word) {
        return without_e(base);
    }
    let word = singular(word);
    for (suffix, least) in [("ing", 2), ("ed", 2)] {
        if let Some(base) = word.strip_suffix(suffix)
            && base.len() >= least
            && base.bytes().any(is_vowel)
            && !(suffix == "ed" && base.ends_with('e'))
        {
            return if let Some(base) = base.strip_suffix('i') {
                format!("{base}y")
            } else {
                undoubled(base)
            };
        }
    }
    without_e(&word)
}

/// Whether a lower-case word looks like a past form: "-ed" or irregular.
pub(crate) fn is_past(word: &str) -> bool {
    (word.len() > 3 && word.ends_with("ed") && !word.ends_with("eed"))
        || (irregular(word).is_some() && !word.ends_with("er"))
        || matches!(word, "was" | "were" | "had" | "did" | "put" | "cut" | "set")
}

fn irregular(word: &str) -> Option<&'static str> {
    IRREGULAR.iter().find(|(form, _)| *form == word).map(|&(_, base)| base)
}

fn singular(word: &str) -> String {
    if let Some(base) = word.strip_suffix("ies")
        && base.len() > 1
    {
        return format!("{base}y");
    }
    for ending in ["sses", "shes", "ches", "xes", "zes"] {
        if word.ends_with(ending) {
            return word[..word.len() - 2].to_owned();
        }
    }
    if word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("us")
        && !word.ends_with("is")
    {
        return word[..word.len() - 1].to_owned();
    }
    word.to_owned()
}

/// "swapp" is "swap"; "call", "pass" and "buzz" keep both letters.
fn undoubled(base: &str) -> String {
    let bytes = base.as_bytes();
    let n = bytes.len();
    if n > 3
        && bytes[n - 1] == bytes[n - 2]
        && !is_vowel(bytes[n - 1])
        && !matches!(bytes[n - 1], b'l' | b's' | b'z')
    {
        return base[..n - 1].to_owned();
    }
    without_e(base)
}

fn without_e(word: &str) -> String {
    if word.len() > 3 { word.strip_suffix('e').unwrap_or(word).to_owned() } else { word.to_owned() }
}

fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn forms_of_a_word_meet() {
        for forms in [
            &["measure", "measured", "measuring", "measures"][..],
            &["swap", "swapped", "swapping", "swaps"],
            &["try", "tried", "tries", "trying"],
            &["find", "found", "finding"],
            &["call", "called", "calling"],
            &["write", "wrote", "written", "writing"],
            &["match", "matches", "matched"],
        ] {
            let stems: Vec<_> = forms.iter().map(|form| stem(form)).collect();
            assert!(stems.iter().all(|s| *s == stems[0]), "{stems:?}");
        }
    }

    #[test]
    fn words_that_only_end_like_a_form_stay_whole() {
        for word in ["thing", "string", "need", "during", "this", "less", "red", "naïve", "5µs"] {
            assert_eq!(stem(word), word);
        }
    }
}
