//! `--record FILE`: what passes is written as a pcapng file, in large pieces.

use std::io::{self, Write};
use std::net::SocketAddr;

use crate::capture::Recorder;
use crate::terms::Role;

const PIECE: usize = 64 << 10;

/// A recording that is on.
pub(super) struct Record {
    recorder: Recorder,
    buffer: Vec<u8>,
    file: Box<dyn Write + Send>,
    /// The address of the server.
    server: SocketAddr,
    pub(super) failed: Option<io::Error>,
}

impl Record {
    pub(super) fn new(file: Box<dyn Write + Send>, server: SocketAddr) -> Self {
        let (mut recorder, mut buffer) = (Recorder::new(), Vec::new());
        recorder.begin(&mut buffer);
        Self { recorder, buffer, file, server, failed: None }
    }

    pub(super) fn open(&mut self, connection: u64, client: SocketAddr, at: u64) {
        self.recorder.open(connection, client, self.server, at, &mut self.buffer);
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
            let written = self.file.write_all(&self.buffer).and_then(|()| self.file.flush());
            self.failed = written.err();
        }
        self.buffer.clear();
    }
}
