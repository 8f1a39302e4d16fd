//! How a conversation ends: what is cut, what is unfinished, whether it was closed as it should be.

use super::event::Ended;
use super::stream::Phase;
use super::{Conversation, Event, Frame, FrameEnd, Sender};
use crate::bits::Span;
use crate::finding::{Fault, Finding, NoCloseFrame, ShortHeader, ShortPayload};
use crate::frame::{FrameHeader, Standing};
use crate::terms::Role;

impl Conversation {
    /// Tells that nothing more will come of the input: a frame or head that is cut is told as far
    /// as it came, a message that is unfinished is M04.
    pub fn finish(&mut self, on: &mut impl FnMut(Event<'_>)) {
        for role in [Role::Client, Role::Server] {
            if !self.stream(Some(role)).closed {
                self.cut(Some(role), on);
            }
        }
        for role in [Role::Client, Role::Server] {
            if !self.stream_of(role).closed {
                self.end_of(role, None, on);
            }
        }
    }

    /// Tells that the end of the connection was seen, in the direction `from` or, where that is
    /// not known, in both: as [`Conversation::finish`], and an end that never sent a Close frame
    /// is C05.
    pub fn close(&mut self, from: Option<Role>, on: &mut impl FnMut(Event<'_>)) {
        self.cut(from, on);
        for role in [Role::Client, Role::Server] {
            if from.is_none_or(|from| from == role) {
                self.end_of(role, self.missing_close(role), on);
            }
        }
        self.stream(from).closed = true;
        if from.is_none() {
            self.stream(Some(Role::Server)).closed = true;
        }
    }

    /// Tells what is cut at the end of a stream, and no more: whether the conversation ends as it
    /// should is not asked.
    pub fn cut(&mut self, from: Option<Role>, on: &mut impl FnMut(Event<'_>)) {
        self.cut_opening(from, on);
        let stream = self.stream(from);
        match stream.decoder.standing() {
            _ if stream.refused || stream.phase != Phase::Frames => {}
            Standing::Header([]) => {}
            Standing::Header(held) => {
                let (have, held) = (held.len(), held.to_vec());
                self.cut_header(from, have, &held, on);
            }
            Standing::Payload { header, have } => {
                let Some(begun) = stream.begun.take() else { return };
                let start = header.header_len();
                let fault = ShortPayload { have, need: header.payload_len() };
                let end = start.saturating_add(usize::try_from(have).unwrap_or(usize::MAX));
                stream.findings.push(Finding::on_wire(fault, Span::new(start, end)));
                self.end(from, &begun, &header, have, FrameEnd::Cut, on);
            }
        }
    }

    fn cut_header(
        &mut self,
        from: Option<Role>,
        have: usize,
        held: &[u8],
        on: &mut impl FnMut(Event<'_>),
    ) {
        self.frames += 1;
        let need = FrameHeader::read(held).err().map_or(have, |short| short.need);
        let fault = ShortHeader { have, need };
        let finding = Finding::on_wire(fault, Span::new(0, have));
        let number = self.frames;
        let at = self.stream(from).at - have as u64;
        on(Event::Finding(number, &finding));
        on(Event::Frame(Frame {
            number,
            at,
            sender: Sender::Unknown,
            header: None,
            cut_header: held,
            have: 0,
            payload: &[],
            compressed: None,
            fragment: None,
            findings: &[finding],
            end: FrameEnd::Cut,
        }));
    }

    /// Tells what is wrong with the end of what `role` sent.
    fn end_of(&self, role: Role, close: Option<Fault>, on: &mut impl FnMut(Event<'_>)) {
        let stream = self.stream_of(role);
        let side = self.side(role);
        // Of a message in a frame that is cut, that frame has said so.
        let told = side.cut || stream.refused;
        let message = if told { None } else { side.message.unfinished() };
        let faults = [message, close].into_iter().flatten();
        let findings: Vec<Finding> =
            faults.map(|fault| Finding::on_wire(fault, Span::default())).collect();
        if !findings.is_empty() {
            on(Event::Ended(Ended { role, findings: &findings }));
        }
    }

    /// The fault that no Close frame came from there, where there were frames to be closed.
    fn missing_close(&self, role: Role) -> Option<Fault> {
        let stream = self.stream_of(role);
        let open = stream.phase == Phase::Frames && !stream.refused && !stream.closed;
        let spoken = self.options.opening_seen || self.side(role).spoken;
        (open && spoken && !self.side(role).closed).then_some(NoCloseFrame { sender: role }.into())
    }
}
