//! How connections end: what a client left unsaid, what is told of it, and what is freed.

use std::time::Instant;

use super::connection::{Connection, Stage};
use super::hub::Hub;
use super::upgrade::Service;
use crate::journal::{End, Happening, HowEnded};
use crate::terms::Role;

impl Hub {
    /// Takes note that a client sends no more.
    pub(super) fn ended(&mut self, key: usize, reset: bool) {
        self.look_at_the_clock();
        let now = Instant::now();
        self.head_ended(key);
        self.turn(key, |connection, turn| {
            connection.ended = true;
            match &mut connection.stage {
                Stage::Head(_) => {
                    connection.how.get_or_insert(HowEnded::Lost { reset });
                }
                Stage::Open(session) => session.end_of_input(reset, turn),
                Stage::Draining => return,
            }
            if reset {
                connection.drop_now();
            }
        });
        self.leave(key);
        if let Some(connection) = self.connections.get_mut(key) {
            connection.drain(now);
        }
    }

    /// Removes a connection from the group and its name from the list, and keeps how it ended.
    pub(super) fn leave(&mut self, key: usize) {
        let Some(connection) = self.connections.get_mut(key) else { return };
        let Some(session) = connection.session() else { return };
        let (how, counts) = (session.how(), session.counts());
        let is_member = session.service == Service::Group;
        (connection.how, connection.counts) = (connection.how.or(how), counts);
        if is_member {
            self.group.leave(key);
        }
        self.free_name(key);
        self.connections.closed();
    }

    /// Lets others have the name of a connection to which nothing more can be said.
    pub(super) fn free_name(&mut self, key: usize) {
        let session = self.connections.get_mut(key).and_then(Connection::session);
        if let Some(Service::Direct(name)) = session.map(|session| &session.service) {
            self.names.release(name, key);
        }
    }

    /// Lets everybody go who is still here when the server ends.
    pub(super) fn remove_all(&mut self) {
        self.connections.keys().into_iter().for_each(|key| self.remove(key));
    }

    /// Lets a connection go that is over.
    pub(super) fn remove(&mut self, key: usize) {
        self.leave(key);
        let Some(connection) = self.connections.remove(key) else { return };
        let how = connection.how.unwrap_or(if connection.lost {
            HowEnded::Lost { reset: true }
        } else {
            HowEnded::Dropped
        });
        let [frames_in, frames_out, errors] = connection.counts;
        self.look_at_the_clock();
        if self.log.is_on() && connection.peer.is_none() {
            let lasted = connection.since.elapsed();
            let end = End { how, lasted, frames_in, frames_out, errors };
            self.log.tell(connection.number, Happening::Ended(end));
            self.log.turn_ended();
        }
        if let Some(recording) = &mut self.recording {
            let reset = matches!(how, HowEnded::Lost { reset: true } | HowEnded::Dropped);
            let from = if connection.ended { Role::Client } else { Role::Server };
            recording.close(connection.number, from, reset, self.log.at);
            if !reset {
                recording.close(connection.number, from.peer(), false, self.log.at);
            }
            recording.forget(connection.number);
        }
    }
}
