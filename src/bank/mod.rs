//! Questions and their example answers, from YAML packs.

mod builtin;
pub mod coverage;
mod examples;
mod find;
mod judged;
mod load;
mod near;
mod pack;
mod shape;
mod validate;
mod vocabulary;

pub use examples::Examples;
pub use find::NotFound;
pub use judged::{Evidence, Judged, Sentence};
pub use load::{Bank, Entry, Unusable, packs_in, words_in};
pub use near::nearest;
pub use pack::{Example, FirstDraft, Pack, Question, Role, Teaches};
pub use shape::{is_slug, schema, slug};
pub use validate::{Checker, is_reserved};
pub use vocabulary::{Competency, Vocabulary};
