//! The text of `tshark -q -z follow,tcp,raw,N` and `-z follow,tls,raw,N`: lines of hex, those of
//! the second node indented by a tab. Several streams may follow one another.

use std::net::{Ipv4Addr, SocketAddr};

use super::event::{Because, Closed, ConnectionEnd, Data, Ends, Event, Gap, Missing, Opened, Way};
use super::remark::{CaptureRemark, CaptureTotals, Unreadable};
use super::select::Selection;
use crate::terms::Role;

/// A followed stream that is read in pieces of any size.
///
/// ```
/// use ws_inspect::capture::{Event, Follow, Selection};
///
/// let rule = "=".repeat(67);
/// let head = "Follow: tcp,raw\nFilter: tcp.stream eq 0\nNode 0: 192.0.2.1:40000\nNode 1: 192.0.2.2:80";
/// let text = format!("\n{rule}\n{head}\n8100\n{rule}\n");
/// let mut bytes = Vec::new();
/// let mut follow = Follow::new(Selection::default());
/// follow.read(text.as_bytes(), &mut |event| {
///     if let Event::Data(data) = event {
///         bytes.extend_from_slice(data.bytes);
///     }
/// });
/// follow.finish(&mut |_| {});
/// assert_eq!(bytes, [0x81, 0x00]);
/// ```
pub struct Follow {
    selection: Selection,
    /// The line at hand, as far as it has come.
    line: Vec<u8>,
    /// Byte of the text at which it begins.
    at: u64,
    /// The direction of a line so long that its beginning is told already.
    continued: Option<Way>,
    part: Part,
    head: Head,
    totals: CaptureTotals,
    bytes: Vec<u8>,
}

/// Where in the text the reading is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Outside: packets may be listed here.
    Outside,
    /// In the lines that say what is followed.
    Head,
    /// In the hex, of a stream that is told or not.
    Body { is_read: bool },
    /// It cannot be read on.
    Stopped,
}

/// What the head says.
#[derive(Clone, Copy)]
struct Head {
    stream: u64,
    ends: Ends,
    client: Option<Way>,
    opened: bool,
}

/// Nothing said yet.
const UNSAID: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::UNSPECIFIED), 0);
const EMPTY: Head =
    Head { stream: 0, ends: Ends { first: UNSAID, second: UNSAID }, client: None, opened: false };

/// A line longer than this is told in parts.
const LONG_LINE: usize = 1 << 20;

impl Follow {
    /// A text of which nothing has been read.
    pub fn new(selection: Selection) -> Self {
        Self {
            selection,
            line: Vec::new(),
            at: 0,
            continued: None,
            part: Part::Outside,
            head: EMPTY,
            totals: CaptureTotals::default(),
            bytes: Vec::new(),
        }
    }

    /// Reads the next piece of the text and tells what is in it.
    pub fn read(&mut self, mut text: &[u8], on: &mut impl FnMut(Event<'_>)) {
        while let Some(end) = text.iter().position(|byte| *byte == b'\n') {
            let (line, rest) = text.split_at_checked(end + 1).unwrap_or((text, &[]));
            text = rest;
            if self.line.is_empty() {
                self.line(line, on);
            } else {
                let mut whole = std::mem::take(&mut self.line);
                whole.extend_from_slice(line);
                self.line(&whole, on);
                whole.clear();
                self.line = whole;
            }
        }
        self.line.extend_from_slice(text);
        if self.line.len() > LONG_LINE {
            self.long_line(on);
        }
    }

    /// Whether the text cannot be read on.
    pub fn is_stopped(&self) -> bool {
        self.part == Part::Stopped
    }

    /// What has been counted so far: the connections, those that are read, and missing bytes.
    pub fn totals(&self) -> CaptureTotals {
        self.totals
    }

    /// Reads the last line and ends the stream.
    pub fn finish(&mut self, on: &mut impl FnMut(Event<'_>)) {
        let mut last = std::mem::take(&mut self.line);
        // A line that is cut ends with half a byte as likely as not.
        let digits = last.iter().filter(|byte| byte.is_ascii_hexdigit()).count();
        if digits % 2 == 1 && matches!(self.part, Part::Body { .. }) {
            last.pop();
        }
        let is_cut = matches!(self.part, Part::Body { .. } | Part::Head);
        if !last.is_empty() {
            self.line(&last, on);
        }
        if matches!(self.part, Part::Outside) && self.totals.connections == 0 {
            self.stop(0, Unreadable::NotACapture, on);
        } else if is_cut && !matches!(self.part, Part::Outside | Part::Stopped) {
            on(Event::Remark(CaptureRemark::Truncated {
                at: self.at,
                after_packet: self.totals.packets,
                missing_bytes: 1,
            }));
        }
        self.close(on);
    }

    fn line(&mut self, line: &[u8], on: &mut impl FnMut(Event<'_>)) {
        let at = self.at;
        self.at += line.len() as u64;
        let text = line.strip_suffix(b"\n").unwrap_or(line);
        let text = text.strip_suffix(b"\r").unwrap_or(text);
        let is_rule = text.len() > 20 && text.iter().all(|byte| *byte == b'=');
        match self.part {
            Part::Stopped => {}
            Part::Outside if is_rule => {
                self.head = EMPTY;
                self.part = Part::Head;
            }
            Part::Outside => {}
            Part::Head => self.head_line(text, at, on),
            Part::Body { .. } if is_rule => {
                self.close(on);
                self.part = Part::Outside;
            }
            Part::Body { is_read } => self.body_line(text, at, is_read, on),
        }
    }

    fn head_line(&mut self, text: &[u8], at: u64, on: &mut impl FnMut(Event<'_>)) {
        let text = std::str::from_utf8(text).unwrap_or_default();
        if let Some(what) = text.strip_prefix("Follow: ") {
            if !matches!(what, "tcp,raw" | "tls,raw" | "ssl,raw") {
                self.stop(at, Unreadable::NotFollowedRaw, on);
            }
        } else if let Some(filter) = text.strip_prefix("Filter: ") {
            let number = filter.rsplit(' ').next().and_then(|word| word.parse().ok());
            self.head.stream = number.unwrap_or(0);
        } else if let Some(node) = text.strip_prefix("Node 0: ") {
            self.head.ends.first = address(node);
        } else if let Some(node) = text.strip_prefix("Node 1: ") {
            self.head.ends.second = address(node);
            self.totals.connections += 1;
            let is_read = self.selection.admits(self.head.stream, &self.head.ends);
            self.part = Part::Body { is_read };
        } else {
            self.stop(at, Unreadable::NotACapture, on);
        }
    }

    fn body_line(&mut self, text: &[u8], at: u64, is_read: bool, on: &mut impl FnMut(Event<'_>)) {
        let (way, digits) = match (self.continued.take(), text.strip_prefix(b"\t")) {
            (Some(way), _) => (way, text),
            (None, Some(digits)) => (Way::Second, digits),
            (None, None) => (Way::First, text),
        };
        let mut bytes = std::mem::take(&mut self.bytes);
        bytes.resize(digits.len() / 2, 0);
        if hex::decode_to_slice(digits, &mut bytes).is_err() {
            self.stop(at, Unreadable::NotHex, on);
        } else if !bytes.is_empty() {
            self.totals.packets += 1;
            if is_read {
                self.tell(way, &bytes, on);
            }
        }
        self.bytes = bytes;
    }

    /// Tells the part of a long line that has come.
    fn long_line(&mut self, on: &mut impl FnMut(Event<'_>)) {
        let mut line = std::mem::take(&mut self.line);
        let indent = usize::from(line.starts_with(b"\t"));
        let even = line.len() - (line.len() - indent) % 2;
        let way = if indent == 1 { Way::Second } else { Way::First };
        let way = self.continued.unwrap_or(way);
        let rest = line.split_off(even);
        self.line(&line, on);
        self.continued = Some(way);
        self.line = rest;
    }

    fn tell(&mut self, way: Way, bytes: &[u8], on: &mut impl FnMut(Event<'_>)) {
        let missing = missing_bytes(bytes);
        let Head { stream, ends, .. } = self.head;
        if !self.head.opened {
            self.head.opened = true;
            self.head.client = client(way, bytes);
            self.totals.read += 1;
            let client = self.head.client;
            let (time, packet, because) = (None, self.totals.packets, Because::Given);
            on(Event::Opened(Opened { stream, time, packet, ends, client, because, behind: None }));
        }
        let role = |client| if way == client { Role::Client } else { Role::Server };
        let from = self.head.client.map(role);
        let (time, packet) = (None, self.totals.packets);
        on(match missing {
            Some(missing_bytes) => {
                self.totals.missing_bytes += missing_bytes;
                let why = Missing::NotCaptured;
                Event::Gap(Gap { stream, way, from, time, packet, missing_bytes, why })
            }
            None => Event::Data(Data { stream, way, from, time, packet, bytes }),
        });
    }

    fn close(&mut self, on: &mut impl FnMut(Event<'_>)) {
        if std::mem::replace(&mut self.head.opened, false) {
            on(Event::Closed(Closed {
                stream: self.head.stream,
                how: ConnectionEnd::End,
                time: None,
                packet: self.totals.packets,
                signs: [None; 2],
            }));
        }
    }

    fn stop(&mut self, at: u64, why: Unreadable, on: &mut impl FnMut(Event<'_>)) {
        self.part = Part::Stopped;
        let after_packet = self.totals.packets;
        on(Event::Remark(CaptureRemark::Unreadable { at, after_packet, why }));
    }
}

/// Which end is the client, by the first bytes of the stream.
fn client(way: Way, first: &[u8]) -> Option<Way> {
    match first {
        _ if first.starts_with(b"HTTP/1.") => Some(way.back()),
        _ if first.starts_with(b"GET ") => Some(way),
        _ => None,
    }
}

/// An address as tshark prints it; where it is none, the address that stands for nothing.
fn address(text: &str) -> SocketAddr {
    let bare = || {
        let (ip, port) = text.rsplit_once(':')?;
        Some(SocketAddr::new(ip.parse().ok()?, port.parse().ok()?))
    };
    text.parse().ok().or_else(bare).unwrap_or(UNSAID)
}

/// tshark puts a sentence in place of bytes that the capture does not have.
fn missing_bytes(bytes: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(bytes.strip_suffix(b"\0").unwrap_or(bytes)).ok()?;
    text.strip_prefix('[')?.strip_suffix(" bytes missing in capture file]")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    const TEXT: &str = "
===================================================================
Follow: tcp,raw
Filter: tcp.stream eq 3
Node 0: 127.0.0.1:40000
Node 1: [::1]:9001
474554202f0d0a
\t485454502f312e3120313031
8105
\t48656c6c6f
5b31343630206279746573206d697373696e6720696e20636170747572652066696c655d00
===================================================================
";

    fn story(pieces: &[&str], selection: Selection) -> Vec<String> {
        let mut follow = Follow::new(selection);
        let mut told = Vec::new();
        let mut on = |event: Event<'_>| told.push(format!("{event:?}"));
        pieces.iter().for_each(|piece| follow.read(piece.as_bytes(), &mut on));
        follow.finish(&mut on);
        told
    }

    #[test]
    fn both_directions_are_told_with_their_roles() {
        let mut follow = Follow::new(Selection::default());
        let mut told = Vec::new();
        follow.read(TEXT.as_bytes(), &mut |event| match event {
            Event::Opened(opened) => told.push(format!("{:?}", opened.client_addr())),
            Event::Data(data) => {
                told.push(format!("{:?} {}", data.from, data.bytes.escape_ascii()));
            }
            Event::Gap(gap) => told.push(format!("{:?} gap {}", gap.from, gap.missing_bytes)),
            Event::Closed(closed) => told.push(format!("{closed:?}")),
            other => panic!("{other:?}"),
        });
        assert_eq!(
            told,
            [
                "Some(127.0.0.1:40000)",
                r"Some(Client) GET /\r\n",
                "Some(Server) HTTP/1.1 101",
                r"Some(Client) \x81\x05",
                "Some(Server) Hello",
                "Some(Client) gap 1460",
                "Closed { stream: 3, how: End, time: None, packet: 5, signs: [None, None] }",
            ]
        );
    }

    #[test]
    fn a_stream_that_is_not_chosen_is_left_out() {
        let selection = Selection { stream: Some(2), ..Selection::default() };
        assert!(story(&[TEXT], selection).is_empty());
    }

    #[rstest]
    #[case("Follow: tcp,raw", "Follow: tcp,ascii", "NotFollowedRaw")]
    #[case("8105", "81x5", "NotHex")]
    #[case("8105", "810", "NotHex")]
    #[case("=", "-", "NotACapture")]
    fn what_cannot_be_read_is_said(#[case] from: &str, #[case] to: &str, #[case] why: &str) {
        let told = story(&[&TEXT.replace(from, to)], Selection::default());
        assert!(told.iter().any(|line| line.contains(why)), "{told:?}");
    }

    #[test]
    fn a_text_that_ends_early_says_so() {
        let told = story(&[&TEXT[..TEXT.len() - 80]], Selection::default());
        assert!(told.iter().any(|line| line.contains("Truncated")), "{told:?}");
    }

    #[test]
    fn a_very_long_line_is_told_in_parts() {
        let long = "ab".repeat(LONG_LINE);
        let text = TEXT.replace("\t48656c6c6f", &format!("\t{long}"));
        let mut follow = Follow::new(Selection::default());
        let mut server = 0;
        let mut on = |event: Event<'_>| match event {
            Event::Data(data) if data.from == Some(Role::Server) => server += data.bytes.len(),
            Event::Remark(remark) => panic!("{remark:?}"),
            _ => {}
        };
        text.as_bytes().chunks(999_999).for_each(|piece| follow.read(piece, &mut on));
        follow.finish(&mut on);
        assert_eq!(server, "HTTP/1.1 101".len() + LONG_LINE);
    }

    proptest! {
        #[test]
        fn any_pieces_tell_the_same(cut in 0..TEXT.len(), then in 0..TEXT.len()) {
            let (a, b) = (cut.min(then), cut.max(then));
            prop_assert_eq!(
                story(&[&TEXT[..a], &TEXT[a..b], &TEXT[b..]], Selection::default()),
                story(&[TEXT], Selection::default())
            );
        }

        #[test]
        fn no_text_panics(text in prop::collection::vec(any::<u8>(), 0..400)) {
            let mut follow = Follow::new(Selection::default());
            follow.read(TEXT.get(..100).unwrap_or_default().as_bytes(), &mut |_| {});
            follow.read(&text, &mut |_| {});
            follow.finish(&mut |_| {});
        }
    }
}
