//! What follows a head that opens no connection: the body of an HTTP message, as long as its head says
//! (RFC 9112 section 6), or another protocol. Counted, never decoded.

use super::connection::{Connection, Step, Work};
use super::lane::Phase;
use super::told::{Place, Told};
use crate::conversation::Body;
use crate::handshake::{Beginning, Head, begins_like_head};
use crate::terms::HeaderName;

/// Reads a body off a stream.
#[derive(Clone, Debug)]
pub(super) struct BodyReader {
    length: Length,
    /// Where it begins in its stream.
    at: u64,
    /// How many bytes of it have come.
    len: u64,
}

/// How long a body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Length {
    /// So many more bytes.
    Left(u64),
    /// Chunks, to one of length 0.
    Chunked(Part),
    /// As far as the stream goes.
    UntilClose,
}

/// What comes next of a chunked body (RFC 9112 section 7.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// The line with a chunk's length, as far as it was read; digits end where `true`.
    Size(u64, bool),
    /// So many bytes of a chunk, and the line end behind it.
    Data(u64),
    /// The trailer, in a line of which so many bytes have come.
    Trailer(u64),
}

impl BodyReader {
    /// The body of a request (`None`: it has none).
    pub(super) fn of_request(head: &Head, at: u64) -> Option<Self> {
        Self::announced(head, at)
    }

    /// The body of a response that refuses; `asked` is its request.
    pub(super) fn of_response(head: &Head, asked: Option<&Head>, at: u64) -> Option<Self> {
        let to_head = asked.is_some_and(|asked| asked.bytes.starts_with(b"HEAD "));
        if to_head || matches!(head.status(), Some(100..=199 | 204 | 304)) {
            return None;
        }
        let announced = head.value(HeaderName::ContentLength).is_some();
        Self::announced(head, at).or_else(|| (!announced).then(|| Self::until_close(at)))
    }

    /// Whatever comes, to the end of the stream.
    pub(super) const fn until_close(at: u64) -> Self {
        Self { length: Length::UntilClose, at, len: 0 }
    }

    /// What the head announces, if it is any.
    fn announced(head: &Head, at: u64) -> Option<Self> {
        if head.has_token(HeaderName::TransferEncoding, "chunked") {
            let length = Length::Chunked(Part::Size(0, false));
            return Some(Self { length, at, len: 0 });
        }
        let (value, _) = head.value(HeaderName::ContentLength)?;
        let left: u64 = std::str::from_utf8(value).ok()?.parse().ok()?;
        (left > 0).then_some(Self { length: Length::Left(left), at, len: 0 })
    }

    /// Whether it goes on to the end of the stream.
    pub(super) const fn is_endless(&self) -> bool {
        matches!(self.length, Length::UntilClose)
    }

    /// Takes what belongs to it off the front of `input`; returns whether all of it came.
    fn take(&mut self, input: &mut &[u8]) -> bool {
        let before = input.len();
        let is_whole = match &mut self.length {
            Length::UntilClose => {
                *input = &[];
                false
            }
            Length::Left(left) => skip(left, input),
            Length::Chunked(part) => {
                let mut ended = false;
                while !ended && !input.is_empty() {
                    (*part, ended) = part.next(input);
                }
                ended
            }
        };
        self.len += (before - input.len()) as u64;
        is_whole
    }

    /// What is to be told of it.
    fn told(&self, from: Option<crate::terms::Role>) -> Option<Body> {
        (self.len > 0).then_some(Body { from, at: self.at, len: self.len })
    }
}

impl Part {
    /// Takes something off the front of `input`; the second value tells whether the body ends.
    fn next(self, input: &mut &[u8]) -> (Self, bool) {
        match self {
            Self::Data(mut left) => {
                let over = skip(&mut left, input);
                (if over { Self::Size(0, false) } else { Self::Data(left) }, false)
            }
            Self::Size(..) | Self::Trailer(_) => {
                let Some((byte, rest)) = input.split_first() else { return (self, false) };
                *input = rest;
                self.byte(*byte)
            }
        }
    }

    /// Takes a byte of a line.
    fn byte(self, byte: u8) -> (Self, bool) {
        match (self, byte) {
            (Self::Size(0, _), b'\n') => (Self::Trailer(0), false),
            // The line end behind the chunk belongs to it.
            (Self::Size(size, _), b'\n') => (Self::Data(size.saturating_add(2)), false),
            (Self::Size(size, false), digit) if digit.is_ascii_hexdigit() => {
                let digit = u64::from((digit as char).to_digit(16).unwrap_or(0));
                (Self::Size(size.saturating_mul(16).saturating_add(digit), false), false)
            }
            (Self::Size(size, _), _) => (Self::Size(size, true), false),
            (Self::Trailer(0), b'\n') => (self, true),
            (Self::Trailer(_), b'\n') => (Self::Trailer(0), false),
            (Self::Trailer(read), b'\r') => (Self::Trailer(read), false),
            (Self::Trailer(read), _) => (Self::Trailer(read + 1), false),
            (Self::Data(_), _) => (self, false),
        }
    }
}

/// Skips up to `left` bytes; returns whether none are left.
fn skip(left: &mut u64, input: &mut &[u8]) -> bool {
    let len = usize::try_from(*left).unwrap_or(usize::MAX).min(input.len());
    *input = input.get(len..).unwrap_or_default();
    *left -= len as u64;
    *left == 0
}

impl Connection {
    pub(super) fn read_body(
        &mut self,
        work: &Work<'_>,
        on: &mut impl FnMut(Told<'_>, Place),
    ) -> Step {
        let lane = self.lane(work.from);
        let mut input = work.view.unread(lane.read);
        let Phase::Body(body) = &mut lane.phase else { return Step::On };
        let at_its_start = body.len == 0 && body.is_endless();
        if at_its_start && !input.is_empty() {
            match begins_like_head(input) {
                Beginning::Maybe if !work.behind.is_final() => return Step::Wait,
                Beginning::Request | Beginning::Response => {
                    lane.phase = Phase::Head(0);
                    return Step::On;
                }
                _ => {}
            }
        }
        let is_whole = body.take(&mut input);
        lane.read = work.view.end() - input.len() as u64;
        if !is_whole && !work.behind.is_final() {
            return Step::Wait;
        }
        self.end_body(work.from, work.place, on);
        if is_whole { Step::On } else { Step::Wait }
    }

    /// Ends a body that is whole, or will never be: a head may follow.
    pub(super) fn end_body(
        &mut self,
        from: Option<crate::terms::Role>,
        place: Place,
        on: &mut impl FnMut(Told<'_>, Place),
    ) {
        let lane = self.lane(from);
        if let Phase::Body(body) = &lane.phase {
            let told = body.told(from);
            lane.phase = Phase::Head(0);
            if let Some(body) = told {
                on(Told::Body(body), place);
            }
        }
    }
}
