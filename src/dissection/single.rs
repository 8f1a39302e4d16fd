//! One frame taken apart by itself, without the bytes around it: what a conversation told is
//! enough for it.

use super::{Dissection, Inflated};
use crate::conversation::Frame;
use crate::finding::Level;
use crate::frame::mask;
use crate::slips::frame::{Claim, FrameSuspect, explain};

impl Dissection {
    /// The dissection of a frame that a conversation told, with the slips that the frame alone
    /// shows. Its bytes are those of its header and of as much payload as was kept.
    pub fn of(frame: &Frame<'_>) -> Self {
        let at = usize::try_from(frame.at).unwrap_or(usize::MAX);
        Self { claims: claims(frame), ..Self::unexplained(frame, at, wire(frame)) }
    }

    /// The dissection of a frame that stands at `at` and takes these bytes, without slips.
    pub(super) fn unexplained(frame: &Frame<'_>, at: usize, wire: Vec<u8>) -> Self {
        Self {
            number: frame.number,
            at,
            sender: frame.sender,
            wire,
            header: frame.header,
            payload: frame.payload.to_vec(),
            have: frame.have,
            inflated: frame.compressed.map(|compressed| Inflated {
                trial: compressed.trial,
                bytes: compressed.plain.to_vec(),
                message_len: compressed.message_len,
            }),
            fragment: frame.fragment,
            message: None,
            findings: frame.findings.to_vec(),
            claims: Vec::new(),
            end: frame.end,
        }
    }
}

/// The slips behind a frame that breaks a rule, likeliest first, as far as the frame alone shows
/// them. Costs nothing where no rule is broken.
pub fn claims(frame: &Frame<'_>) -> Vec<Claim> {
    let broken = frame.findings.iter().any(|finding| finding.level != Level::Note);
    if !broken || frame.header.is_none() {
        return Vec::new();
    }
    let wire = wire(frame);
    explain(&FrameSuspect {
        wire: &wire,
        frame_len: wire.len(),
        header: frame.header,
        payload: frame.payload,
        kind: frame.fragment.map(|fragment| fragment.kind),
        findings: frame.findings,
        sender: frame.sender,
        earlier: &[],
    })
}

/// The bytes of a frame as they stood on the wire.
fn wire(frame: &Frame<'_>) -> Vec<u8> {
    let mut wire = Vec::new();
    write_wire(&mut wire, frame, usize::MAX);
    wire
}

/// Appends a frame as it stood on the wire, with at most so many bytes of its payload.
pub fn write_wire(out: &mut Vec<u8>, frame: &Frame<'_>, max_payload: usize) {
    let Some(header) = frame.header else {
        out.extend_from_slice(frame.cut_header);
        return;
    };
    let payload = frame.payload.get(..max_payload).unwrap_or(frame.payload);
    out.reserve(header.header_len() + payload.len());
    header.write(out);
    match header.mask_key {
        Some(key) => {
            mask::unmask_onto(out, payload, key, 0);
        }
        None => out.extend_from_slice(payload),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversation::{Chunk, Conversation, Event, Options};
    use crate::dissection::{WalkOptions, frames};
    use crate::terms::Role;
    use rstest::rstest;

    #[rstest]
    #[case::masked(Role::Client, b"\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58")]
    #[case::unmasked(Role::Server, b"\x81\x05Hello")]
    #[case::a_client_that_does_not_mask(Role::Client, b"\x81\x05Hello")]
    #[case::a_long_form(Role::Server, b"\x81\x7e\x00\x05Hello")]
    #[case::cut_inside_its_header(Role::Client, b"\x81\xfe\x00")]
    #[case::cut_inside_its_payload(Role::Server, b"\x81\x05He")]
    fn a_frame_by_itself_is_dissected_as_a_walk_does_it(#[case] role: Role, #[case] bytes: &[u8]) {
        let mut conversation = Conversation::new(Options::default());
        let mut told = Vec::new();
        let mut on = |event: Event<'_>| {
            if let Event::Frame(frame) = event {
                told.push(Dissection::of(&frame));
            }
        };
        conversation.read(Chunk { from: Some(role), bytes }, &mut on);
        conversation.finish(&mut on);
        let walked = frames(bytes, WalkOptions { from: Some(role), ..WalkOptions::default() });
        assert_eq!(format!("{told:?}"), format!("{walked:?}"));
    }
}
