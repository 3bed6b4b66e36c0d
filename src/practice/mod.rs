//! The practice session as a state machine: events in, effects out.

mod boundaries;

pub use boundaries::Boundaries;
