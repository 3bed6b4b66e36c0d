//! Each step of a save refused in turn: what was there stays, nothing is left over, and the next save works.

use std::cell::RefCell;
use std::fs;
use std::io;
use std::time::Instant;

use super::step::Step;
use super::tests::{id, page, record, store};
use super::{Locked, Saved, Store, StoreError};

thread_local! {
    /// The steps taken by this thread since it last began to count, and what happens before one of them.
    static PLAN: RefCell<Plan> = const { RefCell::new(Plan { taken: Vec::new(), at: usize::MAX, then: Then::Die }) };
}

struct Plan {
    taken: Vec<Step>,
    at: usize,
    then: Then,
}

/// What happens before the step that a test chose.
#[derive(Clone, Copy)]
pub(super) enum Then {
    /// The system refuses it.
    Refuse(io::ErrorKind),
    /// The process is killed.
    Die,
}

/// Called before each step.
pub(super) fn before(step: Step) -> io::Result<()> {
    PLAN.with_borrow_mut(|plan| {
        plan.taken.push(step);
        match plan.then {
            _ if plan.taken.len() != plan.at.saturating_add(1) => Ok(()),
            Then::Refuse(kind) => Err(kind.into()),
            #[cfg(unix)]
            Then::Die => {
                let own = rustix::process::getpid();
                rustix::process::kill_process(own, rustix::process::Signal::KILL)
                    .map_err(io::Error::from)
            }
            #[cfg(not(unix))]
            Then::Die => std::process::abort(),
        }
    })
}

/// Does `work` with what happens before the step at the place `at`; what it gave, and the steps that it took.
pub(super) fn with<T>(at: usize, then: Then, work: impl FnOnce() -> T) -> (T, Vec<Step>) {
    PLAN.set(Plan { taken: Vec::new(), at, then });
    let done = work();
    (done, PLAN.replace(Plan { taken: Vec::new(), at: usize::MAX, then }).taken)
}

/// Refuses the first step of `work`, then the second and so on, each time on what `prepare` makes, until nothing is
/// left to refuse; what stands there is given to `check` together with the error. The steps there are.
fn refuse_each<S, T>(
    prepare: impl Fn(&Store) -> S,
    work: impl Fn(&Store, &mut S) -> Result<T, StoreError>,
    check: impl Fn(&Store, S, Step, StoreError),
) -> Vec<Step> {
    for at in 0.. {
        let (_folder, store) = store();
        let mut state = prepare(&store);
        let then = Then::Refuse(io::ErrorKind::StorageFull);
        let (done, taken) = with(at, then, || work(&store, &mut state));
        match done {
            Ok(_) => {
                assert_eq!(taken.len(), at, "the refusal of a step was not told: {taken:?}");
                return taken;
            }
            Err(error) => {
                let told = error.to_string();
                assert!(told.contains(&*store.root().to_string_lossy()), "{told}");
                assert!(told.contains("free some space, or set STARCOACH_HOME"), "{told}");
                assert_eq!(litter(&store), 0, "{:?} left a temporary file", taken[at]);
                check(&store, state, taken[at], error);
            }
        }
    }
    unreachable!("the numbers do not end")
}

/// How many temporary files lie about.
pub(super) fn litter(store: &Store) -> usize {
    let folders = ["drafts", "journal", "locks", "trash"].map(|name| store.root().join(name));
    let entries = folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten();
    entries.filter(|entry| entry.file_name().to_string_lossy().starts_with('.')).count()
}

/// The draft `a` with the text "old", opened to be written.
fn opened(store: &Store) -> Locked {
    store.add("a", &record("old")).expect("adds");
    let mut locked = store.lock(&id("a")).expect("locks");
    locked.load().expect("loads");
    locked
}

fn text(store: &Store, name: &str) -> Option<super::Record> {
    store.load(&id(name)).ok()
}

const REPLACE: [Step; 5] = [Step::Create, Step::Write, Step::Sync, Step::Rename, Step::SyncFolder];

#[test]
fn a_first_save_refused_at_any_step_leaves_no_half_file_and_works_the_next_time() {
    let steps = refuse_each(
        |_| (),
        |store, ()| store.add("a", &record("new")),
        |store, (), step, _| {
            let whole = (step == Step::SyncFolder).then(|| record("new"));
            assert_eq!(text(store, "a"), whole, "{step:?}");
            let added = store.add("a", &record("new")).expect("adds");
            assert_eq!(store.load(&added).expect("loads"), record("new"));
        },
    );
    let made = [Step::Folder; 4].into_iter().chain([Step::Open, Step::Lock, Step::Open]);
    assert_eq!(steps, made.chain(REPLACE).collect::<Vec<_>>());
}

#[test]
fn a_save_refused_at_any_step_keeps_the_old_file_and_the_next_goes_to_its_place() {
    let steps = refuse_each(
        opened,
        |_, locked| locked.save(&record("new")),
        |store, mut locked, step, _| {
            let expected = if step == Step::SyncFolder { "new" } else { "old" };
            assert_eq!(text(store, "a"), Some(record(expected)), "{step:?}");
            assert_eq!(locked.save(&record("newer")).expect("saves"), Saved::Here, "{step:?}");
            assert_eq!(text(store, "a"), Some(record("newer")));
        },
    );
    assert_eq!(steps, [[Step::Open, Step::Read].as_slice(), &REPLACE].concat());
}

#[test]
fn a_save_beside_a_file_changed_by_hand_is_told_as_such_even_when_it_failed_before() {
    let steps = refuse_each(
        |store| {
            let locked = opened(store);
            let by_hand = record("by hand").to_yaml().expect("yaml");
            fs::write(store.path(&id("a")), by_hand).expect("writes");
            locked
        },
        |_, locked| locked.save(&record("new")),
        |store, mut locked, step, _| {
            let saved = locked.save(&record("new")).expect("saves");
            let Saved::Beside { changed, id: beside } = saved else {
                panic!("{step:?}: {saved:?}")
            };
            assert_eq!((changed, text(store, "a")), (id("a"), Some(record("by hand"))));
            assert_eq!(store.load(&beside).expect("loads"), record("new"));
            assert_eq!(locked.id(), &beside);
        },
    );
    let beside = [Step::Open, Step::Read, Step::Open, Step::Lock];
    assert_eq!(steps, [beside.as_slice(), &REPLACE].concat());
}

#[test]
fn a_page_refused_at_any_step_keeps_the_one_before_and_the_next_is_noted() {
    let noted = |store: &Store| {
        let locked = store.lock(&id("a")).expect("locks");
        let mut journal = locked.journal();
        journal.note(&page("One"), Instant::now()).expect("notes");
        (locked, journal)
    };
    let check = |step, locked: &Locked| {
        let kept = locked.page().expect("reads").map(|page| page.text);
        // What could not be synced is there all the same while the machine runs.
        assert!(
            matches!((step, kept.as_deref()), (_, Some("One")) | (Step::Sync, Some("One\nTwo"))),
            "{step:?}: {kept:?}"
        );
    };
    let steps = refuse_each(
        noted,
        |_, (_, journal)| journal.note(&page("One\nTwo"), Instant::now()),
        |_, (locked, mut journal), step, _| {
            check(step, &locked);
            journal.note(&page("One\nTwo\nThree"), Instant::now()).expect("notes");
            assert_eq!(journal.read().expect("reads"), Some(page("One\nTwo\nThree")));
        },
    );
    assert_eq!(steps, [Step::Write, Step::Sync]);
}

#[test]
fn a_first_page_refused_at_any_step_is_told_and_the_next_is_noted() {
    let steps = refuse_each(
        |store| store.lock(&id("a")).expect("locks").journal(),
        |_, journal| journal.note(&page("One"), Instant::now()),
        |_, mut journal, _, _| {
            journal.note(&page("One, two"), Instant::now()).expect("notes");
            assert_eq!(journal.read().expect("reads"), Some(page("One, two")));
        },
    );
    let made = [Step::Folder, Step::Folder];
    assert_eq!(steps, [made.as_slice(), &REPLACE, &[Step::Open]].concat());
}

#[test]
fn a_move_refused_at_any_step_loses_neither_draft_nor_page() {
    type Move = fn(Locked) -> Result<(), StoreError>;
    let moves: [(Move, &str); 2] = [
        (|locked| locked.rename(&id("b")), "drafts/b.yaml"),
        (|locked| locked.delete().map(drop), "trash/a.yaml"),
    ];
    for (carry, to) in moves {
        let steps = refuse_each(
            |store| {
                let locked = opened(store);
                locked.journal().note(&page("half"), Instant::now()).expect("notes");
                Some(locked)
            },
            |_, locked| carry(locked.take().expect("is there")),
            |store, _, step, _| {
                let is_at = |path: &str, part: &str| {
                    fs::read_to_string(store.root().join(path))
                        .is_ok_and(|found| found.contains(part))
                };
                let draft = ["drafts/a.yaml", to].map(|path| is_at(path, "old"));
                assert!(draft[0] != draft[1], "{step:?}: {draft:?}");
                let page_to = to.replace("drafts", "journal").replace("yaml", "jsonl");
                let page = ["journal/a.jsonl", &page_to].map(|path| is_at(path, "half"));
                assert!(page[0] != page[1], "{step:?}: {page:?}");
            },
        );
        assert!(steps.iter().filter(|step| **step == Step::Rename).count() == 2, "{steps:?}");
    }
}

#[test]
fn a_page_that_cannot_be_forgotten_is_told() {
    let steps = refuse_each(
        |store| {
            let locked = store.lock(&id("a")).expect("locks");
            locked.journal().note(&page("One"), Instant::now()).expect("notes");
            locked
        },
        |_, locked| locked.journal().discard(),
        |_, locked, _, _| assert_eq!(locked.page().expect("reads"), Some(page("One"))),
    );
    assert_eq!(steps, [Step::Remove]);
}

#[test]
fn each_kind_of_refusal_names_a_cure_of_its_own() {
    let cures = [
        (io::ErrorKind::PermissionDenied, "make the folder writable for you"),
        (io::ErrorKind::ReadOnlyFilesystem, "make the folder writable for you"),
        (io::ErrorKind::StorageFull, "free some space"),
        (io::ErrorKind::QuotaExceeded, "free some space"),
        (io::ErrorKind::NotFound, "make it again"),
        (io::ErrorKind::FileTooLarge, "shorten it"),
        (io::ErrorKind::InvalidFilename, "set STARCOACH_HOME to a shorter one"),
        (io::ErrorKind::Other, "see to the folder"),
    ];
    for (kind, cure) in cures {
        let (_folder, store) = store();
        // The third step: what is there has been read, and nothing written.
        let mut locked = opened(&store);
        let (saved, _) = with(2, Then::Refuse(kind), || locked.save(&record("new")));
        let told = saved.expect_err("is refused").to_string();
        assert!(told.contains(cure) && told.contains("a.yaml"), "{kind:?}: {told}");
    }
}
