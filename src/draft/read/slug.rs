//! Names for answers, made from their words.

use std::collections::{HashMap, HashSet};

use super::Found;

/// The longest name, in bytes.
const LONGEST: usize = 48;

/// Gives each answer that has no id one that no other has.
pub(super) fn name(answers: &mut [Found]) {
    let mut taken: HashSet<String> =
        answers.iter().map(|found| found.id.clone()).filter(|id| !id.is_empty()).collect();
    let mut counts: HashMap<String, usize> = HashMap::new();
    for (at, found) in answers.iter_mut().enumerate().filter(|(_, found)| found.id.is_empty()) {
        let question = &found.draft.question;
        let title = found.headline.as_deref().filter(|_| question.is_empty()).unwrap_or(question);
        let base = Some(slug(title)).filter(|slug| !slug.is_empty());
        let base = base.unwrap_or_else(|| format!("answer-{}", at + 1));
        // Answers of one name are counted in the order of the file, which stays when their text changes.
        let count = counts.entry(base.clone()).or_insert(0_usize);
        let mut id = base.clone();
        while !taken.insert(id.clone()) {
            *count += 1;
            id = format!("{base}-{}", *count + 1);
        }
        found.id = id;
    }
}

/// The words of `title` in lower case, joined by dashes.
fn slug(title: &str) -> String {
    let mut slug = String::new();
    for word in title.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’') {
        let word: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
        if word.is_empty() {
            continue;
        }
        if slug.len() + word.len() > LONGEST {
            if slug.is_empty() {
                slug.extend(word.chars().take(LONGEST / 4));
            }
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(&word.to_lowercase());
    }
    slug
}
