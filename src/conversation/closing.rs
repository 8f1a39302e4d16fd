//! How a conversation ends: what is cut, what is unfinished, whether it was closed as it should be.

use super::event::SideEnd;
use super::{Conversation, Frame, FrameEnd, FrameEvent, Sender};
use crate::bits::Span;
use crate::finding::{Fault, Finding, NoCloseFrame, ShortHeader, ShortPayload};
use crate::frame::judge::{Circumstances, judge_cut};
use crate::frame::{Decoder, FrameHeader, Standing};
use crate::terms::Role;

impl Conversation {
    /// Tells that nothing more will come of the input: a frame that is cut is told as far as it
    /// came, a message that is unfinished is M04.
    pub fn finish(&mut self, on: &mut impl FnMut(FrameEvent<'_>)) {
        for role in [Role::Client, Role::Server] {
            if !self.stream(Some(role)).closed {
                self.cut(Some(role), on);
            }
        }
        for role in [Role::Client, Role::Server] {
            if !self.stream_of(role).closed {
                self.end_of(role, false, on);
            }
        }
    }

    /// Tells that the end of the connection was seen, in the direction `from` or, where that is
    /// not known, in both: as [`Conversation::finish`], and an end that never sent a Close frame
    /// is C05.
    pub fn close(&mut self, from: Option<Role>, on: &mut impl FnMut(FrameEvent<'_>)) {
        let ends = [Role::Client, Role::Server];
        let concerned = move |role: &Role| from.is_none_or(|from| from == *role);
        for role in ends.into_iter().filter(concerned) {
            if !self.stream(Some(role)).closed {
                self.cut(Some(role), on);
            }
        }
        for role in ends.into_iter().filter(concerned) {
            if !self.stream_of(role).closed {
                self.end_of(role, true, on);
                self.stream(Some(role)).closed = true;
            }
        }
    }

    /// Tells what is cut at the end of a stream, and no more: whether the conversation ends as it
    /// should is not asked.
    pub fn cut(&mut self, from: Option<Role>, on: &mut impl FnMut(FrameEvent<'_>)) {
        let stream = self.stream(from);
        match stream.decoder.standing() {
            _ if stream.refused => {}
            Standing::Header([]) => {}
            Standing::Header(held) => {
                let (have, held) = (held.len(), held.to_vec());
                self.cut_header(from, have, &held, on);
                self.stream(from).decoder = Decoder::new();
            }
            Standing::Payload { header, have } => {
                let Some(begun) = stream.begun.take() else { return };
                let start = header.header_len();
                let fault = ShortPayload { have, need: header.payload_len() };
                let end = start.saturating_add(usize::try_from(have).unwrap_or(usize::MAX));
                stream.findings.push(Finding::on_wire(fault, Span::new(start, end)));
                self.end(from, &begun, &header, have, FrameEnd::Cut, on);
                self.stream(from).decoder = Decoder::new();
            }
        }
    }

    fn cut_header(
        &mut self,
        from: Option<Role>,
        have: usize,
        held: &[u8],
        on: &mut impl FnMut(FrameEvent<'_>),
    ) {
        self.frames += 1;
        let need = FrameHeader::read(held).err().map_or(have, |short| short.need);
        let fault = ShortHeader { have, need };
        let beside = Circumstances {
            sender: from,
            allowed_rsv: self.allowed_rsv,
            opening_seen: self.options.opening_seen,
            max_payload: self.options.max_frame,
            previous_key: None,
        };
        let mut findings = vec![Finding::on_wire(fault, Span::new(0, have))];
        judge_cut(held, &beside, &mut findings);
        let number = self.frames;
        let at = self.stream(from).at - have as u64;
        findings.iter().for_each(|finding| on(FrameEvent::Finding(number, finding)));
        on(FrameEvent::Frame(Frame {
            number,
            at,
            sender: sender_of(held, from),
            header: None,
            cut_header: held,
            have: 0,
            payload: &[],
            compressed: None,
            fragment: None,
            findings: &findings,
            end: FrameEnd::Cut,
        }));
    }

    /// Tells what is wrong with the end of what `role` sent: M04, and C05 where the end of the
    /// connection was `seen`.
    pub(crate) fn end_of(&self, role: Role, seen: bool, on: &mut impl FnMut(FrameEvent<'_>)) {
        let close = if seen { self.missing_close(role) } else { None };
        let stream = self.stream_of(role);
        let side = self.side(role);
        // Of a message in a frame that is cut, that frame has said so.
        let told = side.cut || stream.refused;
        let message = if told { None } else { side.message.unfinished() };
        let faults = [message, close].into_iter().flatten();
        let shed = side.message.shed_untold();
        let shed = shed.map(|fault| Finding::on_wire(fault, Span::default()).as_note());
        let faults = faults.map(|fault| Finding::on_wire(fault, Span::default()));
        let findings: Vec<Finding> = faults.chain(shed).collect();
        if !findings.is_empty() {
            on(FrameEvent::Ended(SideEnd { role, findings: &findings }));
        }
    }

    /// The fault that no Close frame came from there, where there were frames to be closed.
    fn missing_close(&self, role: Role) -> Option<Fault> {
        let stream = self.stream_of(role);
        let open = !stream.refused && !stream.closed;
        let spoken = self.options.opening_seen || self.side(role).spoken;
        (open && spoken && !self.side(role).closed).then_some(NoCloseFrame { sender: role }.into())
    }
}

/// Who sent the frame whose header is cut: known, or inferred from the MASK bit if that is here.
fn sender_of(held: &[u8], from: Option<Role>) -> Sender {
    match (from, held.get(1)) {
        (Some(role), _) => Sender::Known(role),
        (None, Some(byte1)) if byte1 & 0x80 != 0 => Sender::Inferred(Role::Client),
        (None, Some(_)) => Sender::Inferred(Role::Server),
        (None, None) => Sender::Unknown,
    }
}
