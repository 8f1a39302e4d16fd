//! What is read, what is refused, and what holds for every text.

mod digits;
mod dumps;
mod frames;
mod languages;
mod literals;
mod properties;
mod refusals;
mod tools;
mod tutorial;

use super::*;

/// Reads a text without any option.
fn reading(text: &str) -> Reading {
    read(text, &ReadOptions::default()).unwrap_or_else(|error| panic!("{text:?}: {error:?}"))
}

/// Reads a text in a pinned notation.
fn pinned(text: &str, notation: Notation) -> Result<Reading, NotationError> {
    read(text, &ReadOptions { pin: Some(notation), ..ReadOptions::default() })
}

/// Bytes as hex, for tables that a person can read.
fn hex(bytes: &[u8]) -> String {
    write::write(bytes, write::Style::Hex)
}

/// The error of a text that must be refused.
fn refusal(text: &str) -> NotationError {
    match read(text, &ReadOptions::default()) {
        Ok(reading) => panic!("{text:?} was read as {reading:?}"),
        Err(error) => error,
    }
}
