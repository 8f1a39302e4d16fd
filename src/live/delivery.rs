//! What reaches a connection from elsewhere: messages of others, the clock, the end of the server.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use super::group::{Form, Group};
use super::hub::Hub;
use super::link::{Link, Stage};
use super::outgoing::{Outgoing, Packing};
use super::settings::Settings;
use crate::journal::{Happening, How, Trouble};
use crate::terms::{CloseCode, Opcode};

/// A tick that comes so much later than the one before says that the server was held.
const LATE: Duration = Duration::from_secs(1);

impl Hub {
    /// Delivers the one-to-one messages that `sender` has written in its turn. One that cannot be
    /// had any more is named to the sender. What the sender hears of it, a letter to itself among
    /// it, stands in `out` in the order in which it was said, as a kept window needs it.
    pub(super) fn deliver_letters(&mut self, sender: usize) {
        for letter in std::mem::take(&mut self.letters) {
            let is_delivered = match self.names.get(&letter.to).copied() {
                Some(key) if key == sender => self.say(key, &letter.text),
                Some(key) => self.hand_letter(key, &letter.text),
                None => false,
            };
            if is_delivered {
                continue;
            }
            self.turn(sender, |link, turn| {
                if let Some(endpoint) = link.endpoint()
                    && endpoint.ours().is_open()
                {
                    endpoint.ours_mut().refuse(&Trouble::Absent { to: &letter.to }, turn);
                }
            });
        }
    }

    /// Sends a letter to somebody else; gives whether that one can still be written to.
    fn hand_letter(&mut self, key: usize, text: &[u8]) -> bool {
        let answers = std::mem::take(&mut self.out);
        self.drop_if_too_slow(key);
        let is_open = self.say(key, text);
        self.send(key);
        self.out = answers;
        is_open
    }

    /// Writes a text message to somebody; gives whether that one can still be written to.
    fn say(&mut self, key: usize, text: &[u8]) -> bool {
        let mut is_open = false;
        self.turn(key, |link, turn| {
            if let Some(endpoint) = link.endpoint()
                && endpoint.ours().is_open()
            {
                is_open = true;
                endpoint.ours_mut().say(Opcode::TEXT, text, turn);
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
            self.tell_broadcast(&said, &members);
        }
        let mut own = Vec::new();
        for key in members.iter().copied() {
            self.drop_if_too_slow(key);
            let Some(form) = self.form_for(key) else {
                self.say_all(key, &said);
                continue;
            };
            let (bytes, frames) = said.for_member(key, form, &mut self.shared, &mut own);
            let Some(endpoint) = self.links.get_mut(key).and_then(Link::endpoint) else { continue };
            if frames > 0 && endpoint.ours().is_open() {
                endpoint.ours_mut().count_sent(frames as u64, bytes.len() as u64);
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
        match self.links.get_mut(key)?.endpoint()?.ours().packing() {
            Packing::Plain => Some(Form::Plain),
            Packing::Fresh(15) => Some(Form::Packed),
            Packing::Fresh(_) | Packing::Kept(_) => None,
        }
    }

    /// Sends everything that others have said to a member whose frames are its own.
    fn say_all(&mut self, key: usize, said: &Group) {
        self.turn(key, |link, turn| {
            let Some(endpoint) = link.endpoint() else { return };
            for (_, outgoing) in said.said().filter(|(by, _)| *by != key) {
                if endpoint.ours().is_open() {
                    endpoint.ours_mut().say(outgoing.opcode, outgoing.payload, turn);
                }
            }
        });
        self.send(key);
    }

    /// Tells the log what goes to the group: each frame once, with the number of members who get
    /// just these bytes.
    fn tell_broadcast(&mut self, said: &Group, members: &[usize]) {
        let mut forms: HashMap<usize, Option<Form>> = HashMap::new();
        for key in members.iter().copied() {
            let endpoint = self.links.get_mut(key).and_then(Link::endpoint);
            if endpoint.is_some_and(|endpoint| endpoint.ours().is_open()) {
                forms.insert(key, self.form_for(key));
            }
        }
        let takers = |form| forms.values().filter(|takes| **takes == Some(form)).count();
        let takers = [Form::Plain, Form::Packed].map(|form| (form, takers(form)));
        for (number, (by, plain)) in (1..).zip(said.said()) {
            let sender = self.links.get(by).map_or(0, |link| link.number);
            for (form, takers) in takers {
                let own = forms.get(&by) == Some(&Some(form));
                let count = takers - usize::from(own);
                if count > 0 {
                    let outgoing = match form {
                        Form::Plain => plain.clone(),
                        Form::Packed => {
                            Outgoing::fresh(plain.opcode, plain.payload, &mut self.shared)
                        }
                    };
                    let frame = outgoing.as_frame(number, 0);
                    self.log.tell(sender, Happening::Broadcast(&frame, count));
                }
            }
        }
    }

    /// Says farewell to somebody who reads so slowly that its queue is full, so that the others do
    /// not pay for it.
    fn drop_if_too_slow(&mut self, key: usize) {
        let now = self.now;
        let Some(link) = self.links.get_mut(key) else { return };
        let (waiting_bytes, silent) = (link.waiting_bytes(), now - link.heard);
        let is_open = link.endpoint().is_some_and(|endpoint| endpoint.ours().is_open());
        let stands_still = silent >= Settings::STANDING && waiting_bytes > Settings::MAX_WAITING;
        if !is_open || !(stands_still || waiting_bytes > Settings::MAX_BEHIND) {
            return;
        }
        self.totals.too_slow += 1;
        self.close(key, CloseCode(1013), "too slow", Trouble::SlowReader { waiting_bytes });
    }

    /// Begins to close a connection for a reason that the log tells.
    fn close(&mut self, key: usize, code: CloseCode, reason: &str, trouble: Trouble<'_>) {
        self.turn(key, |link, turn| {
            turn.log.tell(turn.number, Happening::Trouble(trouble));
            link.how = Some(How::Dropped);
            if let Some(endpoint) = link.endpoint() {
                endpoint.ours_mut().close(code, reason, turn);
            }
        });
        self.send(key);
        self.free_name(key);
        self.expect_close(key);
    }

    /// Gives a client its time to answer a Close frame.
    pub(super) fn expect_close(&mut self, key: usize) {
        if let Some(link) = self.links.get_mut(key) {
            link.deadline = Some(Instant::now() + Settings::CLOSING);
            link.wake();
        }
    }

    /// What the clock brings: Pings, and the end of those whose time is over.
    pub(super) fn tick(&mut self) {
        let now = Instant::now();
        self.excuse(now.saturating_duration_since(self.now));
        self.now = now;
        self.look_at_the_clock();
        let keys: Vec<usize> =
            self.links.iter().filter(|(_, link)| self.is_due(link)).map(|(key, _)| key).collect();
        keys.into_iter().for_each(|key| self.time_is_up(key));
        self.write_record();
        self.log.hand_over();
    }

    /// Gives back to the clients the time in which nobody was read: the log or the recording could
    /// not be written, or the server itself was held. They were not silent, they were not heard.
    fn excuse(&mut self, since_last_tick: Duration) {
        let is_full =
            self.log.is_full() || self.record.as_ref().is_some_and(|record| record.is_full());
        let unheard = match is_full {
            true => since_last_tick,
            false => since_last_tick.saturating_sub(LATE),
        };
        if !unheard.is_zero() {
            self.links.iter_mut().for_each(|(_, link)| link.postpone(unheard));
        }
    }

    /// Writes what was recorded; that it cannot be written is told once.
    pub(super) fn write_record(&mut self) {
        let Some(record) = &mut self.record else { return };
        record.write();
        if let Some(why) = record.failed()
            && !std::mem::replace(&mut record.is_told, true)
        {
            self.log.tell(0, Happening::Trouble(Trouble::NotRecorded(why)));
        }
    }

    fn is_due(&self, link: &Link) -> bool {
        if let Some(deadline) = link.deadline {
            return deadline <= self.now;
        }
        let silent = self.now.saturating_duration_since(link.heard);
        let over = |limit: Option<Duration>| limit.is_some_and(|limit| silent >= limit);
        over(self.settings.ping) || over(self.settings.idle)
    }

    fn time_is_up(&mut self, key: usize) {
        let Some(link) = self.links.get_mut(key) else { return };
        let silent = self.now.saturating_duration_since(link.heard);
        let idle = self.settings.idle.is_some_and(|limit| silent >= limit);
        match (&link.stage, link.deadline) {
            (Stage::Head(_), Some(_)) => {
                // Who has said nothing at all gets this one line.
                match &link.stage {
                    Stage::Head(held) if held.is_empty() => self.totals.visitors += 1,
                    _ => self.head_ended(key),
                }
                self.turn(key, |link, turn| {
                    let late = Happening::Trouble(Trouble::HandshakeTimeout);
                    turn.log.tell(turn.number, late);
                    link.how = Some(How::Dropped);
                    link.drain(Instant::now());
                    link.drop_now();
                });
            }
            (_, Some(_)) => link.drop_now(),
            (_, None) if idle => {
                self.close(key, CloseCode::GOING_AWAY, "no sign of life", Trouble::Idle(silent));
            }
            (_, None) => {
                let every = self.settings.ping.unwrap_or_default();
                self.turn(key, |link, turn| {
                    if let Some(endpoint) = link.endpoint() {
                        endpoint.ours_mut().ping(every, turn);
                    }
                });
                self.send(key);
            }
        }
    }

    /// Begins the end: a Close frame to everybody, nobody new.
    pub(super) fn stop(&mut self) {
        self.stopping = true;
        self.look_at_the_clock();
        // What was said before the end is heard before the end.
        self.deliver_group();
        let keys: Vec<usize> = self.links.iter().map(|(key, _)| key).collect();
        for key in keys {
            self.turn(key, |link, turn| match &mut link.stage {
                Stage::Open(endpoint) => {
                    endpoint.ours_mut().close(CloseCode::GOING_AWAY, "server stops", turn);
                }
                Stage::Head(_) => link.drop_now(),
                Stage::Draining => {}
            });
            self.send(key);
            self.expect_close(key);
        }
        self.log.turn_ended();
        if self.links.is_empty() {
            self.empty.notify_one();
        }
    }
}
