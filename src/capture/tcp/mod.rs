//! TCP: segments of many connections in, the bytes of each in order out (RFC 9293).

mod direction;
mod watch;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::net::SocketAddr;

use foldhash::fast::RandomState;

use super::event::{Closed, ConnectionEnd, Ends, Event, Finished, Sign, Signal, Way};
use super::layers::Segment;
use super::remark::{CaptureRemark, CaptureTotals};
use super::select::Options;
pub(super) use direction::Mark;
use direction::{Budget, Direction};
use watch::{Shared, Watch, of};

/// The connections of a capture.
pub(super) struct Connections {
    options: Options,
    /// By both ends, the smaller address first.
    /// Boxed, since they are large and a table that grows moves what it holds.
    open: HashMap<(SocketAddr, SocketAddr), Box<Connection>, RandomState>,
    budget: Budget,
    evicted: bool,
}

struct Connection {
    ways: [Direction; 2],
    watch: Watch,
    /// Its last packet.
    last: Mark,
    /// How each end said that it sends nothing more, and whether that has been told.
    signs: [Option<Sign>; 2],
    told: [bool; 2],
}

impl Connections {
    pub(super) fn new(options: Options) -> Self {
        let budget = Budget::new(options.max_held);
        Self { options, open: HashMap::default(), budget, evicted: false }
    }

    /// Takes the next segment of the capture.
    pub(super) fn push(
        &mut self,
        segment: &Segment<'_>,
        mark: Mark,
        totals: &mut CaptureTotals,
        on: &mut impl FnMut(Event<'_>),
    ) {
        let key = (segment.from.min(segment.to), segment.from.max(segment.to));
        let Options { selection, max_connections, .. } = self.options;
        if self.open.len() >= max_connections && !self.open.contains_key(&key) {
            self.evict(totals, on);
        }
        let mut shared = Shared { selection: &selection, budget: &self.budget, totals };
        let begin = |totals: &mut CaptureTotals| {
            let stream = totals.connections;
            totals.connections += 1;
            let ends = Ends { first: segment.from, second: segment.to };
            let admitted = selection.admits(stream, &ends);
            Box::new(Connection::new(mark, Watch::new(stream, ends, mark, admitted)))
        };
        let connection = match self.open.entry(key) {
            Entry::Vacant(vacant) => vacant.insert(begin(shared.totals)),
            Entry::Occupied(occupied) => {
                let connection = occupied.into_mut();
                if connection.is_replaced_by(segment) {
                    connection.close(ConnectionEnd::Replaced, &mut shared, on);
                    *connection = begin(shared.totals);
                }
                connection
            }
        };
        connection.push(segment, mark, &mut shared, on);
    }

    /// Ends every connection that is still open, in the order of their numbers.
    pub(super) fn finish(&mut self, totals: &mut CaptureTotals, on: &mut impl FnMut(Event<'_>)) {
        let Options { selection, .. } = self.options;
        let mut shared = Shared { selection: &selection, budget: &self.budget, totals };
        let mut rest: Vec<Box<Connection>> = self.open.drain().map(|(_, open)| open).collect();
        rest.sort_unstable_by_key(|connection| connection.watch.stream);
        for mut connection in rest {
            connection.close(ConnectionEnd::End, &mut shared, on);
        }
    }

    /// Drops a quarter of the connections: first those that are not read, then the idle.
    fn evict(&mut self, totals: &mut CaptureTotals, on: &mut impl FnMut(Event<'_>)) {
        let Options { selection, max_connections, .. } = self.options;
        if !std::mem::replace(&mut self.evicted, true) {
            on(Event::Remark(CaptureRemark::TooManyConnections { limit: max_connections }));
        }
        let mut by_worth: Vec<_> = self
            .open
            .iter()
            .map(|(key, open)| (!open.watch.is_left(), open.last.packet, *key))
            .collect();
        by_worth.sort_unstable();
        by_worth.truncate((max_connections / 4).max(1));
        let mut shared = Shared { selection: &selection, budget: &self.budget, totals };
        for (_, _, key) in by_worth {
            if let Some(mut connection) = self.open.remove(&key) {
                connection.close(ConnectionEnd::Evicted, &mut shared, on);
            }
        }
    }
}

impl Connection {
    fn new(first: Mark, watch: Watch) -> Self {
        let (ways, signs, told) = Default::default();
        Self { ways, watch, last: first, signs, told }
    }

    fn push(
        &mut self,
        segment: &Segment<'_>,
        mark: Mark,
        shared: &mut Shared<'_>,
        on: &mut impl FnMut(Event<'_>),
    ) {
        let way = if segment.from == self.watch.ends.first { Way::First } else { Way::Second };
        if segment.syn {
            self.syn(way, segment);
        }
        if self.watch.is_left() {
            self.last = mark;
            return;
        }
        let reset = segment.rst && of(way, &mut self.ways).believes_reset(segment.seq);
        self.last = mark;
        let Mark { time, packet } = mark;
        let sign = of(way, &mut self.signs);
        if reset {
            *sign = Some(Sign { by: Signal::Rst, time, packet });
        } else if segment.fin {
            sign.get_or_insert(Sign { by: Signal::Fin, time, packet });
        }
        self.reassemble(way, segment, mark, shared, on);
        if reset {
            self.close(ConnectionEnd::Rst, shared, on);
        } else if self.signs != [None; 2] {
            self.tell_signs(Direction::is_at_fin, on);
            if self.ways.iter().all(Direction::is_finished) {
                self.close(ConnectionEnd::Fin, shared, on);
            }
        }
    }

    /// SYN comes from the client, SYN with ACK from the server, whichever was captured first.
    fn syn(&mut self, way: Way, segment: &Segment<'_>) {
        let client = if segment.ack.is_none() { way } else { way.back() };
        self.watch.client.get_or_insert(client);
        of(way, &mut self.ways).initial.get_or_insert(segment.seq);
        if let Some(ack) = segment.ack {
            of(way.back(), &mut self.ways).initial.get_or_insert(ack.wrapping_sub(1));
        }
    }

    /// Tells the ends of directions that are not told yet and of which that holds.
    fn tell_signs(&mut self, holds: impl Fn(&Direction) -> bool, on: &mut impl FnMut(Event<'_>)) {
        if !self.watch.is_read() {
            return;
        }
        for way in [Way::First, Way::Second] {
            let Some(sign) = *of(way, &mut self.signs) else { continue };
            if holds(of(way, &mut self.ways)) && !std::mem::replace(of(way, &mut self.told), true) {
                let (stream, from) = (self.watch.stream, self.watch.from(way));
                on(Event::Finished(Finished { stream, way, from, sign }));
            }
        }
    }

    fn reassemble(
        &mut self,
        way: Way,
        segment: &Segment<'_>,
        mark: Mark,
        shared: &mut Shared<'_>,
        on: &mut impl FnMut(Event<'_>),
    ) {
        let Self { ways, watch, .. } = self;
        let budget = shared.budget;
        let repeated = of(way, ways).push(segment, mark, budget, &mut |mark, flow| {
            watch.flow(way, mark, flow, shared, on);
        });
        shared.totals.repeated_bytes += repeated;
        if let Some(ack) = segment.ack {
            let way = way.back();
            of(way, ways).acknowledge(ack, budget, &mut |mark, flow| {
                watch.flow(way, mark, flow, shared, on);
            });
        }
        if watch.is_left() {
            ways.iter_mut().for_each(|direction| direction.clear(budget));
        }
    }

    /// A SYN that is not the one that began this connection begins another one. Its own may be
    /// captured late, behind the answer to it or behind the first bytes.
    fn is_replaced_by(&mut self, segment: &Segment<'_>) -> bool {
        let way = if segment.from == self.watch.ends.first { Way::First } else { Way::Second };
        let begins = segment.syn && segment.ack.is_none();
        let direction = of(way, &mut self.ways);
        let own = match direction.initial {
            Some(initial) => initial == segment.seq,
            None => direction.begins_behind(segment.seq),
        };
        begins && !own
    }

    fn close(
        &mut self,
        how: ConnectionEnd,
        shared: &mut Shared<'_>,
        on: &mut impl FnMut(Event<'_>),
    ) {
        let Self { ways, watch, last, .. } = self;
        if watch.is_left() {
            return;
        }
        let (budget, last) = (shared.budget, *last);
        for way in [Way::First, Way::Second] {
            of(way, ways).finish(last, budget, &mut |mark, flow| {
                watch.flow(way, mark, flow, shared, on);
            });
        }
        watch.finish(shared, on);
        self.tell_signs(|_| true, on);
        let Self { ways, watch, signs, .. } = self;
        if watch.is_read() {
            let Mark { time, packet } = last;
            on(Event::Closed(Closed { stream: watch.stream, how, time, packet, signs: *signs }));
        }
        watch.leave(budget);
        ways.iter_mut().for_each(|direction| direction.clear(budget));
    }
}
