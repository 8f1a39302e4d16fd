//! What others say to a connection: one-to-one messages and those of the group. May import
//! `endpoint`, `journal` and `terms`.

use std::collections::HashMap;

use super::connection::Connection;
use super::group::{Form, Said};
use super::hub::Hub;
use super::settings::Settings;
use crate::endpoint::{Compressor, Outgoing};
use crate::journal::{Happening, Trouble};
use crate::terms::{CloseCode, Opcode};

impl Hub {
    /// Delivers the one-to-one messages that `sender` has written in its turn. One whose receiver has
    /// gone meanwhile is named to the sender. What the sender hears stands in the output buffer in
    /// the order in which it was said, as a kept window needs it.
    pub(super) fn deliver_direct(&mut self, sender: usize) {
        for direct in self.names.take_waiting() {
            let is_delivered = match self.names.owner(&direct.to) {
                Some(key) if key == sender => self.message(key, &direct.text),
                Some(key) => self.message_to_other(key, &direct.text),
                None => false,
            };
            if !is_delivered {
                self.turn(sender, |connection, turn| {
                    if let Some(session) = connection.session() {
                        session.refuse(&Trouble::Absent { to: &direct.to }, turn);
                    }
                });
            }
        }
    }

    /// Sends a message to somebody else; returns whether that one can still be written to.
    fn message_to_other(&mut self, key: usize, text: &[u8]) -> bool {
        let of_sender = std::mem::take(&mut self.buffers.out);
        self.close_if_too_slow(key);
        let is_open = self.message(key, text);
        self.send(key);
        self.buffers.out = of_sender;
        is_open
    }

    /// Writes a text message to somebody; returns whether that one can still be written to.
    fn message(&mut self, key: usize, text: &[u8]) -> bool {
        let mut is_open = false;
        self.turn(key, |connection, turn| {
            if let Some(session) = connection.session() {
                is_open = session.message(Opcode::TEXT, text, turn);
            }
        });
        is_open
    }

    /// Delivers what was said in the group.
    pub(super) fn deliver_group(&mut self) {
        if self.group.is_silent() {
            return;
        }
        let (mut said, members) = self.group.take();
        if self.log.is_on() {
            self.log_broadcast(&said, &members);
        }
        let mut own = Vec::new();
        for key in members.iter().copied() {
            self.close_if_too_slow(key);
            let Some(form) = self.form_for(key) else {
                self.message_all(key, &said);
                continue;
            };
            let (bytes, frames) =
                said.for_member(key, form, &mut self.buffers.compressors, &mut own);
            let session = self.connections.get_mut(key).and_then(Connection::session);
            let Some(session) = session else { continue };
            if frames > 0 && session.is_open() {
                session.count_sent(frames as u64, bytes.len() as u64);
                self.totals.went.frames += frames as u64;
                self.totals.went.messages += frames as u64;
                self.send_bytes(key, bytes);
            }
        }
        self.group.take_back(said, members);
        self.log.turn_ended();
    }

    /// The form in which a member gets what is said; `None` where its frames are its own: its
    /// window holds what it was sent before, or is smaller.
    fn form_for(&mut self, key: usize) -> Option<Form> {
        match self.connections.get_mut(key)?.session()?.compressor() {
            Compressor::Off => Some(Form::Plain),
            Compressor::Fresh(15) => Some(Form::Compressed),
            Compressor::Fresh(_) | Compressor::Kept(_) => None,
        }
    }

    /// Sends everything that others have said to a member whose frames are its own.
    fn message_all(&mut self, key: usize, said: &Said) {
        self.turn(key, |connection, turn| {
            let Some(session) = connection.session() else { return };
            for (_, outgoing) in said.frames().filter(|(by, _)| *by != key) {
                session.message(outgoing.opcode, outgoing.payload, turn);
            }
        });
        self.send(key);
    }

    /// Tells the log what goes to the group: each frame once, with the number of members who get
    /// just these bytes.
    fn log_broadcast(&mut self, said: &Said, members: &[usize]) {
        let mut forms: HashMap<usize, Option<Form>> = HashMap::new();
        for key in members.iter().copied() {
            let session = self.connections.get_mut(key).and_then(Connection::session);
            if session.is_some_and(|session| session.is_open()) {
                forms.insert(key, self.form_for(key));
            }
        }
        let takers = |form| forms.values().filter(|takes| **takes == Some(form)).count();
        let takers = [Form::Plain, Form::Compressed].map(|form| (form, takers(form)));
        for (number, (by, plain)) in (1..).zip(said.frames()) {
            let sender = self.connections.get(by).map_or(0, |connection| connection.number);
            for (form, takers) in takers {
                let own = forms.get(&by) == Some(&Some(form));
                let count = takers - usize::from(own);
                if count > 0 {
                    let compressed = match form {
                        Form::Plain => None,
                        Form::Compressed => self.buffers.compressors.compress(15, plain.payload),
                    };
                    let outgoing = Outgoing { compressed, ..plain.clone() };
                    let frame = outgoing.as_frame(number, 0);
                    self.log.tell(sender, Happening::Broadcast(&frame, count));
                }
            }
        }
    }

    /// Says farewell to somebody who reads so slowly that its queue is full, so that the others do
    /// not pay for it.
    fn close_if_too_slow(&mut self, key: usize) {
        let now = self.now;
        let Some(connection) = self.connections.get_mut(key) else { return };
        let (waiting_bytes, silent) = (connection.waiting_bytes(), now - connection.heard);
        let is_open = connection.session().is_some_and(|session| session.is_open());
        let stands_still = silent >= Settings::STANDING && waiting_bytes > Settings::MAX_WAITING;
        if !is_open || !(stands_still || waiting_bytes > Settings::MAX_BEHIND) {
            return;
        }
        self.totals.too_slow += 1;
        self.close(key, CloseCode(1013), "too slow", Trouble::SlowReader { waiting_bytes });
    }
}
