use std::fmt;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::{Checker, Example, Judged, Pack, Question, Vocabulary};
use crate::draft::Words;
use crate::text::{Fault, read_capped, visible};

/// All questions there are: those that come with the program, and the user's own.
#[derive(Clone, Debug)]
pub struct Bank {
    packs: Vec<Pack>,
    /// How many of them came with the program.
    built_in: usize,
    /// Pack and place in it of each question, in the order of the list.
    order: Vec<(usize, usize)>,
}

/// A question with its place in the bank.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'b> {
    /// Its number in the list, from 1.
    pub number: usize,
    /// The pack it stands in.
    pub pack: &'b Pack,
    /// The question.
    pub question: &'b Question,
    /// Whether it came with the program.
    pub built_in: bool,
}

/// Why a file of the user's cannot be used; the rest of the bank can.
#[derive(Debug)]
pub enum Unusable {
    /// It could not be read.
    Unread(PathBuf, io::Error),
    /// It was read, and this is wrong with it.
    Faulty(PathBuf, Vec<Fault>),
}

impl Bank {
    /// The built-in packs with `own` ones after them; a question of a later pack replaces one that has its id.
    pub fn new(own: Vec<Pack>) -> Self {
        let mut packs = Pack::builtin();
        let built_in = packs.len();
        packs.extend(own);
        let mut order: Vec<(usize, usize)> = Vec::new();
        for (pack, questions) in packs.iter().map(|pack| &pack.questions).enumerate() {
            for (place, question) in questions.iter().enumerate() {
                let same = |&&mut (pack, place): &&mut (usize, usize)| {
                    let other: &Pack = &packs[pack];
                    other.questions[place].id == question.id
                };
                match order.iter_mut().find(same) {
                    Some(replaced) => *replaced = (pack, place),
                    None => order.push((pack, place)),
                }
            }
        }
        Self { packs, built_in, order }
    }

    /// The built-in packs and those in the files `paths`, and what cannot be used of these.
    pub fn load(paths: &[PathBuf]) -> (Self, Vec<Unusable>) {
        if paths.is_empty() {
            return (Self::new(Vec::new()), Vec::new());
        }
        let mut checker = Checker::new(Vocabulary::builtin());
        let (mut packs, mut unusable) = (Vec::new(), Vec::new());
        for path in paths {
            match read(path).and_then(|bytes| {
                let source = path.display().to_string();
                checker.check(&source, &bytes).map_err(|faults| {
                    checker.forget(&source);
                    Unusable::Faulty(path.clone(), faults)
                })
            }) {
                Ok(pack) => packs.push(pack),
                Err(problem) => unusable.push(problem),
            }
        }
        (Self::new(packs), unusable)
    }

    /// Every question, in the order of the list.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        self.order.iter().enumerate().map(|(index, &(number, place))| {
            let pack = &self.packs[number];
            let built_in = number < self.built_in;
            Entry { number: index + 1, pack, question: &pack.questions[place], built_in }
        })
    }

    /// The question with exactly this id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.entries().map(|entry| entry.question).find(|question| question.id == id)
    }

    /// How many questions there are.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there is no question at all.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }
}

/// The name under which a folder of packs may hold the user's own words of the tips.
const TIPS: &str = "tips.yaml";

/// The pack files in `folder`, by name; none when there is no such folder.
///
/// # Errors
/// Those of reading a folder that exists.
pub fn packs_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let is_pack = path.extension().is_some_and(|extension| extension == "yaml");
        if is_pack && path.file_name().is_some_and(|name| name != TIPS) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// The words of the tips that `folder` holds in `tips.yaml`, if it does; otherwise [`Words::builtin`] stands.
///
/// # Errors
/// When the file is there and cannot be used.
pub fn words_in(folder: &Path) -> Result<Option<Words>, Unusable> {
    let path = folder.join(TIPS);
    match read(&path) {
        Err(Unusable::Unread(_, error)) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(problem) => Err(problem),
        Ok(bytes) => Words::parse(&path.display().to_string(), &bytes)
            .map(Some)
            .map_err(|fault| Unusable::Faulty(path, vec![fault])),
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Unusable> {
    File::open(path).and_then(read_capped).map_err(|error| Unusable::Unread(path.to_owned(), error))
}

impl Entry<'_> {
    /// What the judge says of `example`, one of this question's.
    pub fn judged(&self, example: &Example) -> Judged {
        let known = if self.built_in { Judged::builtin(&example.id) } else { None };
        known.unwrap_or_else(|| Judged::new(example))
    }
}

impl Unusable {
    /// The file.
    pub fn path(&self) -> &Path {
        match self {
            Self::Unread(path, _) | Self::Faulty(path, _) => path,
        }
    }
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unread(path, error) => {
                write!(f, "{}: {error}", visible(&path.display().to_string()))
            }
            Self::Faulty(_, faults) => {
                for (index, fault) in faults.iter().enumerate() {
                    write!(f, "{}{fault}", if index == 0 { "" } else { "\n" })?;
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for Unusable {}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::{Bank, Pack};

    #[test]
    fn an_own_question_replaces_the_built_in_one_at_its_number() {
        let mut own = Pack::builtin().remove(0);
        own.questions.truncate(2);
        own.questions[0].id = "mine".to_owned();
        own.questions[1].prompt = "Changed".to_owned();
        let replaced = own.questions[1].id.clone();
        let (plain, bank) = (Bank::new(Vec::new()), Bank::new(vec![own]));
        assert_eq!(bank.len(), plain.len() + 1);
        let entry = bank.entries().find(|entry| entry.question.id == replaced).expect("there");
        assert_eq!((entry.number, entry.question.prompt.as_str()), (2, "Changed"));
        assert_eq!(bank.entries().last().map(|entry| entry.question.id.as_str()), Some("mine"));
    }

    #[test]
    fn a_file_that_cannot_be_used_leaves_the_rest_usable() {
        let (bank, unusable) = Bank::load(&[PathBuf::from("/no/such/pack.yaml")]);
        assert!(!bank.is_empty());
        assert!(unusable[0].to_string().starts_with("/no/such/pack.yaml: "));
    }
}
