//! A light stemmer: enough that "measured", "measuring" and "measure" meet, no more.

use crate::text::word_set::{WordId, WordMap, WordSet, sorted, word_id, word_set};

/// Verb forms that no rule leads back to their verb. Forms of be, have and do stay as they are: tense is a clue.
const IRREGULAR: &[(&str, &str)] = &[
    ("arose", "arise"),
    ("ate", "eat"),
    ("beaten", "beat"),
    ("became", "become"),
    ("began", "begin"),
    ("begun", "begin"),
    ("bent", "bend"),
    ("blew", "blow"),
    ("blown", "blow"),
    ("bought", "buy"),
    ("bound", "bind"),
    ("broke", "break"),
    ("broken", "break"),
    ("brought", "bring"),
    ("built", "build"),
    ("came", "come"),
    ("caught", "catch"),
    ("children", "child"),
    ("chose", "choose"),
    ("chosen", "choose"),
    ("dealt", "deal"),
    ("drawn", "draw"),
    ("drew", "draw"),
    ("driven", "drive"),
    ("drove", "drive"),
    ("dug", "dig"),
    ("eaten", "eat"),
    ("fallen", "fall"),
    ("fed", "feed"),
    ("fell", "fall"),
    ("felt", "feel"),
    ("fewer", "few"),
    ("flew", "fly"),
    ("forgot", "forget"),
    ("fought", "fight"),
    ("found", "find"),
    ("froze", "freeze"),
    ("frozen", "freeze"),
    ("gave", "give"),
    ("given", "give"),
    ("gone", "go"),
    ("got", "get"),
    ("gotten", "get"),
    ("grew", "grow"),
    ("grown", "grow"),
    ("heard", "hear"),
    ("held", "hold"),
    ("hid", "hide"),
    ("hidden", "hide"),
    ("hung", "hang"),
    ("kept", "keep"),
    ("knew", "know"),
    ("known", "know"),
    ("laid", "lay"),
    ("lay", "lay"),
    ("learnt", "learn"),
    ("led", "lead"),
    ("left", "leave"),
    ("lent", "lend"),
    ("lit", "light"),
    ("lives", "life"),
    ("lost", "lose"),
    ("made", "make"),
    ("meant", "mean"),
    ("men", "man"),
    ("met", "meet"),
    ("mice", "mouse"),
    ("overran", "overrun"),
    ("paid", "pay"),
    ("people", "person"),
    ("ran", "run"),
    ("rang", "ring"),
    ("rebuilt", "rebuild"),
    ("reran", "rerun"),
    ("rewritten", "rewrite"),
    ("rewrote", "rewrite"),
    ("ridden", "ride"),
    ("risen", "rise"),
    ("rode", "ride"),
    ("rose", "rise"),
    ("rung", "ring"),
    ("said", "say"),
    ("sank", "sink"),
    ("sat", "sit"),
    ("saw", "see"),
    ("seen", "see"),
    ("sent", "send"),
    ("shot", "shoot"),
    ("shown", "show"),
    ("shrank", "shrink"),
    ("shrunk", "shrink"),
    ("slept", "sleep"),
    ("sold", "sell"),
    ("sought", "seek"),
    ("spent", "spend"),
    ("spoke", "speak"),
    ("spoken", "speak"),
    ("spun", "spin"),
    ("stood", "stand"),
    ("struck", "strike"),
    ("stuck", "stick"),
    ("swapt", "swap"),
    ("swept", "sweep"),
    ("swung", "swing"),
    ("taken", "take"),
    ("taught", "teach"),
    ("thought", "think"),
    ("threw", "throw"),
    ("thrown", "throw"),
    ("told", "tell"),
    ("took", "take"),
    ("tore", "tear"),
    ("torn", "tear"),
    ("understood", "understand"),
    ("undertook", "undertake"),
    ("went", "go"),
    ("withdrew", "withdraw"),
    ("woke", "wake"),
    ("women", "woman"),
    ("won", "win"),
    ("wore", "wear"),
    ("wound", "wind"),
    ("written", "write"),
    ("wrote", "write"),
];

/// Words that the suffix rules would harm.
const WHOLE: WordSet = word_set!(
    "ahead always analysis anything are as basis because before being bus business ceiling does doing during else \
    evening everything feed has having here his hundred indeed instead is its less morning need news nothing \
    once one perhaps plus process sales since something speed status the there these this those thus us was were \
    where yes"
);

/// The stem of a lower-case word; any other text comes back as it is.
pub(crate) fn stem(word: &str) -> String {
    if word.len() <= 3 || WHOLE.has(word_id(word)) || !word.bytes().all(|b| b.is_ascii_lowercase())
    {
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

/// The irregular forms by identity, each with its number in the table.
const BY_ID: [(WordId, u8); IRREGULAR.len()] = {
    let (mut all, mut at) = ([(0, 0); IRREGULAR.len()], 0);
    while at < IRREGULAR.len() {
        all[at] = (word_id(IRREGULAR[at].0), at as u8);
        at += 1;
    }
    sorted(all)
};

fn irregular(word: &str) -> Option<&'static str> {
    const FORMS: WordMap = WordMap(&BY_ID);
    FORMS.get(word_id(word)).map(|at| IRREGULAR[usize::from(at)].1)
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
