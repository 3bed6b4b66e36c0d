//! Any bytes taken for a pack, for the words of the tips or for a draft file: refused with a place and a cure, or sound.

#![no_main]

use libfuzzer_sys::fuzz_target;
use starcoach::bank::{Bank, Checker, Pack, Vocabulary, is_reserved, is_slug};
use starcoach::draft::{Record, Words};
use starcoach_fuzz::{fault, judged, lines};

fuzz_target!(|bytes: &[u8]| {
    let lines = lines(bytes);
    match Checker::new(Vocabulary::builtin()).check("p.yaml", bytes) {
        Ok(pack) => sound(pack),
        Err(faults) => {
            assert!(!faults.is_empty(), "refused without a reason");
            assert!(faults.is_sorted_by_key(|fault| (fault.line, fault.column)));
            faults.iter().for_each(|problem| fault(problem, lines));
        }
    }
    let others = [Words::parse("t", bytes).err(), Vocabulary::parse("c", bytes).err()];
    others.iter().flatten().for_each(|problem| fault(problem, lines));
    match Record::from_yaml("d.yaml", bytes) {
        Ok(record) => {
            // A draft file that was read can be kept again as it is.
            let yaml = record.to_yaml().expect("a record is YAML");
            assert_eq!(Record::from_yaml("d.yaml", yaml.as_bytes()).as_ref(), Ok(&record));
            judged(&record.draft());
        }
        Err(problem) => fault(&problem, lines),
    }
});

fn sound(pack: Pack) {
    assert!(is_slug(&pack.id) && !is_reserved(&pack.id) && pack.version > 0);
    assert!(!pack.questions.is_empty());
    for question in &pack.questions {
        assert!(is_slug(&question.id) && !question.prompt.trim().is_empty());
        assert!(!question.competencies.is_empty() && !question.roles.is_empty());
        assert!(
            question
                .examples
                .iter()
                .all(|example| is_slug(&example.id) && example.levels.len() == 6)
        );
    }
    let again = serde_yaml::to_string(&pack).expect("a pack is YAML");
    let again = Checker::new(Vocabulary::builtin()).check("p.yaml", again.as_bytes());
    assert_eq!(again.as_ref(), Ok(&pack), "the pack written again is another");
    let last = pack.questions.last().map(|question| question.id.clone()).expect("one at least");
    let bank = Bank::new(vec![pack]);
    assert!(bank.find(&last).is_ok_and(|entry| entry.question.id == last));
}
