//! What happens on a live server, as values: what a log draws and a program reads. Entries borrow
//! what they tell, and are made only where somebody wants to see them.
//!
//! May import `bits`, `terms`, `finding`, `frame`, `handshake`, `message`, `conversation` and `analysis`.
//! Data only: `prose` words it, `render` draws it, `live` makes it happen.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use crate::analysis::Cause;
use crate::conversation::Frame;
use crate::finding::{Fault, Rule};
use crate::handshake::JudgedHead;
use crate::terms::{CloseCode, Role};

/// Something that happened.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// When: nanoseconds since 1970 began, UTC.
    pub at: u64,
    /// On which connection, counted from 1; 0 where it concerns the server itself.
    pub connection: u64,
    /// What.
    pub what: Happening<'a>,
}

/// What happened.
#[derive(Clone, Copy, Debug)]
pub enum Happening<'a> {
    /// A client has connected from there.
    Opened(SocketAddr),
    /// TCP handed over bytes, or took them: so many at once, whatever they hold.
    Chunk {
        /// Who sent them.
        from: Role,
        /// How many bytes.
        len: usize,
        /// Index in what that end has sent of the first of them.
        at: u64,
    },
    /// The head of the request, or of our response, with what is wrong with it.
    Head(JudgedHead<'a>),
    /// A frame, as far as it came.
    Frame(&'a Frame<'a>),
    /// Why a frame of the client is as it is; the frame was told before.
    Cause(Cause<'a>),
    /// A Pong that answers our Ping, and how long that took.
    Pong(&'a Frame<'a>, Duration),
    /// A frame that went to members of the group: to so many of them.
    Broadcast(&'a Frame<'a>, usize),
    /// Somebody came who does not speak WebSocket.
    Visitor(Visitor<'a>),
    /// Something that a person should know and that breaks no rule of the protocol.
    Trouble(Trouble<'a>),
    /// The connection is over.
    Ended(End),
    /// So many lines of the log were not shown, because the terminal stood still.
    NotShown(u64),
}

/// Somebody who opens no WebSocket connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visitor<'a> {
    /// A browser that was given a page or one of its files.
    Page {
        /// The path that it asked for.
        path: &'a str,
        /// The status that it got: 200, 304 or 404.
        status: u16,
    },
    /// A WebSocket client at a path where there is no service; it got 404.
    NoService {
        /// The path that it asked for.
        path: &'a str,
    },
    /// TLS: an attempt at `wss://` or `https://`.
    Tls,
    /// Bytes that begin no HTTP request: the first of them.
    NotHttp(&'a [u8]),
    /// Nothing: connected and went away, as a port scan does.
    Silent,
}

impl<'a> Visitor<'a> {
    /// The path that it asked for, where it asked for one.
    pub const fn path(&self) -> Option<&'a str> {
        match *self {
            Self::Page { path, .. } | Self::NoService { path } => Some(path),
            Self::Tls | Self::NotHttp(_) | Self::Silent => None,
        }
    }

    /// The same visitor with its path as it may be shown.
    #[must_use]
    pub const fn with_path(self, path: Option<&'a str>) -> Self {
        match (self, path) {
            (Self::Page { status, .. }, Some(path)) => Self::Page { path, status },
            (Self::NoService { .. }, Some(path)) => Self::NoService { path },
            (other, _) => other,
        }
    }
}

/// What went otherwise than somebody wished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble<'a> {
    /// The one-to-one message is for somebody who is not here.
    Absent {
        /// The name.
        to: &'a str,
    },
    /// A one-to-one message is no JSON object with `to_user` and a text.
    BadJson,
    /// A one-to-one message is binary.
    NotText,
    /// A one-to-one message has so many bytes.
    TooLong {
        /// Its length.
        bytes: usize,
        /// The most that is delivered.
        most: usize,
    },
    /// A one-to-one message has a field twice, of which one reader takes the first and another
    /// the last.
    Repeated {
        /// The name of the field.
        field: &'static str,
    },
    /// The name is already in use.
    NameTaken {
        /// The name.
        name: &'a str,
    },
    /// The name cannot be had by anybody.
    BadName {
        /// The name.
        name: &'a str,
        /// What is wrong with it.
        why: NameFault,
    },
    /// A reader is so slow that its queue is full.
    SlowReader {
        /// Bytes that wait for it.
        waiting_bytes: usize,
    },
    /// So many bytes of the payload of that frame are not in the log (`--log-payload`).
    PayloadCut {
        /// The number of the frame.
        frame: u64,
        /// Bytes that were left out.
        bytes: u64,
    },
    /// The request did not come in time.
    HandshakeTimeout,
    /// No sign of life for so long.
    Idle(Duration),
    /// The recording cannot be written, and goes no further.
    NotRecorded(ErrorKind),
    /// S04: the server is at a limit; the newcomer was turned away with 503 or not at all.
    Limit(Limit),
}

/// Why a text is no name in the one-to-one chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameFault {
    /// It is empty, or nothing but blanks.
    Empty,
    /// It has more than 32 characters.
    TooLong,
    /// It holds this character, which is not seen or changes how others are shown.
    Hidden(char),
}

/// A limit of the server (S04).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// `--max-connections`, and its value.
    Connections(usize),
    /// The system gives no more file descriptors.
    OpenFiles,
    /// Unfinished messages and unsent responses take so many bytes of memory, of all connections
    /// together.
    Memory(usize),
}

/// How a connection ended, and what there was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// How.
    pub how: HowEnded,
    /// How long it lasted.
    pub lasted: Duration,
    /// Frames that came.
    pub frames_in: u64,
    /// Frames that went.
    pub frames_out: u64,
    /// Rules that the client broke: findings of the level error.
    pub errors: u64,
}

/// How a connection ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HowEnded {
    /// Close frames went both ways; this end sent the first, with this code if it had one.
    Closed {
        /// Who began.
        by: Role,
        /// The code of that Close frame.
        code: Option<CloseCode>,
    },
    /// The server failed it with this code (RFC 6455 section 7.1.7).
    Failed {
        /// The code that was sent.
        code: CloseCode,
        /// The rule that was broken.
        because: Rule,
    },
    /// The request was refused with this status.
    Refused {
        /// The status.
        status: u16,
        /// The gravest fault.
        because: Fault,
    },
    /// TCP ended without a Close frame: reset or closed.
    Lost {
        /// Whether it was a reset.
        reset: bool,
    },
    /// The server dropped it: too slow, idle, a limit, or its peer did not answer the Close frame.
    Dropped,
    /// It was no WebSocket connection and is over.
    Visited,
}

/// Where a server listens, and who can reach it.
#[derive(Clone, Copy, Debug)]
pub struct Serving<'a> {
    /// The address and port on which it listens.
    pub address: SocketAddr,
    /// The addresses of this machine to give to the class; empty where only it can connect.
    pub class: &'a [IpAddr],
}

/// What there was in all, for the end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServerTotals {
    /// How long the server served.
    pub lasted: Duration,
    /// TCP connections that came.
    pub connections: u64,
    /// Those that became WebSocket connections.
    pub upgraded: u64,
    /// The most WebSocket connections that were open at once.
    pub most_at_once: u64,
    /// Requests that were refused.
    pub refused: u64,
    /// Visitors: pages, TLS, no HTTP, silent.
    pub visitors: u64,
    /// What clients sent.
    pub came: Traffic,
    /// What the server sent.
    pub went: Traffic,
    /// How many findings of each rule the clients' bytes gave rise to.
    pub findings: BTreeMap<Rule, u64>,
    /// Connections that the server dropped because they read too slowly.
    pub too_slow: u64,
    /// Lines of the log that were not shown, because the terminal stood still.
    pub lines_not_shown: u64,
}

/// What went one way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traffic {
    /// Frames.
    pub frames: u64,
    /// Whole messages.
    pub messages: u64,
    /// Bytes of TCP, heads included.
    pub bytes: u64,
}

/// Why a server cannot serve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ServeFault {
    /// S01: somebody listens there already.
    PortInUse {
        /// Where.
        address: SocketAddr,
    },
    /// S02: the system does not allow it, as for ports below 1024.
    NotAllowed {
        /// Where.
        address: SocketAddr,
    },
    /// S03: the host is no address, or none of this machine.
    Host {
        /// What the user gave.
        text: String,
        /// What is wrong with it.
        why: HostFault,
    },
    /// S04: the system gives too few open files for so many connections.
    OpenFiles {
        /// How many are needed.
        need: u64,
        /// How many there are.
        have: u64,
    },
    /// S05: the file to record to holds something.
    RecordingExists {
        /// The file.
        path: PathBuf,
    },
    /// S06: another server is recording to the file.
    RecordingInUse {
        /// The file.
        path: PathBuf,
    },
}

/// What is wrong with the host on which to serve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostFault {
    /// It is no IP address, and no name of one.
    NoAddress,
    /// No interface of this machine has it.
    NotHere,
}

impl ServeFault {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::PortInUse { .. } => "S01",
            Self::NotAllowed { .. } => "S02",
            Self::Host { .. } => "S03",
            Self::OpenFiles { .. } => "S04",
            Self::RecordingExists { .. } => "S05",
            Self::RecordingInUse { .. } => "S06",
        }
    }
}
