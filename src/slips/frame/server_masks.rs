//! A server that masks: code for a client used at the other end, or a client's bytes sent back.

use super::{Claim, Evidence, Recipe, Suspect, Unsuited};
use crate::finding::Fault;
use crate::frame::FrameHeader;
use crate::terms::Role;

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.needs_sender(Role::Server)?;
    Ok(recipe.sent_by(Role::Client).frame())
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<Claim> {
    let FrameHeader { mask_key: Some(key), .. } = suspect.header? else { return None };
    let fits = suspect.has(|fault| matches!(fault, Fault::ServerMasked(_))) && suspect.reads_well();
    let text = suspect.text();
    fits.then(|| Evidence::ServerMasks { key }.claim(suspect.frame_len, text))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server("Hello")
}

#[cfg(test)]
mod tests {
    use super::super::tests::claims_from;
    use super::*;

    #[test]
    fn who_sent_it_must_be_known() {
        let wire = apply(&demo()).expect("suits");
        assert_eq!(claims_from(&wire, None).concat(), []);
        assert_eq!(claims_from(&wire, Some(Role::Server)).concat().len(), 1);
    }
}
