//! The practice session as a state machine: events in, effects out.
//!
//! It knows no terminal, no file and no clock. Whoever drives it asks [`Session::screen`] what to put to the
//! writer, hands the answer back as an [`Event`], and carries out the [`Effect`]s in their order.

mod boundaries;
mod brief;
mod event;
mod hints;
mod menu;
pub mod next;
mod overlap;
pub mod progress;
mod rehearsal;
pub mod schedule;
mod session;
mod step;
mod telling;

pub use boundaries::Boundaries;
pub use brief::{Brief, Start};
pub use event::{Choice, Effect, Event, Move, Screen};
pub use rehearsal::{Beat, Lap, Plan, Rehearsal, Stage};
pub use session::Session;
pub use telling::{Telling, Told};
