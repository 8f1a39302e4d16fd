//! The commonest frame in one step: it is all here, is a message by itself, and plainly breaks no
//! rule. What is told of it is what the steps tell; a property holds the two together.

use super::event::{Frame, FrameEnd, FrameEvent, Message, Sender};
use super::{Conversation, FrameOptions};
use crate::frame::FrameHeader;
use crate::frame::judge::{Circumstances, is_plainly_right};
use crate::message::Fragment;
use crate::terms::Role;

impl Conversation {
    /// Reads such frames off the front of `input`, up to the first that is for the steps to read,
    /// or that `admits`, of a header and its payload on the wire, does not want read.
    #[inline(always)]
    pub fn read_plain(
        &mut self,
        from: Option<Role>,
        input: &mut &[u8],
        admits: &mut impl FnMut(&FrameHeader, &[u8]) -> bool,
        on: &mut impl FnMut(FrameEvent<'_>),
    ) {
        let mut rest = *input;
        while let Some((header, wire)) = self.stream(from).decoder.whole(&mut rest) {
            if !admits(&header, wire) || !self.tell_alone(from, &header, wire, on) {
                return;
            }
            *input = rest;
        }
    }

    /// Tells the frame, if it is such a one; else nothing has happened.
    #[inline(always)]
    fn tell_alone(
        &mut self,
        from: Option<Role>,
        header: &FrameHeader,
        wire: &[u8],
        on: &mut impl FnMut(FrameEvent<'_>),
    ) -> bool {
        let FrameOptions { opening_seen, max_frame, .. } = self.options;
        let (number, allowed_rsv) = (self.frames + 1, self.allowed_rsv);
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
        if !header.fin || side.closed || stream.refused || !is_plainly_right(header, &beside) {
            return false;
        }
        let Some(payload) = side.message.take_alone(header, wire) else { return false };
        let (at, len) = (stream.at, wire.len() as u64);
        stream.at += header.header_len() as u64 + len;
        (side.spoken, side.cut, side.previous_key) = (true, false, header.mask_key);
        let (sender, kind) = (from.map_or(Sender::Inferred(role), Sender::Known), header.opcode);
        on(FrameEvent::Frame(Frame {
            number,
            at,
            sender,
            header: Some(*header),
            cut_header: &[],
            have: len,
            payload,
            compressed: None,
            fragment: Some(Fragment { kind, first_frame: number, index: 0, message_len: len }),
            findings: &[],
            end: FrameEnd::Whole,
        }));
        on(FrameEvent::Message(Message {
            sender,
            kind,
            first_frame: number,
            last_frame: number,
            len,
            payload,
            compressed: None,
        }));
        self.frames = number;
        true
    }
}
