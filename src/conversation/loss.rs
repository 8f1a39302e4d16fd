//! What a conversation forgets: where bytes were lost, or were read as frames that they are not.
//!
//! What an end sent before is then no longer known, and what that leaves open is nobody's fault:
//! a message that was open neither waits for its end nor is interrupted.

use super::{Conversation, Stream};
use crate::terms::Role;

/// Where a conversation stands between two frames, to come back to.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    frames: u64,
    closed: [bool; 2],
    spoken: [bool; 2],
}

impl Mark {
    /// How many frames had begun.
    pub const fn frames(&self) -> u64 {
        self.frames
    }
}

impl Conversation {
    /// Where it stands.
    pub const fn mark(&self) -> Mark {
        Mark {
            frames: self.frames,
            closed: [self.client.closed, self.server.closed],
            spoken: [self.client.spoken, self.server.spoken],
        }
    }

    /// Learns that the stream of `from` begins its frames at that byte; those before were heads.
    pub fn skip_to(&mut self, from: Option<Role>, at: u64) {
        self.stream(from).at = at;
    }

    /// Forgets the frame at hand and what the ends that share the stream of `from` were saying: the
    /// next byte from there is at `at`, the first of a frame.
    pub fn lose(&mut self, from: Option<Role>, at: u64) {
        let stream = self.stream(from);
        *stream = Stream { at, closed: stream.closed, ..Stream::default() };
        for role in [Role::Client, Role::Server] {
            if from.is_none_or(|from| from == role) {
                self.side_mut(role).lose();
            }
        }
    }

    /// Goes back to `mark`, from which on bytes of that stream were taken for frames that they are
    /// not, and on at `at`. Frames of the other stream stay counted.
    pub fn resync(&mut self, from: Option<Role>, mark: &Mark, misread: u64, at: u64) {
        let begun = u64::from(self.begun_at(from).is_some());
        if self.frames == mark.frames + misread + begun {
            self.frames = mark.frames;
        }
        self.lose(from, at);
        let ends =
            [Role::Client, Role::Server].into_iter().zip(mark.closed.into_iter().zip(mark.spoken));
        for (role, (closed, spoken)) in ends {
            if from.is_none_or(|from| from == role) {
                let side = self.side_mut(role);
                (side.closed, side.spoken) = (closed, spoken);
            }
        }
    }
}
