//! Reviews and drafts as terminal text, Markdown and JSON. Data in, text out; files are someone else's job.

mod example;
mod json;
mod look;
mod marked;
mod review;
mod table;

pub use example::{Side, annotated, answer, compared, legend};
pub use json::ReviewLine;
pub use look::Look;
pub use marked::{marked, tag};
pub use review::{brief_review, full_review, review};
pub use table::review_table;
