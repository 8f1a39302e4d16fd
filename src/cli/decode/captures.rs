//! Captures of many connections: each has a conversation of its own, and all are told in the order
//! in which their bytes came.

use std::collections::HashMap;

use super::teller::Teller;
use crate::capture::{
    Capture, Closed, Data, Event, Follow, Gap, How, Kind, Opened, Options, Remark, Totals, Way,
    begins_frames,
};
use crate::conversation::{self, Chunk, Conversation};
use crate::prose::{self, Lang};
use crate::render::json::Within;
use crate::terms::Role;

/// A reader of captures, and the conversations that it has found.
pub(super) struct Connections {
    reader: Reader,
    open: HashMap<u64, Connection>,
    options: conversation::Options,
    lang: Lang,
}

enum Reader {
    Packets(Box<Capture>),
    Followed(Box<Follow>),
}

/// One connection.
struct Connection {
    conversation: Conversation,
    /// Which way the client sends, once that is known or inferred.
    client: Option<Way>,
    /// What was lost, by direction: client, server.
    lost: [Lost; 2],
}

/// What follows a gap in one direction.
#[derive(Clone, Copy, Debug, Default)]
enum Lost {
    /// There was none, or the next frame has been found.
    #[default]
    No,
    /// So many bytes still belong to the frame into which the gap fell.
    InPayload(u64),
    /// Nobody knows where the next frame begins; it is looked for at the start of each segment.
    Between,
}

impl Connections {
    pub(super) fn new(
        kind: Kind,
        options: Options,
        conversation: conversation::Options,
        lang: Lang,
    ) -> Self {
        let reader = match kind {
            Kind::Follow => Reader::Followed(Box::new(Follow::new(options.selection))),
            _ => Reader::Packets(Box::new(Capture::new(options))),
        };
        let conversation = conversation::Options { heads: true, ..conversation };
        Self { reader, open: HashMap::new(), options: conversation, lang }
    }

    /// Reads the next piece of the file.
    pub(super) fn read(&mut self, bytes: &[u8], teller: &mut Teller<'_>) {
        let (open, options, lang) = (&mut self.open, self.options, self.lang);
        let mut on = |event: Event<'_>| tell(event, open, options, lang, teller);
        match &mut self.reader {
            Reader::Packets(capture) => capture.read(bytes, &mut on),
            Reader::Followed(follow) => follow.read(bytes, &mut on),
        }
    }

    /// Whether more of the file would be ignored.
    pub(super) fn is_stopped(&self) -> bool {
        match &self.reader {
            Reader::Packets(capture) => capture.is_stopped(),
            Reader::Followed(follow) => follow.is_stopped(),
        }
    }

    /// Ends what is still open, and tells what was read and what was passed over.
    pub(super) fn finish(&mut self, teller: &mut Teller<'_>) -> Totals {
        let (open, options, lang) = (&mut self.open, self.options, self.lang);
        let mut on = |event: Event<'_>| tell(event, open, options, lang, teller);
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
        teller.aside(&prose::capture::totals(lang, &totals));
        totals
    }
}

fn tell(
    event: Event<'_>,
    open: &mut HashMap<u64, Connection>,
    options: conversation::Options,
    lang: Lang,
    teller: &mut Teller<'_>,
) {
    match event {
        Event::Opened(opened) => {
            teller.aside(&prose::capture::opened(lang, &opened));
            open.insert(opened.stream, Connection::new(&opened, options));
        }
        Event::Data(data) => {
            if let Some(connection) = open.get_mut(&data.stream) {
                connection.data(&data, teller);
            }
        }
        Event::Gap(gap) => {
            teller.aside(&prose::capture::gap(lang, &gap));
            if let Some(connection) = open.get_mut(&gap.stream) {
                connection.gap(&gap, teller);
            }
        }
        Event::Finished(_) => {}
        Event::Closed(closed) => {
            if let Some(mut connection) = open.remove(&closed.stream) {
                connection.close(&closed, teller);
            }
            teller.aside(&prose::capture::closed(lang, &closed));
        }
        Event::PassedOver(passed) => {
            teller.aside(&prose::capture::passed_over(lang, &passed));
        }
        Event::Remark(remark) => {
            teller.tally.cut_file |=
                matches!(remark, Remark::Truncated { .. } | Remark::Unreadable { .. });
            teller.aside(&prose::capture::remark(lang, &remark));
        }
    }
}

impl Connection {
    fn new(opened: &Opened, options: conversation::Options) -> Self {
        Self {
            conversation: Conversation::new(options),
            client: opened.client,
            lost: [Lost::No; 2],
        }
    }

    fn data(&mut self, data: &Data<'_>, teller: &mut Teller<'_>) {
        let role = data.from.unwrap_or_else(|| self.role(data.way, data.bytes));
        let within = Within { stream: Some(data.stream), time: data.time };
        let Some(bytes) = self.behind_gap(role, data.bytes) else { return };
        let chunk = Chunk { from: Some(role), bytes };
        self.conversation.read(chunk, &mut |event| teller.event(event, within));
    }

    /// Who sends that way: as known, or as the first bytes say of frames without a handshake.
    fn role(&mut self, way: Way, bytes: &[u8]) -> Role {
        let masked = bytes.get(1).is_some_and(|byte1| byte1 & 0x80 != 0);
        let client = *self.client.get_or_insert(if masked { way } else { way.back() });
        if client == way { Role::Client } else { Role::Server }
    }

    /// The part of `bytes` that can be read as frames, where something was lost before.
    fn behind_gap<'b>(&mut self, role: Role, bytes: &'b [u8]) -> Option<&'b [u8]> {
        let lost = self.lost_of(role);
        match *lost {
            Lost::No => Some(bytes),
            Lost::Between if begins_frames(bytes, Some(role)) => {
                *lost = Lost::No;
                Some(bytes)
            }
            Lost::Between => None,
            Lost::InPayload(rest) => {
                let skipped = usize::try_from(rest).unwrap_or(usize::MAX).min(bytes.len());
                let left = rest - skipped as u64;
                *lost = if left == 0 { Lost::No } else { Lost::InPayload(left) };
                bytes.get(skipped..).filter(|rest| !rest.is_empty())
            }
        }
    }

    /// Where the gap lies inside a payload whose length is known, the next frame is found exactly;
    /// else reading goes on only where a segment plainly begins one.
    fn gap(&mut self, gap: &Gap, teller: &mut Teller<'_>) {
        let role = gap.from.unwrap_or_else(|| self.role(gap.way, &[]));
        let missing = self.conversation.missing_bytes(Some(role));
        let within = Within { stream: Some(gap.stream), time: None };
        self.conversation.cut(Some(role), &mut |event| teller.event(event, within));
        self.conversation.resume(Some(role));
        let lost = self.lost_of(role);
        *lost = match (*lost, missing) {
            (Lost::No, Some(missing)) if missing == gap.missing_bytes => Lost::No,
            (Lost::No, Some(missing)) if missing > gap.missing_bytes => {
                Lost::InPayload(missing - gap.missing_bytes)
            }
            (Lost::InPayload(rest), _) if rest == gap.missing_bytes => Lost::No,
            (Lost::InPayload(rest), _) if rest > gap.missing_bytes => {
                Lost::InPayload(rest - gap.missing_bytes)
            }
            _ => Lost::Between,
        };
    }

    fn close(&mut self, closed: &Closed, teller: &mut Teller<'_>) {
        let within = Within { stream: Some(closed.stream), time: None };
        let mut on = |event: conversation::Event<'_>| teller.event(event, within);
        match closed.how {
            How::Fin | How::Rst => self.conversation.close(None, &mut on),
            How::End | How::Replaced | How::Evicted => self.conversation.finish(&mut on),
        }
    }

    const fn lost_of(&mut self, role: Role) -> &mut Lost {
        let [client, server] = &mut self.lost;
        match role {
            Role::Client => client,
            Role::Server => server,
        }
    }
}
