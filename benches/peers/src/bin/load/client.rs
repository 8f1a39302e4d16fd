//! One connection to the server: what waits to be sent, how far it has read.

use std::io::{self, ErrorKind, Read, Write};

use mio::net::TcpStream;
use mio::{Interest, Poll, Token};

use crate::Plan;
use crate::texts::Texts;

/// A connection.
pub struct Client {
    stream: TcpStream,
    unsent: Vec<u8>,
    /// Messages that it was given to send.
    pub asked: u64,
    /// Answers that came, and all bytes of them.
    pub answered: u64,
    came: u64,
}

/// As many as the plan says, connected and upgraded, each with the number of its place as token.
///
/// # Errors
/// What the system says, or that the server declined.
pub fn connect_all(plan: &Plan, poll: &Poll) -> io::Result<Vec<Client>> {
    let connect = |key| {
        let stream = ws_inspect_peers::opening::connect(plan.port, plan.upgrade())?;
        stream.set_nonblocking(true)?;
        let mut stream = TcpStream::from_std(stream);
        let both = Interest::READABLE | Interest::WRITABLE;
        poll.registry().register(&mut stream, Token(key), both)?;
        Ok(Client { stream, unsent: Vec::new(), asked: 0, answered: 0, came: 0 })
    };
    (0..plan.connections).map(connect).collect()
}

impl Client {
    /// Sends the next `messages`, in one write if the socket takes them; `out` is a buffer to use.
    ///
    /// # Errors
    /// What the system says.
    pub fn ask(&mut self, messages: u64, texts: &mut Texts, out: &mut Vec<u8>) -> io::Result<()> {
        out.clear();
        for _ in 0..messages {
            texts.write(out, self.asked);
            self.asked += 1;
        }
        let mut taken = 0;
        if self.unsent.is_empty() {
            taken = or_block(self.stream.write(out))?;
        }
        self.unsent.extend_from_slice(&out[taken..]);
        Ok(())
    }

    /// Sends what waits, as far as the socket takes it.
    ///
    /// # Errors
    /// What the system says.
    pub fn flush(&mut self) -> io::Result<()> {
        while !self.unsent.is_empty() {
            match or_block(self.stream.write(&self.unsent))? {
                0 => break,
                taken => drop(self.unsent.drain(..taken)),
            }
        }
        Ok(())
    }

    /// Reads all that is there; gives how many answers that made whole.
    ///
    /// # Errors
    /// What the system says, the end of the stream, bytes that are not the answers'.
    pub fn hear(&mut self, texts: &Texts, input: &mut [u8]) -> io::Result<u64> {
        let before = self.answered;
        loop {
            let len = match self.stream.read(input) {
                Ok(0) => return Err(io::Error::other("the server has closed a connection")),
                other => or_block(other)?,
            };
            let end = self.came + len as u64;
            let answered = texts.answered(self.came..end, &input[..len]);
            self.answered += answered.ok_or_else(|| io::Error::other("a wrong answer"))?;
            self.came = end;
            if len < input.len() {
                return Ok(self.answered - before);
            }
        }
    }
}

/// 0 where the socket has nothing, or takes nothing, now.
fn or_block(done: io::Result<usize>) -> io::Result<usize> {
    match done {
        Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) => {
            Ok(0)
        }
        other => other,
    }
}
