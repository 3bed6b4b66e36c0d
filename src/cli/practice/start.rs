use std::hash::{BuildHasher, RandomState};

use anyhow::Result;
use starcoach::bank::{Bank, Question};
use starcoach::draft::Record;
use starcoach::practice::Start;
use starcoach::store::{DraftId, Entry, Locked, Page, Store};
use starcoach::text::words;

use super::show;
use super::surface::Surface;
use crate::cli::{Output, stored};

/// What the writer asked to practise.
pub(super) struct Wish<'a> {
    pub(super) what: Option<&'a str>,
    /// This draft and no other.
    pub(super) draft: Option<&'a DraftId>,
    /// Whether to tell it from memory rather than revise it, unless the writer says otherwise.
    pub(super) recall: bool,
    pub(super) random: bool,
    /// Whether what is unfinished need not be offered.
    pub(super) another: bool,
}

/// Everything a session needs to begin.
pub(super) struct Beginning<'b> {
    pub(super) locked: Locked,
    pub(super) record: Record,
    pub(super) start: Start,
    /// The question in the bank; none for a draft whose question is not there any more.
    pub(super) question: Option<&'b Question>,
}

/// How many unfinished drafts are offered at most.
const OFFERED: usize = 5;

/// Finds out what to practise; `None` when the writer would rather not.
pub(super) fn begin<'b>(
    wish: &Wish<'_>,
    store: &Store,
    bank: &'b Bank,
    surface: &mut dyn Surface,
    output: &mut Output,
) -> Result<Option<Beginning<'b>>> {
    let mut starter = Starter { store, bank, surface, output, recall: wish.recall };
    if let Some(id) = wish.draft {
        return starter.draft(id, None);
    }
    if let Some(what) = wish.what {
        // A draft is named after its question at first; the question then offers it among the others.
        if let Some(question) = bank.question(what) {
            return starter.question(question);
        }
        if let Some(id) = DraftId::parse(what).ok().filter(|id| store.path(id).exists()) {
            return starter.draft(&id, None);
        }
        return starter.question(bank.find(what)?.question);
    }
    if wish.random {
        return starter.question(starter.chance()?);
    }
    starter.ask(wish.another)
}

/// Drafts with something left to write, each as an item to pick: first what was interrupted, then the latest.
pub(crate) fn in_progress(store: &Store) -> Result<Vec<(DraftId, Option<Page>, String)>> {
    let pages = store.unfinished().into_iter();
    let mut open: Vec<_> = pages
        .map(|(id, page)| {
            let item = unfinished(&page);
            (id, Some(page), item)
        })
        .collect();
    for Entry { id, record } in store.list()?.drafts {
        let blank = record.draft().sections.blank().next();
        if let Some(section) = blank.filter(|_| open.iter().all(|(other, _, _)| *other != id)) {
            open.push((id, None, format!("Go on with {section} of: {}", record.question)));
        }
    }
    open.truncate(OFFERED);
    Ok(open)
}

struct Starter<'a, 'b> {
    store: &'a Store,
    bank: &'b Bank,
    surface: &'a mut dyn Surface,
    output: &'a mut Output,
    recall: bool,
}

impl<'b> Starter<'_, 'b> {
    /// What was left unfinished, else any question.
    fn ask(&mut self, another: bool) -> Result<Option<Beginning<'b>>> {
        if !self.surface.is_attended() {
            anyhow::bail!("from a pipe, name the question: `starcoach practice 1 < answer.txt`");
        }
        let open = if another { Vec::new() } else { in_progress(self.store)? };
        if !open.is_empty() {
            let mut items: Vec<String> = open.iter().map(|(_, _, item)| item.clone()).collect();
            items.push("Choose another question".to_owned());
            match self.surface.pick("You left something unfinished.", &items, 0, self.output)? {
                None => return Ok(None),
                Some(place) => {
                    if let Some((id, page, _)) = open.into_iter().nth(place) {
                        return self.draft(&id, page);
                    }
                }
            }
        }
        let questions: Vec<&'b Question> =
            self.bank.entries().map(|entry| entry.question).collect();
        let items: Vec<String> = questions
            .iter()
            .map(|question| show::item(&question.prompt, self.output.look))
            .collect();
        match self.surface.search("Which question?", &items, self.output)? {
            None => Ok(None),
            Some(place) => self.question(questions[place]),
        }
    }

    /// A question without a draft by chance; any, when each has one.
    fn chance(&self) -> Result<&'b Question> {
        let drafts = self.store.list()?.drafts;
        let has_draft = |question: &Question| {
            drafts.iter().any(|draft| draft.record.question_id.as_deref() == Some(&question.id))
        };
        let all: Vec<&Question> = self.bank.entries().map(|entry| entry.question).collect();
        let fresh: Vec<&Question> =
            all.iter().copied().filter(|question| !has_draft(question)).collect();
        let among = if fresh.is_empty() { all } else { fresh };
        let number = usize::try_from(RandomState::new().hash_one(0) >> 33).unwrap_or_default();
        Ok(among[number % among.len()])
    }

    /// The draft of `question` that the writer wants to go on with, or a new one.
    fn question(&mut self, question: &'b Question) -> Result<Option<Beginning<'b>>> {
        // A draft of this question that is damaged is told: the new one will not be in its place.
        let drafts = stored::all(self.store, self.output)?;
        if !self.surface.is_attended() {
            return self.new_draft(question);
        }
        let unfinished_page =
            |(_, page): &(DraftId, Page)| page.question_id.as_deref() == Some(&question.id);
        let page = self.store.unfinished().into_iter().find(unfinished_page);
        let drafts: Vec<_> = drafts
            .into_iter()
            .filter(|draft| draft.record.question_id.as_deref() == Some(&question.id))
            .collect();
        let mut items: Vec<String> = page.iter().map(|(_, page)| unfinished(page)).collect();
        items.extend(drafts.iter().map(|draft| format!("Open your draft {}", draft.id)));
        if items.is_empty() {
            return self.new_draft(question);
        }
        items.push("Tell another story".to_owned());
        let pages = usize::from(page.is_some());
        match self.surface.pick(&question.prompt, &items, 0, self.output)? {
            None => Ok(None),
            Some(place) if place < pages => {
                let (id, page) = page.expect("the item stands for it");
                self.draft(&id, Some(page))
            }
            Some(place) if place + 1 == items.len() => self.new_draft(question),
            Some(place) => self.draft(&drafts[place - pages].id, None),
        }
    }

    fn new_draft(&mut self, question: &'b Question) -> Result<Option<Beginning<'b>>> {
        let record = Record {
            question: question.prompt.clone(),
            question_id: Some(question.id.clone()),
            competencies: question.competencies.clone(),
            ..Record::default()
        };
        let locked = self.store.lock_new(&question.id)?;
        Ok(Some(Beginning { locked, record, start: Start::GoOn, question: Some(question) }))
    }

    /// Goes on with the draft `id`, within `page` where there is one.
    fn draft(&mut self, id: &DraftId, page: Option<Page>) -> Result<Option<Beginning<'b>>> {
        let mut locked = self.store.lock(id)?;
        let page = match page {
            Some(page) => Some(page),
            None => locked.page()?,
        };
        let saved = locked.load()?;
        let in_bank = |id: &Option<String>| self.bank.question(id.as_deref()?);
        let start = match page {
            Some(Page { section, ref text, .. }) => Start::Within(section, text.clone()),
            None if saved
                .as_ref()
                .is_some_and(|record| record.draft().sections.blank().next().is_none()) =>
            {
                match self.go_on_or_afresh(id)? {
                    Some(start) => start,
                    None => return Ok(None),
                }
            }
            None => Start::GoOn,
        };
        let record = saved.unwrap_or_else(|| {
            let (question, question_id) =
                page.map_or_else(Default::default, |page| (page.question, page.question_id));
            let competencies = in_bank(&question_id).map(|question| question.competencies.clone());
            Record {
                question,
                question_id,
                competencies: competencies.unwrap_or_default(),
                ..Record::default()
            }
        });
        let question = in_bank(&record.question_id);
        Ok(Some(Beginning { locked, record, start, question }))
    }

    fn go_on_or_afresh(&mut self, id: &DraftId) -> Result<Option<Start>> {
        if !self.surface.is_attended() {
            return Ok(Some(Start::Afresh));
        }
        let items =
            ["Review and revise it".to_owned(), "Tell it again from a blank page".to_owned()];
        let first = usize::from(self.recall);
        let picked =
            self.surface.pick(&format!("Draft {id} is finished."), &items, first, self.output)?;
        Ok(picked.map(|place| if place == 0 { Start::GoOn } else { Start::Afresh }))
    }
}

/// An unfinished page as an item to pick.
fn unfinished(page: &Page) -> String {
    let count = words(&page.text).len();
    format!("Go on with {} ({count} words) of: {}", page.section, page.question)
}
