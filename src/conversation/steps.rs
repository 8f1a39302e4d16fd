//! The steps by which a frame is read: its header is judged, its payload taken, its end told.

use super::event::Sender;
use super::stream::Begun;
use super::{Conversation, Frame, FrameEnd, FrameEvent, FrameOptions, Message};
use crate::bits::Span;
use crate::finding::{Fault, Finding, MisplacedRsv1};
use crate::frame::FrameHeader;
use crate::frame::judge::{Circumstances, judge};
use crate::message::Keep;
use crate::terms::{Opcode, Role};

impl Conversation {
    /// Judges a header; returns the frame that it begins, unless that is refused.
    #[inline]
    pub(super) fn header(
        &mut self,
        from: Option<Role>,
        header: &FrameHeader,
        at: u64,
        on: &mut impl FnMut(FrameEvent<'_>),
    ) -> Option<Begun> {
        self.frames += 1;
        let (number, allowed_rsv) = (self.frames, self.allowed_rsv);
        let FrameOptions { opening_seen, max_frame, .. } = self.options;
        let inferred = if header.mask_key.is_some() { Role::Client } else { Role::Server };
        let role = from.unwrap_or(inferred);
        let (stream, side) = self.at_work(from, role);
        let beside = Circumstances {
            sender: from,
            allowed_rsv,
            opening_seen,
            max_payload: max_frame,
            previous_key: side.previous_key,
        };
        let findings = &mut stream.findings;
        findings.clear();
        judge(header, &beside, findings);
        if header.rsv.is_set(1) && allowed_rsv.is_set(1) {
            judge_rsv1(header, findings);
        }
        side.begin(header, number, opening_seen, findings);
        findings.iter().for_each(|finding| on(FrameEvent::Finding(number, finding)));
        let refused = findings.iter().any(|finding| {
            matches!(finding.fault, Fault::LengthTopBit { .. } | Fault::OverLimit { .. })
        });
        let sender = from.map_or(Sender::Inferred(role), Sender::Known);
        let begun = Begun { number, at, sender, role };
        if !refused {
            return Some(begun);
        }
        stream.refused = true;
        self.end(from, &begun, header, 0, FrameEnd::Refused, on);
        None
    }

    /// Reads a frame that came in one piece: the same steps, one after another.
    pub(super) fn whole(
        &mut self,
        from: Option<Role>,
        header: &FrameHeader,
        at: u64,
        wire: &[u8],
        on: &mut impl FnMut(FrameEvent<'_>),
    ) {
        let Some(begun) = self.header(from, header, at, on) else {
            self.stream(from).unread += wire.len() as u64;
            return;
        };
        if !wire.is_empty() {
            self.payload(from, &begun, header, 0, wire, on);
        }
        self.end(from, &begun, header, wire.len() as u64, FrameEnd::Whole, on);
    }

    #[inline]
    pub(super) fn payload(
        &mut self,
        from: Option<Role>,
        begun: &Begun,
        header: &FrameHeader,
        at: u64,
        wire: &[u8],
        on: &mut impl FnMut(FrameEvent<'_>),
    ) {
        let (stream, side) = self.at_work(from, begun.role);
        let told = stream.findings.len();
        side.payload(header, at, wire, &mut stream.findings);
        let fresh = stream.findings.iter().skip(told);
        fresh.for_each(|finding| on(FrameEvent::Finding(begun.number, finding)));
    }

    #[inline]
    pub(super) fn end(
        &mut self,
        from: Option<Role>,
        begun: &Begun,
        header: &FrameHeader,
        have: u64,
        end: FrameEnd,
        on: &mut impl FnMut(FrameEvent<'_>),
    ) {
        let Begun { number, at, sender, role } = *begun;
        let keep = self.options.keep;
        let (stream, side) = self.at_work(from, role);
        let told = stream.findings.len();
        match end {
            FrameEnd::Whole => side.end_frame(header, &mut stream.findings),
            FrameEnd::Cut => side.cut_frame(header, &mut stream.findings),
            FrameEnd::Refused => side.cut = true,
        }
        let fresh = stream.findings.iter().skip(told);
        fresh.for_each(|finding| on(FrameEvent::Finding(number, finding)));
        let is_control = header.opcode.is_control();
        let fragment = if is_control { None } else { side.message.fragment() };
        let wanted = keep == Keep::Payload || !stream.findings.is_empty();
        let payload = match is_control {
            true => &side.control,
            false if wanted => side.message.fragment_bytes(),
            false => &[],
        };
        let compressed = if is_control { None } else { side.message.compressed() };
        let findings = &stream.findings;
        on(FrameEvent::Frame(Frame {
            number,
            at,
            sender,
            header: Some(*header),
            cut_header: &[],
            have,
            payload,
            compressed,
            fragment,
            findings,
            end,
        }));
        if let (Some(fragment), true, FrameEnd::Whole) = (fragment, header.fin, end) {
            on(FrameEvent::Message(Message {
                sender,
                kind: fragment.kind,
                first_frame: fragment.first_frame,
                last_frame: number,
                len: fragment.message_len,
                payload: match keep {
                    Keep::Payload => side.message.message_bytes(),
                    Keep::Suspects => &[],
                },
                compressed: compressed.map(|compressed| (compressed.message_len, compressed.trial)),
            }));
            side.message.close();
        }
    }
}

/// Judges where RSV1 stands, where it was agreed on (RFC 7692 section 6).
#[cold]
fn judge_rsv1(header: &FrameHeader, findings: &mut Vec<Finding>) {
    let opcode = header.opcode;
    if opcode.is_control() || opcode == Opcode::CONTINUATION {
        findings.push(Finding::on_wire(MisplacedRsv1 { opcode }, Span::new(0, 1)));
    }
}
