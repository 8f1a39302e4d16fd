//! A server that masks: code for a client used at the other end, or a client's bytes sent back.

use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::finding::Fault;
use crate::frame::FrameHeader;
use crate::lang::{Lang, say};
use crate::slips::scale::Bits;
use crate::slips::words::hex;
use crate::terms::MaskKey;
use crate::terms::Role;

pub(super) const NAME: &str = "server-masks";

pub(super) const MARKS: Marks = Marks::GENERAL.only_from(Role::Server);

/// The frame is in order but for its mask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerMasks {
    /// The key.
    pub key: MaskKey,
    /// Whether it is a client's frame, sent back as it came.
    pub came: bool,
}

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.needs_sender(Role::Server)?;
    Ok(recipe.sent_by(Role::Client).frame())
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let FrameHeader { mask_key: Some(key), .. } = suspect.header? else { return None };
    let fits = suspect.has(|fault| matches!(fault, Fault::ServerMasked(_))) && suspect.reads_well();
    // Who leaves other frames unmasked knows how: this one is a client's, sent back as it came, or
    // no frame, but bytes read from a wrong place.
    let always = suspect.recent_of(Role::Server).all(|frame| frame.header.mask_key.is_some());
    let bytes = suspect.wire.get(..suspect.frame_len);
    let sent_back = || suspect.recent_of(Role::Client).any(|frame| Some(frame.whole) == bytes);
    let text = suspect.text();
    let came = sent_back();
    let bits =
        of_frame(suspect, text.as_deref()) + Bits::equal(if came { suspect.frame_len } else { 0 });
    (fits && (always || came)).then(|| {
        Evidence::ServerMasks(ServerMasks { key, came }).claim(bits, suspect.frame_len, text)
    })
}

/// What it says that this is a frame, and not bytes read from a wrong place: it is in order, it is the
/// first or has others of its kind before it, it reads.
pub(super) fn of_frame(suspect: &FrameSuspect<'_>, text: Option<&str>) -> Bits {
    let role = suspect.sender.role();
    let kin = role.map_or(0, |role| suspect.recent_of(role).take(2).count());
    let read = text.map(Bits::text).unwrap_or_default().max(Bits::default());
    suspect.broken() + suspect.in_order() + suspect.is_first() + Bits::LANDS * kin + read
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server("Hello")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("a server masked its frame", "服务端给帧加了掩码")
}

pub(super) fn evidence(lang: Lang, proof: &ServerMasks) -> String {
    let ServerMasks { key, came } = proof;
    if *came {
        return say!(
            lang,
            "A server sent this, and byte for byte it is the frame that its client sent before, with the key {key}.",
            "这是服务端发的，却与客户端先前发来的帧逐字节相同，掩码键 {key} 也一样。",
            key = hex(key)
        );
    }
    say!(
        lang,
        "A server sent this, MASK is 1 and the key is {key}; all else is in order.",
        "这是服务端发的，MASK 位却是 1，掩码键 {key}；其余都正确。",
        key = hex(key)
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("A server never masks (RFC 6455 section 5.1): leave MASK 0 and send no key; and do not send a client's frame back as it came.", "服务端从不加掩码（RFC 6455 5.1）：MASK 位置 0，不发掩码键；也不要把客户端的帧原样发回。")
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
