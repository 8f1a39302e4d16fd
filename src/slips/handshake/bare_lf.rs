//! Lines that end with `\n` alone: a multi-line string, `println`, `echo`.

use super::{Exchange, Suspect};

pub(super) fn apply(honest: &Exchange) -> Vec<u8> {
    honest.changed_answer(|answer| answer.replace("\r\n", "\n"))
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<String> {
    // A single bare line feed has another cause: a value that ends in one.
    let all = |fault| matches!(fault, crate::finding::HandshakeFault::LineEnds { bare, lines } if bare == lines);
    suspect.found(all).map(|_| String::new())
}
