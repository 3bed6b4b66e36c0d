//! Which sentences are in another language than English.

use whatlang::{Detector, Lang};

use super::read::Sentence;

/// English prose is a half function words and English notes in telegram style an eighth; other languages share by
/// accident about one in twenty ("in", "was", "die").
const TELEGRAM: f64 = 0.125;
/// From this share on a sentence has English in it, whatever the detector says.
const ENGLISH: f64 = 0.2;
/// A detector of letter runs needs about this many words.
const TELLING: usize = 6;

/// For each sentence, whether it is in another language.
///
/// The detector alone would turn away "kubectl" and "Helm chart, Kafka lag"; a lack of English function words alone
/// would turn away notes. Together they err on neither.
pub(super) fn foreign(sentences: &[Sentence]) -> Vec<bool> {
    let whole: String = sentences.iter().flat_map(|s| [s.text.as_str(), " "]).collect();
    let words: usize = sentences.iter().map(|s| s.words.len()).sum();
    let english: usize = sentences.iter().map(function_words).sum();
    let mostly_foreign = share(english, words) < TELEGRAM && detected_foreign(&whole);
    sentences
        .iter()
        .map(|sentence| {
            let english = share(function_words(sentence), sentence.words.len());
            if other_script(&sentence.text) {
                return true;
            }
            if english >= ENGLISH && !mostly_foreign {
                return false; // Asking the detector costs as much as the rest of the review.
            }
            let telling = sentence.words.len() >= TELLING;
            let detected_foreign = telling && detected_foreign(&sentence.text);
            let clearly_english = english >= ENGLISH && telling && !detected_foreign;
            (english < ENGLISH && detected_foreign) || (mostly_foreign && !clearly_english)
        })
        .collect()
}

fn function_words(sentence: &Sentence) -> usize {
    sentence.words.iter().filter(|word| word.class.is_function()).count()
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

fn detected_foreign(text: &str) -> bool {
    Detector::new().detect(text).is_some_and(|info| info.lang() != Lang::Eng && info.is_reliable())
}

/// Whether most letters are of no Latin script.
fn other_script(text: &str) -> bool {
    let (mut latin, mut other) = (0, 0);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        // Latin ends with the extensions at U+024F; letters of maths and units ("µ", "Ω") come singly.
        if c <= '\u{24F}' { latin += 1 } else { other += 1 }
    }
    other > latin && other > 3
}

#[cfg(test)]
mod tests {
    use super::foreign;
    use crate::judge::gate::read::loose;

    #[test]
    fn a_scrap_goes_with_the_language_around_it_unless_it_is_clearly_english() {
        let german =
            "Wir haben zwei Wochen lang jeden Fehler aufgeschrieben und dann die Ursache gefunden.";
        let english = "Then I asked the owner of it.";
        let scrap = "Kasse kaputt";
        let of = |texts: [&str; 5]| foreign(&texts.map(loose));
        assert_eq!(of([german, scrap, english, german, german]), [true, true, false, true, true]);
        assert_eq!(
            of([english, scrap, english, german, english]),
            [false, false, false, true, false]
        );
    }

    #[test]
    fn letters_of_another_script_count_only_where_they_are_the_most() {
        assert!(is_foreign("кабель fix"));
        for text in ["Ωµπδ load cell", "дом", "I said спасибо to them"] {
            assert!(!is_foreign(text), "{text}");
        }
    }

    fn is_foreign(text: &str) -> bool {
        foreign(&[loose(text)])[0]
    }

    #[test]
    fn other_languages_and_scripts_are_foreign() {
        for text in [
            "Wir haben zwei Wochen lang jeden Fehler aufgeschrieben und dann die Ursache gefunden.",
            "Primero conté las cajas en cada puerta durante una semana, y después hablé con los conductores.",
            "Я сравнил журналы мойки за три месяца.",
            "まず、一週間分の記録から遅い注文だけを抜き出しました。",
        ] {
            assert!(is_foreign(text), "{text}");
        }
    }

    #[test]
    fn telegram_english_names_dialect_and_identifiers_are_english() {
        for text in [
            "kubectl logs api-7f9, helm chart v2, kafka lag 40k, grafana dashboard red",
            "CheckoutPage.jsx split in 9 files, useEffect gone",
            "Found via AT log: SIM of operator B rejected PSM timer T3412",
            "Wur lambs wis aye weighin licht at the mart, an the wee crofters wis losin siller.",
            "Asked Przemysław, Søren and Jürgen in Łódź.",
            "so i gone n asked the boss bout it cos nobody else dint",
        ] {
            assert!(!is_foreign(text), "{text}");
        }
    }
}
