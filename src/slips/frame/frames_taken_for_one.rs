//! Several frames taken for one: what `recv` gave is cut once at the front and sent on, the
//! header of the next frame in the middle of it.

use super::reading::{readable, whole_frame};
use super::{Claim, Evidence, Recipe, Suspect, Unsuited};
use crate::terms::Role;

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.as_text()?;
    recipe.needs_len(1, usize::MAX)?;
    let recipe = recipe.sent_by(Role::Server);
    let glued = [&recipe.payload[..], &recipe.frame()].concat();
    Ok(recipe.carrying(glued).frame())
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<Claim> {
    if !suspect.is_only_bad_text() {
        return None;
    }
    let at = suspect.payload.utf8_chunks().next()?.valid().len();
    let (text, rest) = suspect.payload.split_at_checked(at)?;
    readable(text)?;
    let (frames, text_behind) = frames_in(rest)?;
    let text = String::from_utf8_lossy(text).into_owned() + &text_behind;
    Some(Evidence::FramesTakenForOne { at, frames }.claim(suspect.frame_len, text))
}

/// How many whole frames these bytes are, nothing left over, and their text,
/// of which there is some.
pub(super) fn frames_in(mut bytes: &[u8]) -> Option<(usize, String)> {
    let (mut frames, mut text) = (0, String::new());
    while !bytes.is_empty() {
        let (_, payload, len) = whole_frame(bytes)?;
        bytes = bytes.get(len..)?;
        text.push_str(std::str::from_utf8(&payload).ok()?);
        frames += 1;
    }
    (!text.is_empty()).then_some((frames, text))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server("Hello")
}

#[cfg(test)]
mod tests {
    use super::super::tests::claims;

    #[test]
    fn a_half_frame_in_the_middle_is_not_claimed() {
        assert_eq!(claims(b"\x81\x0bHello\x81\x05Hell"), []);
    }
}
