//! Lines that end with `\n` alone: a multi-line string, `println`, `echo`.

use super::{Exchange, Suspect};
use crate::finding::Fault;

pub(super) fn apply(honest: &Exchange) -> Vec<u8> {
    honest.changed_answer(|answer| answer.replace("\r\n", "\n"))
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<String> {
    // A single bare line feed has another cause: a value that ends in one.
    let all = |fault| matches!(fault, Fault::LineEnds(ends) if ends.bare == ends.lines);
    suspect.found(all).map(|_| String::new())
}
