//! Masked bytes taken for the text: an echo that sends a client's payload back without unmasking
//! it. Provable where the client's frame is in the input.

use super::reading::readable;
use super::{Claim, Evidence, Recipe, Suspect, Unsuited};
use crate::terms::Role;

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.as_text()?;
    recipe.needs_sender(Role::Client)?;
    recipe.needs_len(PROOF_LEN, usize::MAX)?;
    let echo = recipe.carrying(recipe.wire_payload()).sent_by(Role::Server).frame();
    Ok([recipe.frame(), echo].concat())
}

/// So many bytes are not the same by chance.
const PROOF_LEN: usize = 4;

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<Claim> {
    suspect.header.filter(|header| header.mask_key.is_none())?;
    if !suspect.is_whole() || !suspect.is_text() || suspect.payload.len() < PROOF_LEN {
        return None;
    }
    let came = suspect.recent_of(Role::Client).find(|earlier| earlier.wire() == suspect.payload)?;
    let meant = came.payload();
    let key = came.header.mask_key.filter(|_| meant != came.wire())?;
    let text = readable(&meant)?.to_owned();
    Some(Evidence::MaskedBytesAsText { key }.claim(suspect.frame_len, text))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_client("hellossssss")
}

#[cfg(test)]
mod tests {
    use super::super::tests::claims;
    use super::*;

    #[test]
    fn an_honest_echo_is_not_claimed() {
        let recipe = demo();
        let echo = recipe.sent_by(Role::Server).frame();
        assert_eq!(claims(&[recipe.frame(), echo].concat()), []);
    }
}
