//! What becomes of a connection's bytes: held until its first bytes tell what it carries, then
//! told or left out.

use super::super::event::{
    Because, Carries, Data, Ends, Event, Gap, Missing, Opened, PassedOver, Preamble, Way,
};
use super::super::preamble::Before;
use super::super::recognise::{FirstBytes, MAX_HEAD, switches};
use super::super::remark::CaptureTotals;
use super::super::select::Selection;
use super::direction::{Budget, Flow, Mark};
use crate::terms::Role;

/// What is known of a connection, and what becomes of its bytes.
pub(super) struct Watch {
    pub(super) stream: u64,
    pub(super) ends: Ends,
    opened: Mark,
    /// Which end is the client, once that is known.
    pub(super) client: Option<Way>,
    fate: Fate,
    /// Whether it carried HTTP without an upgrade, which is told at its end.
    was_http: bool,
}

enum Fate {
    /// Its first bytes do not tell yet. Most connections tell it in one packet and hold nothing.
    Held(Option<Box<Held>>),
    /// It is read.
    Read,
    /// It carries HTTP so far; each further request is looked at.
    Http,
    /// It is not read.
    Left,
}

/// The first bytes of both directions, and in which order they came.
#[derive(Default)]
struct Held {
    heads: [Vec<u8>; 2],
    lost: [bool; 2],
    pieces: Vec<(Way, Mark, Waiting)>,
    cost: usize,
}

/// How many bytes of the head of its direction a piece has, or what is missing.
#[derive(Clone, Copy)]
enum Waiting {
    Bytes(usize),
    Gap(u64, Missing),
}

/// What the watch of every connection shares.
pub(super) struct Shared<'a> {
    pub(super) selection: &'a Selection,
    pub(super) budget: &'a Budget,
    pub(super) totals: &'a mut CaptureTotals,
}

impl Watch {
    /// The watch over a connection whose first packet came at `opened`.
    pub(super) fn new(stream: u64, ends: Ends, opened: Mark, admitted: bool) -> Self {
        let fate = if admitted { Fate::Held(None) } else { Fate::Left };
        Self { stream, ends, opened, client: None, fate, was_http: false }
    }

    /// Whether its bytes are of no interest.
    pub(super) fn is_left(&self) -> bool {
        matches!(self.fate, Fate::Left)
    }

    /// Whether its bytes are told.
    pub(super) fn is_read(&self) -> bool {
        matches!(self.fate, Fate::Read)
    }

    /// Takes what comes next in one direction.
    pub(super) fn flow(
        &mut self,
        way: Way,
        mark: Mark,
        flow: Flow<'_>,
        shared: &mut Shared<'_>,
        on: &mut impl FnMut(Event<'_>),
    ) {
        if let Flow::Gap(missing, _) = flow {
            shared.totals.missing_bytes += missing;
        }
        if let (Fate::Http, Flow::Bytes(bytes)) = (&self.fate, flow)
            && begins_request(bytes)
        {
            self.fate = Fate::Held(None);
        }
        match &mut self.fate {
            Fate::Read => self.tell(way, mark, flow, on),
            Fate::Http | Fate::Left => {}
            Fate::Held(None) if is_decisive(flow) => self.read_at_once(way, mark, flow, shared, on),
            Fate::Held(held) => {
                let held = held.get_or_insert_default();
                let is_full = !held.take(way, mark, flow, shared.budget);
                self.decide(is_full, shared, on);
            }
        }
    }

    /// Decides by what has come: nothing more comes.
    pub(super) fn finish(&mut self, shared: &mut Shared<'_>, on: &mut impl FnMut(Event<'_>)) {
        self.decide(true, shared, on);
        if matches!(self.fate, Fate::Http) {
            self.pass_over(Carries::Http, shared, on);
        }
    }

    fn pass_over(
        &mut self,
        carries: Carries,
        shared: &mut Shared<'_>,
        on: &mut impl FnMut(Event<'_>),
    ) {
        match carries {
            Carries::Tls => shared.totals.tls += 1,
            Carries::Http => shared.totals.http += 1,
            Carries::Http2 | Carries::Unknown => shared.totals.unknown += 1,
        }
        on(Event::PassedOver(PassedOver { stream: self.stream, ends: self.ends, carries }));
    }

    /// Leaves the connection and what is held of it.
    pub(super) fn leave(&mut self, budget: &Budget) {
        if let Fate::Held(Some(held)) = std::mem::replace(&mut self.fate, Fate::Left) {
            held.release(budget);
        }
    }

    fn decide(&mut self, now: bool, shared: &mut Shared<'_>, on: &mut impl FnMut(Event<'_>)) {
        let Fate::Held(held) = &self.fate else { return };
        let carries = match held.as_ref().map_or(FirstBytes::More, |held| held.verdict(now)) {
            FirstBytes::More if !now => return,
            FirstBytes::Request | FirstBytes::Response => {
                return self.read(Because::Handshake, shared, on);
            }
            FirstBytes::More if held.is_none() => None,
            FirstBytes::More => Some(Carries::Unknown),
            FirstBytes::Other(carries) => Some(carries),
        };
        let may_be_frames = matches!(carries, Some(Carries::Unknown));
        if may_be_frames && shared.selection.assume_websocket {
            return self.read(Because::Assumed, shared, on);
        }
        self.leave(shared.budget);
        match carries {
            // Each further request is looked at: one of them may ask for an upgrade.
            Some(Carries::Http) => (self.fate, self.was_http) = (Fate::Http, true),
            Some(Carries::Tls) => self.pass_over(Carries::Tls, shared, on),
            _ if self.was_http => self.fate = Fate::Http,
            Some(carries) => self.pass_over(carries, shared, on),
            None => shared.totals.unknown += 1,
        }
    }

    fn read(&mut self, because: Because, shared: &mut Shared<'_>, on: &mut impl FnMut(Event<'_>)) {
        let fate = std::mem::replace(&mut self.fate, Fate::Read);
        let Fate::Held(Some(held)) = fate else { return };
        let (behind, mut skip) = match held.before() {
            Some((_, preamble, lengths)) => (Some(preamble), lengths),
            None => (None, [0; 2]),
        };
        self.open(held.client(), because, behind, shared, on);
        let mut heads = held.heads.each_ref().map(Vec::as_slice);
        for (way, mark, waiting) in &held.pieces {
            let flow = match waiting {
                Waiting::Gap(missing, why) => Flow::Gap(*missing, *why),
                Waiting::Bytes(len) => {
                    let head = of(*way, &mut heads);
                    let (bytes, rest) = head.split_at_checked(*len).unwrap_or((*head, &[]));
                    *head = rest;
                    let skip = of(*way, &mut skip);
                    let stepped_over = (*skip).min(bytes.len());
                    *skip -= stepped_over;
                    match bytes.get(stepped_over..) {
                        Some(bytes) if !bytes.is_empty() => Flow::Bytes(bytes),
                        _ => continue,
                    }
                }
            };
            self.tell(*way, *mark, flow, on);
        }
        held.release(shared.budget);
    }

    /// Reads a connection of which nothing is held and whose handshake begins here.
    fn read_at_once(
        &mut self,
        way: Way,
        mark: Mark,
        flow: Flow<'_>,
        shared: &mut Shared<'_>,
        on: &mut impl FnMut(Event<'_>),
    ) {
        self.fate = Fate::Read;
        let client =
            if matches!(flow.first_bytes(), FirstBytes::Request) { way } else { way.back() };
        self.open(Some(client), Because::Handshake, None, shared, on);
        self.tell(way, mark, flow, on);
    }

    fn open(
        &mut self,
        client: Option<Way>,
        because: Because,
        behind: Option<Preamble>,
        shared: &mut Shared<'_>,
        on: &mut impl FnMut(Event<'_>),
    ) {
        shared.totals.read += 1;
        self.client = client.or(self.client);
        let (stream, ends, client) = (self.stream, self.ends, self.client);
        let Mark { time, packet } = self.opened;
        on(Event::Opened(Opened { stream, time, packet, ends, client, because, behind }));
    }

    fn tell(&self, way: Way, mark: Mark, flow: Flow<'_>, on: &mut impl FnMut(Event<'_>)) {
        let (stream, from) = (self.stream, self.from(way));
        let Mark { time, packet } = mark;
        on(match flow {
            Flow::Bytes(bytes) => Event::Data(Data { stream, way, from, time, packet, bytes }),
            Flow::Gap(missing_bytes, why) => {
                Event::Gap(Gap { stream, way, from, time, packet, missing_bytes, why })
            }
        });
    }

    /// Who sends that way, where that is known.
    pub(super) fn from(&self, way: Way) -> Option<Role> {
        self.client.map(|client| if way == client { Role::Client } else { Role::Server })
    }
}

impl Held {
    /// Keeps what came; whether there is room for more.
    fn take(&mut self, way: Way, mark: Mark, flow: Flow<'_>, budget: &Budget) -> bool {
        let cost = size_of::<(Way, Mark, Waiting)>() + flow.len();
        budget.take(cost);
        self.cost += cost;
        let waiting = match flow {
            Flow::Bytes(bytes) => {
                of(way, &mut self.heads).extend_from_slice(bytes);
                Waiting::Bytes(bytes.len())
            }
            Flow::Gap(missing, why) => {
                *of(way, &mut self.lost) = true;
                Waiting::Gap(missing, why)
            }
        };
        self.pieces.push((way, mark, waiting));
        let [first, second] = &self.heads;
        first.len() + second.len() < MAX_HEAD && budget.has_room(0)
    }

    fn release(&self, budget: &Budget) {
        budget.give_back(self.cost);
    }

    /// What both directions together tell. A request without an upgrade waits for its response,
    /// unless it is `now`: a server may have agreed all the same.
    fn verdict(&self, now: bool) -> FirstBytes {
        const HTTP: FirstBytes = FirstBytes::Other(Carries::Http);
        if self.is_preamble_begun() && !now {
            return FirstBytes::More;
        }
        let [first, second] = [Way::First, Way::Second].map(|way| self.direction(way, now));
        match (first, second) {
            (known @ (FirstBytes::Request | FirstBytes::Response), _)
            | (_, known @ (FirstBytes::Request | FirstBytes::Response)) => known,
            (HTTP, FirstBytes::More) | (FirstBytes::More, HTTP) if !now => FirstBytes::More,
            (known @ FirstBytes::Other(_), _) | (_, known @ FirstBytes::Other(_)) => known,
            _ => FirstBytes::More,
        }
    }

    /// Which end is the client, as the heads tell.
    fn client(&self) -> Option<Way> {
        let by_heads =
            [Way::First, Way::Second].into_iter().find_map(|way| match self.direction(way, true) {
                FirstBytes::Request => Some(way),
                FirstBytes::Response => Some(way.back()),
                _ => None,
            });
        by_heads.or_else(|| self.before().map(|(client, ..)| client))
    }

    /// What a direction is; `ended`: nothing more comes of it.
    fn direction(&self, way: Way, ended: bool) -> FirstBytes {
        let (mut heads, mut lost) = (self.heads.each_ref(), self.lost);
        let mut lengths = self.before().map_or([0; 2], |(_, _, lengths)| lengths);
        let start = of(way, &mut heads).get(*of(way, &mut lengths)..).unwrap_or_default();
        let is_lost = *of(way, &mut lost);
        // What a cut 101 switches to is not known: it may well be WebSocket.
        match FirstBytes::of(start) {
            FirstBytes::More if (ended || is_lost) && switches(start) => FirstBytes::Response,
            FirstBytes::Response => FirstBytes::Response,
            _ if is_lost => FirstBytes::More,
            known => known,
        }
    }

    /// What a proxy was asked for before the handshake: who asked, what, and how many bytes of the
    /// first and of the second direction it takes.
    fn before(&self) -> Option<(Way, Preamble, [usize; 2])> {
        let [first, second] = &self.heads;
        match (Before::of(first, second), Before::of(second, first)) {
            _ if self.lost != [false; 2] => None,
            (Before::Whole { preamble, lengths }, _) => Some((Way::First, preamble, lengths)),
            (_, Before::Whole { preamble, lengths: [asked, answered] }) => {
                Some((Way::Second, preamble, [answered, asked]))
            }
            _ => None,
        }
    }

    fn is_preamble_begun(&self) -> bool {
        let [first, second] = &self.heads;
        let begun = [Before::of(first, second), Before::of(second, first)];
        self.lost == [false; 2] && begun.contains(&Before::Begun) && self.before().is_none()
    }
}

/// The one of a pair that belongs to a direction.
pub(super) fn of<T>(way: Way, pair: &mut [T; 2]) -> &mut T {
    let [first, second] = pair;
    match way {
        Way::First => first,
        Way::Second => second,
    }
}

/// Whether a handshake begins here, as one packet tells.
fn is_decisive(flow: Flow<'_>) -> bool {
    matches!(flow.first_bytes(), FirstBytes::Request | FirstBytes::Response)
}

/// Whether a request begins with these bytes that may ask for an upgrade.
fn begins_request(bytes: &[u8]) -> bool {
    bytes.starts_with(b"GET ") || bytes.starts_with(b"CONNECT ")
}
