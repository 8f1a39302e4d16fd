//! How connections end: what a client left unsaid, what is told of it, and what is freed.

use std::time::Instant;

use super::hub::Hub;
use super::link::{Link, Stage};
use super::upgrade::Service;
use crate::journal::{End, Happening, How};
use crate::terms::Role;

impl Hub {
    /// Takes note that a client sends no more.
    pub(super) fn ended(&mut self, key: usize, reset: bool) {
        self.look_at_the_clock();
        let now = Instant::now();
        self.head_ended(key);
        self.turn(key, |link, turn| {
            link.ended = true;
            match &mut link.stage {
                Stage::Head(_) => {
                    link.how.get_or_insert(How::Lost { reset });
                }
                Stage::Open(endpoint) => endpoint.end_of_input(reset, turn),
                Stage::Draining => return,
            }
            if reset {
                link.drop_now();
            }
        });
        self.leave(key);
        if let Some(link) = self.links.get_mut(key) {
            link.drain(now);
        }
    }

    /// Takes a connection out of the group and its name out of the list, and keeps how it ended.
    pub(super) fn leave(&mut self, key: usize) {
        let Some(link) = self.links.get_mut(key) else { return };
        let Some(endpoint) = link.endpoint() else { return };
        let ours = endpoint.ours();
        let (how, counts) = (ours.how, [ours.frames_in, ours.frames_out, ours.errors]);
        let is_member = ours.service == Service::Group;
        (link.how, link.counts) = (link.how.or(how), counts);
        if is_member {
            self.group.leave(key);
        }
        self.free_name(key);
        self.open_now = self.open_now.saturating_sub(1);
    }

    /// Lets others have the name of a connection to which nothing more can be said.
    pub(super) fn free_name(&mut self, key: usize) {
        let endpoint = self.links.get_mut(key).and_then(Link::endpoint);
        if let Some(Service::Direct(name)) = endpoint.map(|endpoint| &endpoint.ours().service)
            && self.names.get(name) == Some(&key)
        {
            self.names.remove(name);
        }
    }

    /// Lets everybody go who is still here when the server ends.
    pub(super) fn remove_all(&mut self) {
        let keys: Vec<usize> = self.links.iter().map(|(key, _)| key).collect();
        keys.into_iter().for_each(|key| self.remove(key));
    }

    /// Lets a connection go that is over.
    pub(super) fn remove(&mut self, key: usize) {
        self.leave(key);
        let Some(link) = self.links.try_remove(key) else { return };
        self.held -= link.weight;
        let how =
            link.how.unwrap_or(if link.lost { How::Lost { reset: true } } else { How::Dropped });
        let [frames_in, frames_out, errors] = link.counts;
        self.look_at_the_clock();
        if self.log.is_on() && link.peer.is_none() {
            let lasted = link.since.elapsed();
            let end = End { how, lasted, frames_in, frames_out, errors };
            self.log.tell(link.number, Happening::Ended(end));
            self.log.turn_ended();
        }
        if let Some(record) = &mut self.record {
            let reset = matches!(how, How::Lost { reset: true } | How::Dropped);
            let from = if link.ended { Role::Client } else { Role::Server };
            record.close(link.number, from, reset, self.log.at);
            if !reset {
                record.close(link.number, from.peer(), false, self.log.at);
            }
            record.forget(link.number);
        }
        if self.links.is_empty() {
            self.empty.notify_one();
        }
    }
}
