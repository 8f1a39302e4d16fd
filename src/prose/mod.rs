//! Every sentence that the user reads, in each language.
//!
//! One file per subject. The languages stand side by side in every arm, so that whoever changes
//! a sentence sees its translation; `say!` takes one text per language, and prose matches
//! exhaustively on the values it speaks of, so a missing translation does not compile.
//! May import any room above; never draws a layout (that is `render`) and never decides anything.

pub mod accept;
#[cfg(feature = "program")]
pub mod accept_help;
pub mod accept_slips;
#[cfg(feature = "capture")]
pub mod capture;
#[cfg(feature = "capture")]
pub mod capture_files;
pub mod cause;
pub mod cli;
#[cfg(feature = "program")]
pub mod decode;
pub mod deflate;
pub mod diagram;
pub mod encode;
pub mod finding;
pub mod frame;
pub mod frame_slips;
#[cfg(feature = "program")]
pub mod generated;
pub mod handshake;
pub mod handshake_headers;
#[cfg(feature = "program")]
pub mod help;
#[cfg(feature = "program")]
pub mod input;
pub mod line;
#[cfg(feature = "program")]
pub mod live;
pub mod notation;
pub mod part;
pub mod plain;
#[cfg(feature = "program")]
pub mod serve;
mod shown;
pub mod steps;
#[cfg(feature = "program")]
pub mod usage;
pub mod verdict;

pub use crate::lang::Lang;
pub(crate) use crate::lang::{plural, say};

/// What stands between two clauses of a sentence.
pub const fn comma(lang: Lang) -> &'static str {
    lang.pick(", ", "，")
}

/// What stands between two parts of a sentence that have commas of their own.
pub const fn semicolon(lang: Lang) -> &'static str {
    lang.pick("; ", "；")
}
