//! Reviews and drafts as terminal text, Markdown, HTML, JSON, SARIF and annotations:
//! data in, text out; files are someone else's job.

mod agreement;
mod annotation;
mod booklet;
mod changes;
mod example;
mod explained;
mod github;
mod html;
mod json;
mod look;
mod marked;
mod opinion;
mod review;
mod sarif;
mod story;
mod table;

pub use agreement::agreement_tables;
pub use annotation::{Annotation, Place, Required, Severity, annotations};
pub use booklet::{markdown, markdown_booklet};
pub use changes::{Change, changes, word_changes};
pub use example::{Side, annotated, answer, compared, legend};
pub use explained::explained;
pub use github::{github_fault, github_line};
pub use html::{html, html_booklet};
pub use json::{Opinion, ReviewLine, json, json_booklet};
pub use look::Look;
pub use marked::{marked, tag};
pub use opinion::{opinion, prompt};
pub use review::{brief_review, full_review, review};
pub use sarif::{sarif_head, sarif_result, sarif_tail};
pub use story::Story;
pub use table::review_table;
