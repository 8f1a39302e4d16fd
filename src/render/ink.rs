//! The colours. Each only repeats what a letter or a word says, so nothing is lost without them.
//! Standard colours alone: the user's theme makes them readable on its own background.

use std::io::Write;

use owo_colors::{OwoColorize, Style};

use crate::finding::Level;

/// What a piece of text is, as far as colour goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// The label at the left of a section.
    Label,
    /// Byte 0, letter A.
    Flags,
    /// Byte 1 and the extended length, letter B.
    Length,
    /// The mask key, letter C.
    Key,
    /// The payload, letter D.
    Payload,
    /// The answer.
    Answer,
    /// All is well.
    Good,
    /// A broken rule.
    Error,
    /// A warning.
    Warning,
    /// Something is missing.
    Incomplete,
    /// A note.
    Note,
    /// An aside.
    Dim,
}

impl Ink {
    /// The colour of a level.
    pub const fn of(level: Level) -> Self {
        match level {
            Level::Note => Self::Note,
            Level::Warning => Self::Warning,
            Level::Incomplete => Self::Incomplete,
            Level::Error => Self::Error,
        }
    }
}

/// `text` in its colour, as ANSI.
pub fn paint(ink: Ink, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    text.style(style(ink)).to_string()
}

/// Appends `text` in its colour, as ANSI.
pub fn write(out: &mut Vec<u8>, ink: Ink, text: &str) {
    if !text.is_empty() {
        // A buffer takes everything.
        let _ = write!(out, "{}", text.style(style(ink)));
    }
}

fn style(ink: Ink) -> Style {
    let plain = Style::new();
    match ink {
        Ink::Label | Ink::Answer => plain.bold(),
        Ink::Flags | Ink::Note => plain.cyan(),
        Ink::Length => plain.yellow(),
        Ink::Key => plain.magenta(),
        Ink::Payload => plain.green(),
        Ink::Good => plain.green().bold(),
        Ink::Error => plain.red().bold(),
        Ink::Warning => plain.yellow().bold(),
        Ink::Incomplete => plain.magenta().bold(),
        Ink::Dim => plain.dimmed(),
    }
}
