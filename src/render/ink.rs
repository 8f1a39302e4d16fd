//! The colours. Each only repeats what a letter or a word says, so nothing is lost without them.
//! Standard colours alone: the user's theme makes them readable on its own background.

use std::io::Write;

use owo_colors::{OwoColorize, Style};

use crate::dissection::Verdict;
use crate::finding::Level;
use crate::tree::Node;

/// What a piece of text is, as far as colour goes. A colour means one thing on every screen: cyan,
/// blue and magenta join a letter to the bytes that it stands for, red is what is wrong and why,
/// yellow what is doubtful or not here. The payload is plain, and what it says is bold.
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
    /// The payload as it stands on the wire, letter D.
    Payload,
    /// What it says.
    Answer,
    /// All is well.
    Good,
    /// A broken rule.
    Error,
    /// The slip behind what is wrong.
    Cause,
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

    /// The colour of the word for a verdict.
    pub const fn of_verdict(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Ok => Self::Good,
            Verdict::Suspect => Self::Warning,
            Verdict::Incomplete => Self::Incomplete,
            Verdict::Broken => Self::Error,
        }
    }
}

/// A part of the frame that has a letter and a colour of its own on every screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Region {
    /// Byte 0.
    Flags,
    /// Byte 1 and the extended length.
    Lengths,
    /// The mask key.
    MaskKey,
    /// The payload.
    Payload,
    /// Bytes that belong to no frame.
    Beyond,
}

impl Region {
    /// The part that a child of a frame is.
    pub fn of(node: &Node<'_>) -> Self {
        match node.name.key {
            "flags" => Self::Flags,
            "lengths" => Self::Lengths,
            "mask_key" => Self::MaskKey,
            _ => Self::Payload,
        }
    }

    /// The part of a frame in which the byte at `index` stands.
    pub fn at(frame: &Node<'_>, index: usize) -> Self {
        let holds = |child: &&Node<'_>| index < child.span().end;
        frame.own_children().find(holds).map_or(Self::Beyond, Self::of)
    }

    /// The letter that joins bytes and fields.
    pub const fn letter(self) -> char {
        match self {
            Self::Flags => 'A',
            Self::Lengths => 'B',
            Self::MaskKey => 'C',
            Self::Payload => 'D',
            Self::Beyond => '?',
        }
    }

    /// Its colour.
    pub const fn ink(self) -> Ink {
        match self {
            Self::Flags => Ink::Flags,
            Self::Lengths => Ink::Length,
            Self::MaskKey => Ink::Key,
            Self::Payload => Ink::Payload,
            Self::Beyond => Ink::Error,
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
        Ink::Payload => plain,
        Ink::Label | Ink::Answer | Ink::Note => plain.bold(),
        Ink::Flags => plain.cyan(),
        Ink::Length => plain.bright_blue(),
        Ink::Key => plain.magenta(),
        Ink::Good => plain.green().bold(),
        Ink::Error | Ink::Cause => plain.red().bold(),
        Ink::Warning | Ink::Incomplete => plain.yellow().bold(),
        Ink::Dim => plain.dimmed(),
    }
}
