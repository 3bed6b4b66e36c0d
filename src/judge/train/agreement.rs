//! Measuring how far the judge agrees with raters.

use super::corpus::{Rated, RatedFile, is_usual};
use super::examples::twin;
use super::limits::kappa;
use crate::draft::{Section, Tip, Tips};
use crate::judge::model::Model;
use crate::judge::reading::read;
use crate::judge::split::sections_of;
use crate::judge::{Agreement, FileAgreement, Level, Review, TipAgreement};

/// What is counted of one tip.
#[derive(Clone, Debug, Default)]
struct Count {
    pairs: Vec<(u8, u8)>,
    quoted: usize,
    overlapping: usize,
}

impl Count {
    fn add(&mut self, review: &Review, rated: &Rated, tip: Tip) {
        let finding = &review.findings[tip.index()];
        let level = rated.levels[tip.index()];
        self.pairs.push((finding.level.score(), level.score()));
        if finding.level > Level::Missing && level > Level::Missing {
            self.quoted += 1;
            let evidence = &rated.evidence[tip.index()];
            let meets = finding.quotes.iter().any(|quote| {
                evidence
                    .iter()
                    .any(|(section, span)| *section == quote.section && span.overlaps(&quote.span))
            });
            self.overlapping += usize::from(meets);
        }
    }

    fn merge(&mut self, other: &Self) {
        self.pairs.extend(&other.pairs);
        self.quoted += other.quoted;
        self.overlapping += other.overlapping;
    }

    fn agreement(&self) -> TipAgreement {
        let share = |of: &dyn Fn(&(u8, u8)) -> bool, among: &dyn Fn(&(u8, u8)) -> bool| {
            let all = self.pairs.iter().filter(|pair| among(pair)).count();
            let some = self.pairs.iter().filter(|pair| among(pair) && of(pair)).count();
            rounded(some as f64 / all.max(1) as f64)
        };
        TipAgreement {
            qwk: rounded(kappa(&self.pairs)),
            exact: share(&|pair| pair.0 == pair.1, &|_| true),
            false_praise: share(&|pair| pair.0 == 2, &|pair| pair.1 == 0),
            false_alarm: share(&|pair| pair.0 == 0, &|pair| pair.1 == 2),
            quotes: rounded(self.overlapping as f64 / self.quoted.max(1) as f64),
        }
    }
}

impl Agreement {
    /// Judges each file with its model, `models[i]` for `files[i]`.
    pub fn measure(files: &[RatedFile], models: &[&Model]) -> Self {
        let mut agreement = Self::default();
        let mut usual: Tips<Count> = Tips::default();
        let mut all = Count::default();
        // Adversarial files alone are summed up too; beside ordinary ones they would hide how those fare.
        let only_odd = !files.iter().any(|file| is_usual(&file.name));
        let summed = |name: &str| only_odd || is_usual(name);
        for (file, model) in files.iter().zip(models) {
            let (counts, pairs) = count(file, model);
            let tips: Tips<TipAgreement> = std::array::from_fn(|t| counts[t].agreement());
            if summed(&file.name) {
                usual.iter_mut().zip(&counts).for_each(|(sum, count)| sum.merge(count));
            }
            for count in &counts {
                all.merge(count);
            }
            agreement.files.push(FileAgreement {
                file: file.name.clone(),
                drafts: file.drafts.len(),
                qwk: mean(tips.iter().map(|tip| tip.qwk)),
                tips,
                split: split_f1(file, model),
                pairs,
            });
        }
        let usual_files = || agreement.files.iter().filter(|file| summed(&file.file));
        agreement.tips = std::array::from_fn(|t| TipAgreement {
            qwk: mean(usual_files().map(|file| file.tips[t].qwk)),
            ..usual[t].agreement()
        });
        agreement.qwk = mean(usual_files().map(|file| file.qwk));
        agreement.plain = mean(
            agreement
                .files
                .iter()
                .filter(|file| matches!(file.file.as_str(), "p5" | "p6" | "p7" | "p8"))
                .map(|file| file.qwk),
        );
        agreement.split = mean(usual_files().map(|file| file.split));
        agreement.all = all.agreement();
        agreement
    }
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0), |(sum, count), value| (sum + value, count + 1));
    if count == 0 { 0.0 } else { rounded(sum / f64::from(count)) }
}

/// Three places: more would only tell one machine's last bits from another's.
fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// Counts each tip over a file, and the levels of contrast pairs: how many differ, how many are ordered right.
fn count(file: &RatedFile, model: &Model) -> (Tips<Count>, [usize; 2]) {
    let reviews: Vec<Review> = file.drafts.iter().map(|rated| model.review(&rated.draft)).collect();
    let mut counts: Tips<Count> = Tips::default();
    for (rated, review) in file.drafts.iter().zip(&reviews) {
        for tip in Tip::ALL {
            counts[tip.index()].add(review, rated, tip);
        }
    }
    let mut pairs = [0, 0];
    for (i, rated) in file.drafts.iter().enumerate().filter(|(_, rated)| rated.id.ends_with('a')) {
        let Some(j) =
            twin(&rated.id).and_then(|id| file.drafts.iter().position(|other| other.id == id))
        else {
            continue;
        };
        for t in 0..6 {
            let rated = rated.levels[t].cmp(&file.drafts[j].levels[t]);
            if rated.is_ne() {
                pairs[0] += 1;
                pairs[1] += usize::from(
                    reviews[i].findings[t].level.cmp(&reviews[j].findings[t].level) == rated,
                );
            }
        }
    }
    (counts, pairs)
}

/// Macro F1 of the sections told to sentences whose labels are hidden.
fn split_f1(file: &RatedFile, model: &Model) -> f64 {
    let mut counts = [[0.0_f64; 4]; 4];
    for rated in &file.drafts {
        let sentences = read(&rated.draft.sections);
        for (said, sentence) in sections_of(&model.section, &sentences).into_iter().zip(&sentences)
        {
            counts[said.index()][sentence.place.section.index()] += 1.0;
        }
    }
    mean(Section::ALL.into_iter().map(|section| {
        let i = section.index();
        let (said, is): (f64, f64) =
            (counts[i].iter().sum(), counts.iter().map(|row| row[i]).sum());
        if said + is == 0.0 { 1.0 } else { 2.0 * counts[i][i] / (said + is) }
    }))
}
