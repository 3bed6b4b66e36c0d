//! A STAR answer: four sections, and the tips its writer says do not apply; what the coach says about either.

mod answer;
mod builtin;
mod exempt;
mod level;
mod own_form;
mod read;
mod record;
mod redact;
mod section;
mod tip;
mod words;
mod write;

pub use answer::Draft;
pub use exempt::{Insertion, exempt};
pub use level::Level;
pub use read::{Body, Found, JsonLines, LeftOut, Notes, Written, read, read_json_line};
pub use record::{Attempt, Record, Rehearsed};
pub use redact::{Candidate, Private, Redacted, Redaction, candidates};
pub use section::{Section, Sections};
pub use tip::{Tip, Tips};
pub use words::{SectionWords, TipWords, Words};
pub use write::{REVIEW_MARK, to_markdown};
