//! Reviews and drafts as terminal text, Markdown and JSON. Data in, text out; files are someone else's job.

mod json;
mod look;
mod review;
mod table;

pub use json::ReviewLine;
pub use look::Look;
pub use review::{brief_review, full_review, review};
pub use table::review_table;
