//! Every sentence that the user reads, in each language.
//!
//! One file per subject. The languages stand side by side in every arm, so that whoever changes
//! a sentence sees its translation; `say!` takes one text per language, and prose matches
//! exhaustively on the values it speaks of, so a missing translation does not compile.
//! May import any room above; never draws a layout (that is `render`) and never decides anything.

pub mod accept;
pub mod accept_help;
pub mod accept_slips;
pub mod capture;
pub mod capture_files;
pub mod cli;
pub mod decode;
pub mod deflate;
pub mod diagram;
pub mod encode;
pub mod finding;
pub mod frame;
pub mod frame_slips;
pub mod generated;
pub mod handshake;
pub mod handshake_cures;
pub mod handshake_faults;
pub mod handshake_headers;
pub mod handshake_slips;
pub mod help;
pub mod input;
pub mod line;
pub mod live;
pub mod notation;
pub mod plain;
pub mod serve;
pub mod steps;
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
