//! Captures of many connections: what the reader of packets finds goes to the analysis, what concerns
//! the capture itself is said between.

use std::collections::HashMap;

use super::teller::Teller;
use crate::analysis::{self, Analysis, Chunk, Closing, Tally};
use crate::capture::{
    Capture, CaptureRemark, CaptureTotals, ConnectionEnd, Data, Event, Follow, Gap, Kind, Opened,
    Options, Signal, Way,
};
use crate::prose::{self, Lang};
use crate::terms::Role;

/// A reader of captures, and the analysis of what it finds.
pub(super) struct Connections {
    reader: Reader,
    found: Found,
}

enum Reader {
    Packets(Box<Capture>),
    Followed(Box<Follow>),
}

/// What was found so far.
struct Found {
    analysis: Analysis,
    /// Which way the client sends, of each connection of which that is not known from its first
    /// packet, once it is inferred.
    clients: HashMap<u64, Way>,
    /// Whether the file is cut or cannot be read on.
    cut_file: bool,
    lang: Lang,
}

impl Connections {
    pub(super) fn new(
        kind: Kind,
        options: Options,
        analysis: analysis::Options,
        lang: Lang,
    ) -> Self {
        let reader = match kind {
            Kind::Follow => Reader::Followed(Box::new(Follow::new(options.selection))),
            _ => Reader::Packets(Box::new(Capture::new(options))),
        };
        let analysis = Analysis::new(analysis);
        Self { reader, found: Found { analysis, clients: HashMap::new(), cut_file: false, lang } }
    }

    /// Reads the next piece of the file.
    pub(super) fn read(&mut self, bytes: &[u8], teller: &mut Teller<'_>) {
        let found = &mut self.found;
        let mut on = |event: Event<'_>| found.tell(event, teller);
        match &mut self.reader {
            Reader::Packets(capture) => capture.read(bytes, &mut on),
            Reader::Followed(follow) => follow.read(bytes, &mut on),
        }
    }

    /// Tells all that came: nothing more comes for now.
    pub(super) fn pause(&mut self, teller: &mut Teller<'_>) {
        self.found.analysis.pause(&mut |told, place| teller.tell(told, place));
        teller.pause();
    }

    /// Whether more of the file would be ignored.
    pub(super) fn is_stopped(&self) -> bool {
        match &self.reader {
            Reader::Packets(capture) => capture.is_stopped(),
            Reader::Followed(follow) => follow.is_stopped(),
        }
    }

    /// Ends the reading, and tells what was passed over.
    pub(super) fn finish(mut self, teller: &mut Teller<'_>) -> (Tally, CaptureTotals) {
        let found = &mut self.found;
        let mut on = |event: Event<'_>| found.tell(event, teller);
        let totals = match &mut self.reader {
            Reader::Packets(capture) => {
                capture.finish(&mut on);
                capture.totals()
            }
            Reader::Followed(follow) => {
                follow.finish(&mut on);
                follow.totals()
            }
        };
        let Found { mut analysis, cut_file, lang, .. } = self.found;
        analysis.finish(&mut |told, place| teller.tell(told, place));
        teller.aside(&prose::capture::totals(lang, &totals));
        let mut tally = analysis.into_tally();
        // Of what was not read nobody can say that all is well.
        tally.cut_file = cut_file || totals.left_out() > 0 || totals.missing_bytes > 0;
        (tally, totals)
    }
}

impl Found {
    fn tell(&mut self, event: Event<'_>, teller: &mut Teller<'_>) {
        let lang = self.lang;
        match event {
            Event::Opened(opened) => {
                teller.between(|| prose::capture::opened(lang, &opened));
                self.opened(&opened);
            }
            Event::Data(data) => self.data(&data, teller),
            Event::Gap(gap) => {
                teller.between(|| prose::capture::gap(lang, &gap));
                self.gap(&gap, teller);
            }
            Event::Finished(finished) => {
                let role =
                    finished.from.unwrap_or_else(|| self.role(finished.stream, finished.way, &[]));
                let mut on = |told: analysis::Told<'_>, place| teller.tell(told, place);
                let how = match finished.sign.by {
                    Signal::Fin => Closing::Fin,
                    Signal::Rst => Closing::Rst,
                };
                self.analysis.end_of(Some(finished.stream), role, how, &mut on);
            }
            Event::Closed(closed) => {
                let seen = matches!(closed.how, ConnectionEnd::Fin | ConnectionEnd::Rst);
                let mut on = |told: analysis::Told<'_>, place| teller.tell(told, place);
                self.analysis.close(Some(closed.stream), seen, &mut on);
                self.clients.remove(&closed.stream);
                teller.between(|| prose::capture::closed(lang, &closed));
            }
            Event::PassedOver(passed) => {
                teller.between(|| prose::capture::passed_over(lang, &passed));
            }
            Event::Remark(remark) => {
                self.cut_file |= matches!(
                    remark,
                    CaptureRemark::Truncated { .. } | CaptureRemark::Unreadable { .. }
                );
                teller.aside(&prose::capture::remark(lang, &remark));
            }
        }
    }

    fn opened(&mut self, opened: &Opened) {
        if let Some(client) = opened.client {
            self.clients.insert(opened.stream, client);
        }
    }

    fn data(&mut self, data: &Data<'_>, teller: &mut Teller<'_>) {
        let role = data.from.unwrap_or_else(|| self.role(data.stream, data.way, data.bytes));
        let chunk = Chunk {
            connection: Some(data.stream),
            from: Some(role),
            time: data.time,
            packet: Some(data.packet),
            bytes: data.bytes,
        };
        self.analysis.read(chunk, &mut |told, place| teller.tell(told, place));
    }

    fn gap(&mut self, gap: &Gap, teller: &mut Teller<'_>) {
        let role = gap.from.unwrap_or_else(|| self.role(gap.stream, gap.way, &[]));
        let mut on = |told: analysis::Told<'_>, place| teller.tell(told, place);
        self.analysis.lost(Some(gap.stream), role, gap.missing_bytes, &mut on);
    }

    /// Who sends that way: as known, or as the first bytes say of frames without a handshake.
    fn role(&mut self, stream: u64, way: Way, bytes: &[u8]) -> Role {
        let masked = bytes.get(1).is_some_and(|byte1| byte1 & 0x80 != 0);
        let client = *self.clients.entry(stream).or_insert(if masked { way } else { way.back() });
        if client == way { Role::Client } else { Role::Server }
    }
}
