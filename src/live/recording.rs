//! `--record FILE`: what passes is written as a pcapng file, in large pieces.

use std::io::{ErrorKind, Write};
use std::net::SocketAddr;
use std::task::Context;

use super::log::Output;
use super::writer::Behind;
use crate::capture::Recorder;
use crate::terms::Role;

const PIECE: usize = 64 << 10;

/// A recording that is on.
pub(super) struct Recording {
    recorder: Recorder,
    buffer: Vec<u8>,
    to: To,
    failed: Option<ErrorKind>,
    /// Whether the log has said that it cannot be written.
    pub(super) is_reported: bool,
}

enum To {
    /// A file, which takes everything at once.
    Direct(Box<dyn Write + Send>),
    /// A pipe, whose reader may be slow; nothing is lost.
    Thread(Behind),
}

impl Recording {
    pub(super) fn new(output: Output) -> Self {
        let (mut recorder, mut buffer) = (Recorder::new(), Vec::new());
        recorder.begin(&mut buffer);
        let to = match output {
            Output::Direct(file) => To::Direct(file),
            Output::Pipe(writer) | Output::Terminal(writer) => To::Thread(Behind::new(writer)),
        };
        Self { recorder, buffer, to, failed: None, is_reported: false }
    }

    /// Records that `client` has connected to `server`, an address of this machine.
    pub(super) fn open(
        &mut self,
        connection: u64,
        client: SocketAddr,
        server: SocketAddr,
        at: u64,
    ) {
        self.recorder.open(connection, client, server, at, &mut self.buffer);
    }

    pub(super) fn data(&mut self, connection: u64, from: Role, bytes: &[u8], at: u64) {
        self.recorder.data(connection, from, bytes, at, &mut self.buffer);
        if self.buffer.len() >= PIECE {
            self.write();
        }
    }

    pub(super) fn close(&mut self, connection: u64, from: Role, reset: bool, at: u64) {
        self.recorder.close(connection, from, reset, at, &mut self.buffer);
    }

    pub(super) fn forget(&mut self, connection: u64) {
        self.recorder.forget(connection);
    }

    /// Writes what has come together. After a failure nothing more is recorded.
    pub(super) fn write(&mut self) {
        if self.failed.is_none() && !self.buffer.is_empty() {
            match &mut self.to {
                To::Direct(file) => {
                    let written = file.write_all(&self.buffer).and_then(|()| file.flush());
                    self.failed = written.err().map(|error| error.kind());
                }
                To::Thread(writer) => writer.append(&mut self.buffer),
            }
        }
        self.buffer.clear();
    }

    /// Whether sockets must not be read, because what they bring could not be recorded; then `cx`
    /// is woken when there is room.
    pub(super) fn must_wait(&self, cx: &Context<'_>) -> bool {
        matches!(&self.to, To::Thread(writer) if writer.must_wait(cx))
    }

    /// The same, for who asks again by itself.
    pub(super) fn is_full(&self) -> bool {
        matches!(&self.to, To::Thread(writer) if writer.is_full())
    }

    /// Whether something has yet to be written.
    pub(super) fn is_busy(&self) -> bool {
        matches!(&self.to, To::Thread(writer) if writer.is_busy())
    }

    /// What keeps it from being written, if anything does.
    pub(super) fn failed(&self) -> Option<ErrorKind> {
        match &self.to {
            To::Direct(_) => self.failed,
            To::Thread(writer) => writer.failed(),
        }
    }
}
