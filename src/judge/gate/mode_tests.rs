use super::{Mode, mode};
use crate::judge::gate::read::loose;

fn of(text: &str) -> Mode {
    mode(&loose(text))
}

#[test]
fn deeds_are_found_with_and_without_their_speaker() {
    for text in [
        "I then quickly measured it",
        "I've put them in order",
        "Pulled the tacho prints for March.",
        "so i took the pad",
    ] {
        assert!(of(text).deed_of_mine, "{text}");
    }
    assert!(of("We had sorted them by mould").deed_of_ours);
    assert!(!of("They sorted them by mould").is_deed());
}

#[test]
fn descriptions_orders_and_labels_are_no_deeds() {
    for text in [
        "Experienced nurse with a passion for care",
        "Put them in a table",
        "Fixed: crash on start",
        "Made for busy cooks",
    ] {
        assert!(!of(text).is_deed(), "{text}");
    }
}

#[test]
fn wishes_and_advice_are_told_from_what_happened() {
    for text in [
        "I would look at the logs",
        "You should hear each one alone",
        "Imagine a shop that goes down",
        "I'd ring two houses",
    ] {
        assert!(of(text).unreal && !of(text).past, "{text}");
    }
    for text in ["I could see it in the log", "I'd measured it", "A book would have been neater"] {
        assert!(!of(text).unreal, "{text}");
    }
}

#[test]
fn plans_are_told_from_plans_as_things_and_going_from_going_to() {
    for text in [
        "It is going to break",
        "I'll ring them",
        "They will see",
        "We hope to sell it",
        "The target is ten",
        "It is due in spring",
        "Ready next summer",
    ] {
        assert!(of(text).planned, "{text}");
    }
    for text in [
        "I was going to the market",
        "It was going to a friend's",
        "The query plan was wrong",
        "It was due to rain",
        "The next one broke",
    ] {
        assert!(!of(text).planned, "{text}");
    }
}

#[test]
fn a_past_form_that_describes_tells_of_nothing_that_happened() {
    for text in ["The lamps went out", "It was cold", "She hadn't, but they didnt", "Then broke it"]
    {
        assert!(of(text).past, "{text}");
    }
    for text in [
        "The fried fish",
        "Our fried fish",
        "Full of fried fish",
        "Fish is fried",
        "They are being fried",
        "Fried: fish and chips",
        "Based here, motivated and skilled",
        "Was it fried?",
        "You fried it",
    ] {
        assert!(!of(text).past, "{text}");
    }
}

#[test]
fn a_subject_does_what_its_first_verb_says() {
    assert!(of("I take the list and go").act && of("We sort lamps").act);
    for text in
        ["I think so", "I, lamps and all", "I will sort lamps", "I would sort lamps", "I am here"]
    {
        assert!(!of(text).act, "{text}");
    }
    for text in ["Suppose I fried it", "Imagine we sorted it", "I very often but now then fried it"]
    {
        assert!(!of(text).is_deed(), "{text}");
    }
    assert!(of("Decision: pulled the logs").deed_of_mine);
    assert!(of("We've fried it").deed_of_ours && !of("We've fried it").deed_of_mine);
    for text in ["Fried by hand", "Cut the fish", "Well-known, fried-up fish"] {
        assert!(!of(text).deed_of_mine, "{text}");
    }
    assert!(of("Cut the fish").terse && !of("They cut it").terse);
}

#[test]
fn conditions_and_orders_are_unreal_and_what_could_be_seen_is_not() {
    for text in [
        "If I were there",
        "In that case it falls",
        "In such cases it falls",
        "It might fall",
        "Let's go there",
        "First add salt",
        "Stop here",
    ] {
        assert!(of(text).unreal, "{text}");
    }
    for text in [
        "It might have fallen",
        "If I go there",
        "Stop: it broke",
        "It should of gone",
        "They add salt",
    ] {
        assert!(!of(text).unreal, "{text}");
    }
}

#[test]
fn only_a_sentence_that_denies_all_it_says_is_denied() {
    for text in [
        "I took no measurements and compared nothing.",
        "Nobody counted anything.",
        "I did not watch her feet",
    ] {
        assert!(of(text).denied, "{text}");
    }
    for text in [
        "I did not trust it, so I timed it.",
        "I timed it and found no pattern",
        "No, I paired them again.",
    ] {
        assert!(!of(text).denied, "{text}");
    }
}
