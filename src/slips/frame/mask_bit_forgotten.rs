//! The MASK bit is 0 although a key and a masked payload follow.

use super::reading::{proof, unmasked};
use super::{Claim, Evidence, Recipe, Suspect, Unsuited};
use crate::frame::FrameHeader;
use crate::terms::Role;

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.as_text()?;
    recipe.needs_sender(Role::Client)?;
    let mut out = Vec::new();
    FrameHeader { mask_key: None, ..recipe.header() }.write(&mut out);
    out.extend(recipe.key);
    out.extend(recipe.wire_payload());
    Ok(out)
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<Claim> {
    let header = suspect.header.filter(|header| header.mask_key.is_none())?;
    if !suspect.opens_text() || !suspect.is_broken() {
        return None;
    }
    let (key, rest) = suspect.wire.get(header.header_len()..)?.split_first_chunk::<4>()?;
    let payload = rest.get(..usize::try_from(header.payload_len()).ok()?)?;
    let end = header.header_len() + key.len() + payload.len();
    if *key == [0; 4] || !suspect.may_end_at(end) {
        return None;
    }
    let plain = unmasked(payload, *key, 0);
    let text = proof(&plain)?.to_owned();
    Some(Evidence::MaskBitForgotten { key: *key }.claim(end, text))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_client("hellossssss")
}

#[cfg(test)]
mod tests {
    use super::super::tests::claims;

    #[test]
    fn a_short_text_proves_nothing() {
        assert_eq!(claims(b"\x81\x02\xa4\xc4\x22\xcd\xcc\xad"), []);
    }
}
