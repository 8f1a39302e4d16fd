//! Who is where in the one-to-one chat, under which name, and the messages that wait to be
//! delivered. Knows no sockets.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

use super::direct_message::DirectMessage;
use crate::journal::NameFault;

/// The longest name in characters.
const MAX_CHARS: usize = 32;
/// No text that is longer in bytes is looked up: composing makes a name at most a few times shorter.
const MAX_BYTES: usize = 1024;

/// The names in use, and what was written to them in the turn at hand.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// By what a name looks like: the name, and the connection that has it.
    owners: HashMap<String, (String, usize)>,
    waiting: Vec<DirectMessage>,
}

/// Reads a name: without the blanks around it, composed (NFC).
///
/// # Errors
/// Where it is no name that others can see and tell apart.
pub(super) fn read_name(text: &str) -> Result<String, NameFault> {
    let short = text.get(..text.floor_char_boundary(MAX_BYTES)).unwrap_or_default();
    let name: String = short.trim().nfc().collect();
    let chars = name.chars().count();
    match name.chars().find(|c| is_hidden(*c)) {
        _ if name.is_empty() => Err(NameFault::Empty),
        _ if chars > MAX_CHARS || short.len() < text.len() => Err(NameFault::TooLong),
        Some(c) => Err(NameFault::Hidden(c)),
        None => Ok(name),
    }
}

/// Whether a character is not seen, or changes how others are: controls, format characters (the
/// bidirectional ones and most of those without width among them), and other fillers.
fn is_hidden(c: char) -> bool {
    use GeneralCategory as C;
    let category = c.general_category();
    matches!(category, C::Control | C::Format | C::LineSeparator | C::ParagraphSeparator)
        || matches!(c,
            '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}'
            | '\u{e0100}'..='\u{e01ef}')
}

/// What a name looks like where case and width make no difference.
fn look(name: &str) -> String {
    let folded: String = name.nfkc().flat_map(char::to_lowercase).nfkc().collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Names {
    /// Assigns a name, as [`read_name`] returns it, to a connection; returns whether neither it nor
    /// one that looks like it was taken.
    pub(super) fn claim(&mut self, name: &str, key: usize) -> bool {
        let look = look(name);
        let is_free = !self.owners.contains_key(&look);
        if is_free {
            self.owners.insert(look, (name.to_owned(), key));
        }
        is_free
    }

    /// Returns the connection that has just this name.
    pub(super) fn owner(&self, text: &str) -> Option<usize> {
        let name = read_name(text).ok()?;
        self.owners.get(&look(&name)).filter(|(own, _)| *own == name).map(|(_, key)| *key)
    }

    /// Lets others have the name, if it is this connection's.
    pub(super) fn release(&mut self, name: &str, key: usize) {
        if self.owner(name) == Some(key) {
            self.owners.remove(&look(name));
        }
    }

    /// Queues a message for delivery, once the turn at hand has been read.
    pub(super) fn post(&mut self, message: DirectMessage) {
        self.waiting.push(message);
    }

    /// Takes what waits.
    pub(super) fn take_waiting(&mut self) -> Vec<DirectMessage> {
        std::mem::take(&mut self.waiting)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("  anna\t", "anna")]
    #[case("Ame\u{301}lie", "Am\u{e9}lie")]
    #[case("张三", "张三")]
    #[case("राम", "राम")]
    #[case("\u{1f600}", "\u{1f600}")]
    fn a_name_is_read_without_blanks_around_it_and_composed(
        #[case] text: &str,
        #[case] name: &str,
    ) {
        assert_eq!(read_name(text).as_deref(), Ok(name));
    }

    #[rstest]
    #[case("", NameFault::Empty)]
    #[case(" \u{3000}", NameFault::Empty)]
    #[case("a\u{0}b", NameFault::Hidden('\u{0}'))]
    #[case("anna\u{200b}", NameFault::Hidden('\u{200b}'))]
    #[case("\u{202e}anna", NameFault::Hidden('\u{202e}'))]
    #[case("an\u{ad}na", NameFault::Hidden('\u{ad}'))]
    #[case("anna\u{e0041}", NameFault::Hidden('\u{e0041}'))]
    #[case("anna\u{3164}", NameFault::Hidden('\u{3164}'))]
    #[case("anna\u{fe0f}", NameFault::Hidden('\u{fe0f}'))]
    #[case("\u{85}x\u{2028}y", NameFault::Hidden('\u{2028}'))]
    #[case("abcdefghijklmnopqrstuvwxyz0123456", NameFault::TooLong)]
    fn what_nobody_can_see_or_tell_apart_is_no_name(#[case] text: &str, #[case] why: NameFault) {
        assert_eq!(read_name(text), Err(why));
        assert_eq!(read_name(&"好".repeat(100_000)), Err(NameFault::TooLong));
    }

    #[test]
    fn a_name_that_looks_like_another_is_taken_and_gets_none_of_its_messages() {
        let mut names = Names::default();
        assert!(names.claim("Anna", 1));
        for other in ["Anna", "anna", "ANNA", "Ａｎｎａ"] {
            assert!(!names.claim(other, 2), "{other}");
        }
        assert_eq!((names.owner(" Anna "), names.owner("anna")), (Some(1), None));
        names.release("anna", 1);
        names.release("Anna", 2);
        assert_eq!(names.owner("Anna"), Some(1));
        names.release("Anna", 1);
        assert!(names.claim("anna", 2));
    }

    proptest! {
        #[test]
        fn whatever_is_taken_for_a_name_is_short_seen_and_read_the_same_again(text in any::<String>()) {
            if let Ok(name) = read_name(&text) {
                prop_assert!((1..=MAX_CHARS).contains(&name.chars().count()));
                prop_assert!(!name.chars().any(is_hidden));
                prop_assert_eq!(read_name(&name), Ok(name.clone()));
                prop_assert_eq!(look(&look(&name)), look(&name));
            }
        }
    }
}
