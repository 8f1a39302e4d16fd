//! A client that does not mask: code for a server used at the other end.

use super::server_masks::of_frame;
use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::finding::Fault;
use crate::lang::{Lang, say};
use crate::terms::Role;

pub(super) const NAME: &str = "client-does-not-mask";

pub(super) const MARKS: Marks = Marks::GENERAL.only_from(Role::Client);

/// The frame is in order but for the mask that it lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientDoesNotMask;

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.needs_sender(Role::Client)?;
    Ok(recipe.sent_by(Role::Server).frame())
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let fits =
        suspect.has(|fault| matches!(fault, Fault::ClientUnmasked(_))) && suspect.reads_well();
    // Who masks other frames knows how: this one is then no frame, but bytes read from a wrong place.
    let never = suspect.recent_of(Role::Client).all(|frame| frame.header.mask_key.is_none());
    let text = suspect.text();
    let bits = of_frame(suspect, text.as_deref());
    (fits && never).then(|| {
        Evidence::ClientDoesNotMask(ClientDoesNotMask).claim(bits, suspect.frame_len, text)
    })
}

pub(super) fn demo() -> Recipe {
    Recipe::from_client("hellossssss")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("a client did not mask its frame", "客户端没有给帧加掩码")
}

pub(super) fn evidence(lang: Lang, _: &ClientDoesNotMask) -> String {
    say!(
        lang,
        "A client sent this and MASK is 0; all else is in order.",
        "这是客户端发的，MASK 位却是 0；其余都正确。"
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("A client masks every frame (RFC 6455 section 5.1): `0x80 | n`, a random key `os.urandom(4)`, then the payload XOR the key.", "客户端的每一帧都要加掩码（RFC 6455 5.1）：`0x80 | n`，随机键 `os.urandom(4)`，再用它异或载荷。")
}

#[cfg(test)]
mod tests {
    use super::super::tests::claims_from;
    use super::*;

    #[test]
    fn a_client_that_masks_its_other_frames_is_not_said_not_to_mask() {
        let masked = Recipe::from_client("Hello").frame();
        let wire = [masked, Recipe::from_server("Hello").frame()].concat();
        assert_eq!(claims_from(&wire, Some(Role::Client)).concat(), []);
    }
}
