//! The colours. Each only repeats what a letter or a word says, so nothing is lost without them.
//! Standard colours alone: the user's theme makes them readable on its own background.

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
    let mut out = String::with_capacity(text.len() + 16);
    let (start, end) = codes(ink);
    out.push_str(start);
    out.push_str(text);
    out.push_str(end);
    out
}

/// Appends `text` in its colour, as ANSI.
pub fn write(out: &mut Vec<u8>, ink: Ink, text: &str) {
    if !text.is_empty() {
        let (start, end) = codes(ink);
        out.extend_from_slice(start.as_bytes());
        out.extend_from_slice(text.as_bytes());
        out.extend_from_slice(end.as_bytes());
    }
}

/// What a terminal is told before text in that colour, and behind it (ECMA-48 section 8.3.117, SGR).
/// A page has a hundred of them, so they are constants.
const fn codes(ink: Ink) -> (&'static str, &'static str) {
    const END: &str = "\x1b[0m";
    match ink {
        Ink::Payload => ("", ""),
        Ink::Label | Ink::Answer | Ink::Note => ("\x1b[1m", END),
        Ink::Flags => ("\x1b[36m", END),
        Ink::Length => ("\x1b[94m", END),
        Ink::Key => ("\x1b[35m", END),
        Ink::Good => ("\x1b[32;1m", END),
        Ink::Error | Ink::Cause => ("\x1b[31;1m", END),
        Ink::Warning | Ink::Incomplete => ("\x1b[33;1m", END),
        Ink::Dim => ("\x1b[2m", END),
    }
}

/// Appends a page of ours without its colours. All other escapes were made visible when it was drawn.
pub fn write_plain(out: &mut Vec<u8>, page: &str) {
    let mut rest = page;
    while let Some(at) = memchr::memchr(0x1b, rest.as_bytes()) {
        let (text, code) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.extend_from_slice(text.as_bytes());
        rest = code.split_once('m').map_or("", |(_, behind)| behind);
    }
    out.extend_from_slice(rest.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_without_its_colours_is_what_a_terminal_without_them_would_get() {
        let inks = [Ink::Label, Ink::Flags, Ink::Length, Ink::Key, Ink::Payload, Ink::Good];
        let page: String = inks.into_iter().map(|ink| paint(ink, "载荷 m") + " m[0m\n").collect();
        let mut plain = Vec::new();
        write_plain(&mut plain, &page);
        assert_eq!(plain, anstream::adapter::strip_str(&page).to_string().into_bytes());
        assert_eq!(plain, "载荷 m m[0m\n".repeat(inks.len()).into_bytes());
    }
}
