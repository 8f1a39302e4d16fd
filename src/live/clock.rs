//! What the clock brings: Pings, the end of those whose time is over, the end of the server. May
//! import `journal` and `terms`.

use std::time::{Duration, Instant};

use super::connection::{Connection, Stage};
use super::hub::Hub;
use super::settings::Settings;
use crate::journal::{Happening, HowEnded, Trouble};
use crate::terms::CloseCode;

/// A tick that comes so much later than the one before says that the server was held.
const LATE: Duration = Duration::from_secs(1);

impl Hub {
    /// Begins to close a connection for a reason that the log tells.
    pub(super) fn close(
        &mut self,
        key: usize,
        code: CloseCode,
        reason: &str,
        trouble: Trouble<'_>,
    ) {
        self.turn(key, |connection, turn| {
            turn.log.tell(turn.number, Happening::Trouble(trouble));
            connection.how = Some(HowEnded::Dropped);
            if let Some(session) = connection.session() {
                session.close(code, reason, turn);
            }
        });
        self.send(key);
        self.free_name(key);
        self.expect_close(key);
    }

    /// Starts the time that a client has to answer a Close frame.
    pub(super) fn expect_close(&mut self, key: usize) {
        if let Some(connection) = self.connections.get_mut(key) {
            connection.deadline = Some(Instant::now() + Settings::CLOSING);
            connection.wake();
        }
    }

    /// What the clock brings: Pings, and the end of those whose time is over.
    pub(super) fn tick(&mut self) {
        let now = Instant::now();
        self.excuse(now.saturating_duration_since(self.now));
        self.now = now;
        self.look_at_the_clock();
        let keys: Vec<usize> = self
            .connections
            .iter()
            .filter(|(_, connection)| self.is_due(connection))
            .map(|(key, _)| key)
            .collect();
        keys.into_iter().for_each(|key| self.time_is_up(key));
        self.group.count_in_flight();
        self.write_recording();
        self.log.hand_over();
    }

    /// Adds to the clients' deadlines the time in which nobody was read: the log or the recording could
    /// not be written, or the server itself was held. They were not silent, they were not heard.
    fn excuse(&mut self, since_last_tick: Duration) {
        let is_full = self.log.is_full()
            || self.recording.as_ref().is_some_and(|recording| recording.is_full());
        let unheard = match is_full {
            true => since_last_tick,
            false => since_last_tick.saturating_sub(LATE),
        };
        if !unheard.is_zero() {
            self.connections.iter_mut().for_each(|connection| connection.postpone(unheard));
        }
    }

    /// Writes what was recorded; that it cannot be written is told once.
    pub(super) fn write_recording(&mut self) {
        let Some(recording) = &mut self.recording else { return };
        recording.write();
        if let Some(why) = recording.failed()
            && !std::mem::replace(&mut recording.is_reported, true)
        {
            self.log.tell(0, Happening::Trouble(Trouble::NotRecorded(why)));
        }
    }

    fn is_due(&self, connection: &Connection) -> bool {
        if let Some(deadline) = connection.deadline {
            return deadline <= self.now;
        }
        let silent = self.now.saturating_duration_since(connection.heard);
        let over = |limit: Option<Duration>| limit.is_some_and(|limit| silent >= limit);
        over(self.settings.ping) || over(self.settings.idle)
    }

    fn time_is_up(&mut self, key: usize) {
        let Some(connection) = self.connections.get_mut(key) else { return };
        let silent = self.now.saturating_duration_since(connection.heard);
        let idle = self.settings.idle.is_some_and(|limit| silent >= limit);
        match (&connection.stage, connection.deadline) {
            (Stage::Head(_), Some(_)) => {
                // Who has said nothing at all gets this one line.
                match &connection.stage {
                    Stage::Head(held) if held.is_empty() => self.totals.visitors += 1,
                    _ => self.head_ended(key),
                }
                self.turn(key, |connection, turn| {
                    let late = Happening::Trouble(Trouble::HandshakeTimeout);
                    turn.log.tell(turn.number, late);
                    connection.how = Some(HowEnded::Dropped);
                    connection.drain(Instant::now());
                    connection.drop_now();
                });
            }
            (_, Some(_)) => connection.drop_now(),
            (_, None) if idle => {
                self.close(key, CloseCode::GOING_AWAY, "no sign of life", Trouble::Idle(silent));
            }
            (_, None) => {
                let every = self.settings.ping.unwrap_or_default();
                self.turn(key, |connection, turn| {
                    if let Some(session) = connection.session() {
                        session.ping(every, turn);
                    }
                });
                self.send(key);
            }
        }
    }

    /// Begins the end: a Close frame to everybody, nobody new.
    pub(super) fn stop(&mut self) {
        self.look_at_the_clock();
        for key in self.connections.keys() {
            self.turn(key, |connection, turn| match &mut connection.stage {
                Stage::Open(session) => {
                    session.close(CloseCode::GOING_AWAY, "server stops", turn);
                }
                Stage::Head(_) => connection.drop_now(),
                Stage::Draining => {}
            });
            self.send(key);
            self.expect_close(key);
        }
        self.log.turn_ended();
    }
}
