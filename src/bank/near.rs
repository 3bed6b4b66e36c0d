/// The known name that a misspelt one most likely stands for, if any is near.
pub fn nearest<'n>(found: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let found = found.to_lowercase();
    known
        .into_iter()
        .map(|name| (distance(&found, name), name))
        .min()
        .filter(|(distance, name)| *distance <= allowed(name.chars().count().min(found.len())))
        .map(|(_, name)| name)
}

/// How many slips of the finger make `name` of `found`; none for the beginning of a name ("lead" for "leadership").
fn distance(found: &str, name: &str) -> usize {
    if found.len() >= 3 && name.starts_with(found) {
        return 0;
    }
    strsim::damerau_levenshtein(found, name)
}

/// How many slips a word of this length is forgiven.
pub(super) fn allowed(length: usize) -> usize {
    match length {
        0..=3 => 0,
        4..=5 => 1,
        6..=8 => 2,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_name_is_found_and_a_far_one_is_not() {
        let known = ["leadership", "learning", "data"];
        assert_eq!(nearest("leadrship", known), Some("leadership"));
        assert_eq!(nearest("Lead", known), Some("leadership"));
        assert_eq!(nearest("cooking", known), None);
        assert_eq!(nearest("", known), None);
    }
}
