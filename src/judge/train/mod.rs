//! Learning the weights from rated drafts, and measuring the judge against raters. For developers.

mod agreement;
mod boost;
mod corpus;
mod descent;
mod errors;
mod examples;
mod fit;
mod limits;
mod regression;

pub use corpus::{Rated, RatedFile, read_file, read_folder, word_order};
pub use errors::{Disagreement, Scored, disagreements};
pub use fit::{Options, Trainer};
