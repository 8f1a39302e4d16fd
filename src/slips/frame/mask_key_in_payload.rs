//! The mask key taken for the start of the payload: code that cuts two bytes of header off a
//! masked frame, and sends the rest on.

use super::reading::{proof, unmasked};
use super::{Claim, Evidence, Recipe, Suspect, Unsuited};
use crate::terms::Role;

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.as_text()?;
    recipe.needs_sender(Role::Client)?;
    let payload = [&recipe.key[..], &recipe.wire_payload()].concat();
    Ok(recipe.carrying(payload).sent_by(Role::Server).frame())
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<Claim> {
    suspect.header.filter(|header| header.mask_key.is_none())?;
    if !suspect.is_only_bad_text() {
        return None;
    }
    let (key, masked) = suspect.payload.split_first_chunk::<4>()?;
    let plain = unmasked(masked, *key, 0);
    let came = || {
        suspect
            .recent_of(Role::Client)
            .any(|earlier| earlier.header.mask_key == Some(*key) && earlier.wire() == masked)
    };
    let text = match proof(&plain) {
        Some(text) => Some(text.to_owned()),
        None if came() => String::from_utf8(plain).ok(),
        None => return None,
    };
    Some(Evidence::MaskKeyInPayload { key: *key }.claim(suspect.frame_len, text))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_client("hellossssss")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{claims, first_claim};
    use super::*;
    use crate::slips::frame::FrameSlip;

    #[test]
    fn a_short_text_is_proved_by_the_frame_that_came_before() {
        let recipe = Recipe::from_client("hi");
        let relayed = apply(&recipe).expect("suits");
        assert_eq!(claims(&relayed), []);
        let both = [recipe.frame(), relayed].concat();
        assert_eq!(first_claim(&both).evidence.slip(), FrameSlip::MaskKeyInPayload);
    }
}
