//! The opening handshake at the beginning of a stream: its heads are read, judged and told before
//! the first frame, and what the response agrees on holds from there.

use super::event::{Body, Opening};
use super::stream::Phase;
use super::{Chunk, Conversation, Event, compression};
use crate::finding::Finding;
use crate::handshake::head::MAX_BYTES;
use crate::handshake::judge::judge;
use crate::handshake::{Agreement, Beginning, Head, HeadEnd, begins_like_head};
use crate::terms::{Role, Rsv};

/// What the first bytes of a stream are.
enum First {
    /// More must come before it can be told.
    Unknown,
    /// A head, and how many bytes it takes.
    Head(Box<Head>, usize),
    /// Frames.
    Frames,
}

impl Conversation {
    /// Reads a chunk of a stream that is not (or not yet) one of frames.
    #[cold]
    pub(super) fn read_opening(&mut self, chunk: Chunk<'_>, on: &mut impl FnMut(Event<'_>)) {
        let stream = self.stream(chunk.from);
        match &mut stream.phase {
            Phase::Frames => {}
            Phase::Body { len, .. } => *len += chunk.bytes.len() as u64,
            Phase::Head(held) => {
                let before = held.len();
                held.extend_from_slice(chunk.bytes);
                if may_decide(before, chunk.bytes) {
                    self.read_heads(chunk.from, false, on);
                }
            }
        }
    }

    /// Reads what is held as heads, until none is whole; then as frames, if it is no head. `ended`:
    /// nothing more will come of it.
    fn read_heads(&mut self, from: Option<Role>, ended: bool, on: &mut impl FnMut(Event<'_>)) {
        while let Phase::Head(held) = &mut self.stream(from).phase {
            let held = std::mem::take(held);
            match first(&held, ended) {
                First::Unknown => {
                    self.stream(from).phase = Phase::Head(held);
                    return;
                }
                First::Head(head, used) => {
                    self.opening(from, *head, on);
                    self.go_on(from, held.get(used..).unwrap_or_default(), ended, on);
                }
                First::Frames => {
                    self.stream(from).phase = Phase::Frames;
                    self.read_frames(Chunk { from, bytes: &held }, on);
                }
            }
        }
    }

    /// Holds or reads what follows a head, as the phase that it led to asks.
    fn go_on(
        &mut self,
        from: Option<Role>,
        rest: &[u8],
        ended: bool,
        on: &mut impl FnMut(Event<'_>),
    ) {
        match &mut self.stream(from).phase {
            Phase::Head(held) => {
                held.extend_from_slice(rest);
                if ended && rest.is_empty() {
                    self.stream(from).phase = Phase::Frames;
                }
            }
            Phase::Body { len, .. } => *len += rest.len() as u64,
            Phase::Frames => self.read_frames(Chunk { from, bytes: rest }, on),
        }
    }

    /// Tells a head and draws the conclusions.
    fn opening(&mut self, from: Option<Role>, head: Head, on: &mut impl FnMut(Event<'_>)) {
        let role = head.sender().or(from).unwrap_or(Role::Client);
        let stream = self.stream(from);
        let at = stream.at;
        stream.at += head.bytes.len() as u64;
        let body = Phase::Body { at: stream.at, len: 0 };
        let request = self.request.take().filter(|_| role == Role::Server);
        let findings: Vec<Finding> = judge(&head, request.as_deref());
        let request_seen = request.as_deref();
        on(Event::Opening(Opening {
            at,
            role,
            head: &head,
            request: request_seen,
            findings: &findings,
        }));
        let readable = matches!(head.end, HeadEnd::BlankLine | HeadEnd::NoBlankLine);
        match (role, head.status()) {
            _ if !readable => self.stream(from).phase = body,
            // An interim response: the response itself is yet to come.
            (Role::Server, Some(100 | 102..=199)) => self.request = request,
            (Role::Server, Some(101)) => {
                self.agree(&head);
                self.stream(from).phase = Phase::Frames;
            }
            (Role::Server, _) => {
                self.stream(from).phase = body;
                self.expect_request(from);
            }
            (Role::Client, _) => {
                self.request = Some(Box::new(head));
                // Where both directions are in one stream, the response comes next.
                if from.is_some() {
                    self.stream(from).phase = Phase::Frames;
                    self.expect_response(on);
                }
            }
        }
    }

    /// After a refusal the client may ask again, where no frame has come from it.
    fn expect_request(&mut self, from: Option<Role>) {
        let spoken = self.side(Role::Client).spoken;
        let stream = self.stream(Some(Role::Client));
        if from.is_some() && !spoken && stream.phase == Phase::Frames && stream.held() == 0 {
            stream.phase = Phase::Head(Vec::new());
        }
    }

    /// After another request comes another response.
    fn expect_response(&mut self, on: &mut impl FnMut(Event<'_>)) {
        self.tell_body(Some(Role::Server), on);
        let stream = self.stream(Some(Role::Server));
        if matches!(stream.phase, Phase::Body { .. }) {
            stream.phase = Phase::Head(Vec::new());
        }
    }

    /// What the response puts in use holds for the frames of both ends.
    fn agree(&mut self, response: &Head) {
        let agreed = Agreement::of(response).deflate;
        self.options.opening_seen = true;
        self.options.deflate = agreed;
        self.allowed_rsv = if agreed.is_some() { Rsv::RSV1 } else { Rsv::NONE };
        for role in [Role::Client, Role::Server] {
            let compression = compression(&self.options, role);
            self.side_mut(role).message.agree(compression);
        }
    }

    /// Tells what is held of a head that will not be whole, and what followed a refusal.
    pub(super) fn cut_opening(&mut self, from: Option<Role>, on: &mut impl FnMut(Event<'_>)) {
        if matches!(&self.stream(from).phase, Phase::Head(held) if !held.is_empty()) {
            self.read_heads(from, true, on);
        }
        self.tell_body(from, on);
    }

    fn tell_body(&mut self, from: Option<Role>, on: &mut impl FnMut(Event<'_>)) {
        if let Phase::Body { at, len } = &mut self.stream(from).phase
            && *len > 0
        {
            let body = Body { from, at: *at, len: *len };
            (*at, *len) = (body.at + body.len, 0);
            self.stream(from).at = body.at + body.len;
            on(Event::Body(body));
        }
    }
}

/// Whether a chunk behind `before` held bytes can end a head or show that there is none: so that a
/// head that comes byte by byte is not read over and over.
fn may_decide(before: usize, fresh: &[u8]) -> bool {
    let decides = |byte: &u8| *byte == b'\n' || !(byte.is_ascii_graphic() || *byte == b' ');
    before < 32 || before + fresh.len() > MAX_BYTES || fresh.iter().any(decides)
}

fn first(held: &[u8], ended: bool) -> First {
    match begins_like_head(held) {
        Beginning::Maybe if !ended => First::Unknown,
        // What TLS hides are no frames, but what it is shows best where frames are read.
        Beginning::Maybe | Beginning::No | Beginning::Tls => First::Frames,
        Beginning::Request | Beginning::Response | Beginning::Http2 => match Head::read(held) {
            Ok((head, used)) => First::Head(Box::new(head), used),
            Err(_) if ended => {
                let head = Head::read_cut(held);
                First::Head(Box::new(head), held.len())
            }
            Err(_) => First::Unknown,
        },
    }
}
