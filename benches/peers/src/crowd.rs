//! The event loop of the floors: one thread, one buffer into which everybody's bytes are read, one
//! write for what a turn answers. Listens on loopback alone; ends when it is killed.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{Ipv4Addr, SocketAddr};

use mio::net::{TcpListener, TcpStream};
use mio::{Events, Interest, Poll, Token};

use crate::{Frame, PIECE, opening};

const DOOR: Token = Token(usize::MAX);

/// Everybody who is connected. A place is not used again: no run has that many.
#[derive(Default)]
pub struct Crowd(Vec<Option<Connection>>);

/// A connection, which owns nothing while nothing is on the way.
pub struct Connection {
    stream: TcpStream,
    /// What the socket did not take.
    unsent: Vec<u8>,
    /// The front of a frame or a request of which the rest is to come.
    held: Vec<u8>,
    pub is_open: bool,
}

/// Lets everybody in at the port that the command line names, and hands over what each one sends.
///
/// # Errors
/// What the system says.
pub fn serve(mut turn: impl FnMut(&mut Crowd, usize, &[u8])) -> io::Result<()> {
    let mut poll = Poll::new()?;
    let mut listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port()?)))?;
    poll.registry().register(&mut listener, DOOR, Interest::READABLE)?;
    let (mut crowd, mut input) = (Crowd::default(), vec![0; PIECE]);
    let mut events = Events::with_capacity(1024);
    loop {
        match poll.poll(&mut events, None) {
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            polled => polled?,
        }
        for event in &events {
            match event.token() {
                DOOR => crowd.let_in(&listener, &poll)?,
                Token(key) => crowd.attend(key, &mut input, &mut turn),
            }
        }
    }
}

/// The port that the command line names.
///
/// # Errors
/// That it does not.
pub fn port() -> io::Result<u16> {
    let word = std::env::args().nth(1).ok_or_else(|| io::Error::other("which PORT?"))?;
    word.parse().map_err(io::Error::other)
}

impl Crowd {
    fn let_in(&mut self, listener: &TcpListener, poll: &Poll) -> io::Result<()> {
        loop {
            let mut stream = match listener.accept() {
                Ok((stream, _)) => stream,
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(error) => return Err(error),
            };
            stream.set_nodelay(true)?;
            let both = Interest::READABLE | Interest::WRITABLE;
            poll.registry().register(&mut stream, Token(self.0.len()), both)?;
            let (unsent, held) = (Vec::new(), Vec::new());
            self.0.push(Some(Connection { stream, unsent, held, is_open: false }));
        }
    }

    /// Reads until the socket is empty; not from somebody who does not take the answers.
    fn attend(
        &mut self,
        key: usize,
        input: &mut [u8],
        turn: &mut impl FnMut(&mut Self, usize, &[u8]),
    ) {
        while let Some(connection) = self.at(key) {
            connection.flush();
            if !connection.unsent.is_empty() {
                return;
            }
            match connection.stream.read(input) {
                Ok(len @ 1..) => {
                    turn(self, key, &input[..len]);
                    if len < input.len() {
                        return;
                    }
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => return,
                Ok(_) | Err(_) => self.0[key] = None,
            }
        }
    }

    /// A connection, if it is still there.
    pub fn at(&mut self, key: usize) -> Option<&mut Connection> {
        self.0.get_mut(key)?.as_mut()
    }

    /// Everybody, with their keys.
    pub fn all(&mut self) -> impl Iterator<Item = (usize, &mut Connection)> {
        let places = self.0.iter_mut().enumerate();
        places.filter_map(|(key, connection)| Some((key, connection.as_mut()?)))
    }
}

impl Connection {
    /// Sends bytes, or keeps what the socket does not take.
    pub fn send(&mut self, bytes: &[u8]) {
        let taken = if self.unsent.is_empty() { self.stream.write(bytes).unwrap_or(0) } else { 0 };
        self.unsent.extend_from_slice(&bytes[taken..]);
    }

    fn flush(&mut self) {
        while !self.unsent.is_empty() {
            match self.stream.write(&self.unsent) {
                Ok(taken) => drop(self.unsent.drain(..taken)),
                Err(error) if error.kind() == ErrorKind::WouldBlock => return,
                Err(_) => self.unsent.clear(),
            }
        }
        self.unsent = Vec::new();
    }

    /// Answers the request, and hands over every frame that is whole.
    pub fn read(&mut self, bytes: &[u8], mut on: impl FnMut(&Frame<'_>)) {
        let mut held = std::mem::take(&mut self.held);
        let mut rest = bytes;
        if !held.is_empty() {
            held.extend_from_slice(bytes);
            rest = &held;
        }
        if !self.is_open
            && let Some((answer, len)) = opening::answer(rest)
        {
            self.is_open = true;
            self.send(answer.as_bytes());
            rest = &rest[len..];
        }
        while self.is_open
            && let Some(frame) = Frame::read(rest)
        {
            on(&frame);
            rest = &rest[frame.len..];
        }
        self.held = rest.to_vec();
    }
}
