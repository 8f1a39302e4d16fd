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
pub mod handshake_cures;
pub mod handshake_faults;
pub mod handshake_headers;
pub mod handshake_slips;
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
pub mod steps;
#[cfg(feature = "program")]
pub mod usage;
pub mod verdict;

pub use crate::lang::Lang;

/// Formats the text of one language: `say!(lang, "{n} bytes", "{n} 字节")` gives a `String`.
macro_rules! say {
    ($lang:expr, $en:literal, $zh:literal $(, $($arg:tt)*)?) => {
        match $lang {
            $crate::lang::Lang::En => format!($en $(, $($arg)*)?),
            $crate::lang::Lang::Zh => format!($zh $(, $($arg)*)?),
        }
    };
}
pub(crate) use say;

/// The English ending of a noun of which there are `count`.
pub(crate) const fn plural(count: u64) -> &'static str {
    if count == 1 { "" } else { "s" }
}
