//! What others say to a connection: one-to-one messages, and who reads them too slowly. What goes to
//! the group is in `broadcast`. May import `journal` and `terms`.

use super::hub::Hub;
use super::settings::Settings;
use crate::journal::Trouble;
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

    /// Closes the connection of somebody who takes nothing, or lags behind by more than a few of
    /// the longest messages, so that the others do not pay for it.
    pub(super) fn close_if_too_slow(&mut self, key: usize) {
        let now = self.now;
        let Some(connection) = self.connections.get_mut(key) else { return };
        let (waiting_bytes, silent) = (connection.waiting_bytes(), now - connection.heard);
        let is_open = connection.session().is_some_and(|session| session.is_open());
        let stands_still = silent >= Settings::STANDING && waiting_bytes > Settings::MAX_WAITING;
        if !is_open || !(stands_still || waiting_bytes > self.settings.max_behind()) {
            return;
        }
        self.totals.too_slow += 1;
        self.close(key, CloseCode(1013), "too slow", Trouble::SlowReader { waiting_bytes });
    }
}
