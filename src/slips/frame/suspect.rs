//! A frame under suspicion, with what lies around it.

use super::reading::{follows, may_follow, readable, unmasked};
use crate::conversation::Sender;
use crate::finding::{Fault, Finding};
use crate::frame::FrameHeader;
use crate::slips::scale::Bits;
use crate::terms::{MaskKey, Opcode, Role};

/// What the reader made of a frame, and what lies around it.
#[derive(Clone, Copy, Debug)]
pub struct FrameSuspect<'a> {
    /// From the frame's first byte to the end of the input.
    pub wire: &'a [u8],
    /// How many bytes of `wire` the reader took for this frame: header and payload, as far as
    /// they are there.
    pub frame_len: usize,
    /// The header; `None` where the input ends inside it.
    pub header: Option<FrameHeader>,
    /// The payload, unmasked, as far as it is there.
    pub payload: &'a [u8],
    /// What the frame's message carries, text or binary; `None` for a control frame.
    pub kind: Option<Opcode>,
    /// Every rule that the frame breaks.
    pub findings: &'a [Finding],
    /// Who sent it.
    pub sender: Sender,
    /// The frames before it in the input, oldest first.
    pub earlier: &'a [Earlier<'a>],
}

/// A frame that came before the suspect.
#[derive(Clone, Copy, Debug)]
pub struct Earlier<'a> {
    /// Its header.
    pub header: FrameHeader,
    /// All its bytes on the wire, header and payload.
    pub whole: &'a [u8],
    /// Who sent it.
    pub sender: Sender,
}

impl<'a> Earlier<'a> {
    /// Its payload as it stands on the wire, masked if the frame is.
    pub fn wire(&self) -> &'a [u8] {
        self.whole.get(self.header.header_len()..).unwrap_or_default()
    }

    /// Its payload, unmasked.
    pub fn payload(&self) -> Vec<u8> {
        unmasked(self.wire(), self.header.mask_key.unwrap_or_default(), 0)
    }
}

impl<'a> FrameSuspect<'a> {
    /// Whether the bytes may have been cut into frames wrongly: the header, the text or what
    /// follows is not in order, or not all of it is there.
    pub(super) fn is_broken(&self) -> bool {
        let telling = |fault: &Fault| {
            use Fault::{
                BadUtf8, LengthTopBit, LongControl, NonMinimalLength, OverLimit, ShortHeader,
                ShortPayload,
            };
            matches!(
                fault,
                BadUtf8 { .. }
                    | LengthTopBit { .. }
                    | LongControl { .. }
                    | NonMinimalLength { .. }
                    | OverLimit { .. }
                    | ShortHeader { .. }
                    | ShortPayload { .. }
            )
        };
        self.has(telling) || !self.ends_well()
    }

    /// Whether a sound frame, or nothing, follows where the reader ended this one.
    pub(super) fn ends_well(&self) -> bool {
        may_follow(self.after())
    }

    /// What it says for a boundary at `at` bytes from the frame's start that a sound frame, or the
    /// end, is there; `None` where neither is.
    pub(super) fn landing(&self, at: usize) -> Option<Bits> {
        follows(self.wire.get(at..)?, self.wire)
    }

    /// What it says for a hypothesis that it explains a broken rule: nothing where none is.
    pub(super) fn broken(&self) -> Bits {
        if self.is_broken() || !self.findings.is_empty() { Bits::BROKEN } else { Bits::default() }
    }

    /// What it says that the frame is all there, and that what follows it is in order.
    pub(super) fn in_order(&self) -> Bits {
        if self.is_whole() && self.ends_well() { Bits::LANDS } else { Bits::default() }
    }

    /// What it says that the frame begins at the right place: certain is the first of the input.
    pub(super) fn is_first(&self) -> Bits {
        if self.earlier.is_empty() { Bits::LANDS } else { Bits::default() }
    }

    /// The frame's first byte; 0 where there is none.
    pub(super) fn byte0(&self) -> u8 {
        self.wire.first().copied().unwrap_or_default()
    }

    /// What comes behind the frame.
    pub(super) fn after(&self) -> &'a [u8] {
        self.wire.get(self.frame_len..).unwrap_or_default()
    }

    /// The payload as it stands on the wire, as far as it is there.
    pub(super) fn wire_payload(&self) -> &'a [u8] {
        let start = self.header.map_or(0, |header| header.header_len());
        self.wire.get(start..self.frame_len).unwrap_or_default()
    }

    /// Whether the whole frame is there.
    pub(super) fn is_whole(&self) -> bool {
        self.header.is_some_and(|header| {
            usize::try_from(header.payload_len()) == Ok(self.payload.len())
                && self.payload.len() == self.wire_payload().len()
        })
    }

    /// Whether the frame begins an ordinary text message: opcode text, no reserved bit.
    pub(super) fn opens_text(&self) -> bool {
        self.byte0() & 0x7f == 0x01
    }

    /// Whether the frame's message is text.
    pub(super) fn is_text(&self) -> bool {
        self.kind == Some(Opcode::TEXT)
    }

    /// Whether a finding is such a fault.
    pub(super) fn has(&self, is: impl Fn(&Fault) -> bool) -> bool {
        self.findings.iter().any(|finding| is(&finding.fault))
    }

    /// Whether the text is not UTF-8.
    pub(super) fn is_bad_text(&self) -> bool {
        self.is_text() && self.has(|fault| matches!(fault, Fault::BadUtf8 { .. }))
    }

    /// Whether the frame is a text that begins a message in its turn and is all there, that is not
    /// UTF-8, and behind which all is well: so it is the text that is wrong.
    pub(super) fn is_only_bad_text(&self) -> bool {
        let in_turn = !self.has(|fault| matches!(fault, Fault::Interrupted { .. }));
        let bad = self.opens_text() && self.is_bad_text() && in_turn;
        bad && self.is_whole() && self.ends_well()
    }

    /// The frames of `role` among the latest before this one, newest first. Only so many are
    /// looked at, so that a long conversation stays cheap.
    pub(super) fn recent_of(&self, role: Role) -> impl Iterator<Item = &'a Earlier<'a>> {
        const RECENT: usize = 32;
        let recent = self.earlier.iter().rev().take(RECENT);
        recent.filter(move |earlier| earlier.sender.role() == Some(role))
    }

    /// The key and the payload as it stands on the wire, of a masked text that is all there, that
    /// is not UTF-8 when unmasked as the RFC says, and behind which all is well.
    pub(super) fn wrongly_masked(&self) -> Option<(MaskKey, &'a [u8])> {
        let key = self.header?.mask_key.filter(|key| *key != [0; 4])?;
        self.is_only_bad_text().then_some((key, self.wire_payload()))
    }

    /// The whole payload of a Close frame whose body breaks a rule.
    pub(super) fn bad_close(&self) -> Option<&'a [u8]> {
        let close = self.byte0() == 0x80 | Opcode::CLOSE.0 && self.is_whole();
        let bad = |fault: &Fault| {
            matches!(fault, Fault::CloseCodeNotAllowed { .. } | Fault::CloseReasonNotUtf8 { .. })
        };
        (close && self.has(bad)).then_some(self.payload)
    }

    /// Whether the frame is all there, its text is UTF-8, and what follows is a frame.
    pub(super) fn reads_well(&self) -> bool {
        self.is_whole() && self.ends_well() && !self.is_bad_text()
    }

    /// The text that the frame carries, if it is text and reads so.
    pub(super) fn text(&self) -> Option<String> {
        self.is_text().then(|| readable(self.payload).map(str::to_owned)).flatten()
    }
}
