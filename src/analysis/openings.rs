//! The opening handshakes of a connection: heads are read and judged, responses are given their
//! requests, and what they agree on holds for the frames behind them.

use super::Shared;
use super::body::BodyReader;
use super::connection::{Behind, Connection, Step, Work};
use super::lane::{Lane, Phase};
use super::told::{Cause, Place, Told};
use super::upgrade::{is_other_protocol, is_plain, is_readable};
use crate::dissection::{Half, Opening};
use crate::frame::judge::may_begin_frame;
use crate::handshake::head::MAX_BYTES;
use crate::handshake::judge::judge;
use crate::handshake::{Beginning, Head, begins_like_head};
use crate::slips::handshake::{HandshakeSlip, explain_behind};
use crate::terms::{HeaderName, Role, Rsv};

/// A request that waits for its response.
#[derive(Debug)]
pub(super) struct Asked {
    half: Half,
    place: Place,
    /// Whether it was told, and the response will be told alone.
    told: bool,
}

/// How many bytes behind a head may show what is wrong with it.
const SHOWN_BEHIND: usize = 64;

impl Connection {
    /// Reads a head, or sees that there is none.
    pub(super) fn read_head(
        &mut self,
        work: &Work<'_>,
        shared: &mut Shared,
        on: &mut impl FnMut(Told<'_>, Place),
    ) -> Step {
        let lane = self.lane(work.from);
        let input = work.view.unread(lane.read);
        let is_final = work.behind.is_final();
        if input.is_empty() || !lane.may_decide(input, is_final) {
            return Step::Wait;
        }
        match begins_like_head(input) {
            Beginning::Maybe if !is_final => Step::Wait,
            // A head may have begun; the rest of it is not in the input.
            Beginning::Maybe if work.behind == Behind::Gap => Step::Wait,
            // What TLS hides are no frames, but what it is shows best where frames are read.
            Beginning::Maybe | Beginning::No | Beginning::Tls => {
                self.end_of_heads(work, shared, on);
                Step::On
            }
            Beginning::Response if self.waits_for_request(work, input) => Step::Wait,
            Beginning::Request | Beginning::Response | Beginning::Http2 => {
                match Head::read(input) {
                    Ok((head, _)) => {
                        self.head(head, work, shared, on);
                        Step::On
                    }
                    Err(_) if is_final => {
                        self.head(Head::read_cut(input), work, shared, on);
                        Step::On
                    }
                    Err(_) => Step::Wait,
                }
            }
        }
    }

    /// Whether a response stands before its request, as it can in a capture.
    fn waits_for_request(&self, work: &Work<'_>, input: &[u8]) -> bool {
        let [client, _] = &self.lanes;
        let silent = client.read == 0 && !client.ended && self.asked.is_empty();
        let patient = input.len() <= MAX_BYTES && work.behind == Behind::Open;
        work.from == Some(Role::Server) && silent && patient
    }

    /// Whether that end has said something that was waiting for the other.
    pub(super) const fn waits_for_other(&mut self, role: Role) -> bool {
        let lane = self.lane(Some(role));
        matches!(lane.phase, Phase::Head(_)) && lane.read < lane.end
    }

    /// What comes is no head: frames, or what nobody asked to be one.
    fn end_of_heads(
        &mut self,
        work: &Work<'_>,
        shared: &mut Shared,
        on: &mut impl FnMut(Told<'_>, Place),
    ) {
        let asked_for_frames = |asked: &Asked| asked.half.head.value(HeaderName::Key).is_some();
        let no_frames =
            work.from.is_none() && self.asked.back().is_some_and(|asked| !asked_for_frames(asked));
        self.tell_asked(shared, work.place, on);
        let lane = self.lane(work.from);
        lane.phase = match no_frames {
            true => Phase::Body(Box::new(BodyReader::until_close(lane.read))),
            false => Phase::Frames,
        };
        lane.marks = [lane.read; 2];
        let read = lane.read;
        self.conversation.skip_to(work.from, read);
    }

    /// Takes a head that was read.
    fn head(
        &mut self,
        head: Head,
        work: &Work<'_>,
        shared: &mut Shared,
        on: &mut impl FnMut(Told<'_>, Place),
    ) {
        let role = head.sender().or(work.from).unwrap_or(Role::Client);
        let lane = self.lane(work.from);
        let at = lane.read;
        lane.read += head.bytes.len() as u64;
        let place = lane.place(lane.read, work.place);
        match role {
            Role::Client => self.request(head, at, place, work, on),
            Role::Server => self.response(head, at, place, work, shared, on),
        }
    }

    fn request(
        &mut self,
        head: Head,
        at: u64,
        place: Place,
        work: &Work<'_>,
        on: &mut impl FnMut(Told<'_>, Place),
    ) {
        let behind = at + head.bytes.len() as u64;
        let blameless = self.is_captured() && is_plain(&head);
        let findings = if blameless { Vec::new() } else { judge(&head, None) };
        self.upgrade.asked(&head);
        self.lane(work.from).phase = match BodyReader::of_request(&head, behind) {
            _ if !is_readable(&head) => Phase::Body(Box::new(BodyReader::until_close(behind))),
            Some(body) => Phase::Body(Box::new(body)),
            None => Phase::BehindHead(Role::Client, false),
        };
        let at = usize::try_from(at).unwrap_or(usize::MAX);
        let Place { time, packet, .. } = place;
        let half = Half { time, packet, ..Half::new(head, at, findings) };
        self.asked.push_back(Asked { half, place, told: false });
        // After another request comes another response.
        if work.from.is_some()
            && matches!(&self.lane(Some(Role::Server)).phase, Phase::Body(body) if body.is_endless())
        {
            self.end_body(Some(Role::Server), place, on);
        }
    }

    fn response(
        &mut self,
        head: Head,
        at: u64,
        place: Place,
        work: &Work<'_>,
        shared: &mut Shared,
        on: &mut impl FnMut(Told<'_>, Place),
    ) {
        let behind = at + head.bytes.len() as u64;
        let status = head.status();
        let is_interim = matches!(status, Some(100 | 102..=199));
        if is_interim {
            self.tell_asked(shared, place, on);
        }
        let asked = if is_interim { None } else { self.asked.pop_front() };
        let request = asked.as_ref().or(self.asked.front()).map(|asked| &asked.half.head);
        let blameless = self.is_captured() && request.is_some_and(is_plain);
        let findings = if blameless {
            Vec::new()
        } else {
            // What a cut request did not offer, its lost lines may.
            judge(&head, request.filter(|request| is_readable(request)))
        };
        self.upgrade.answered(&head, request);
        let is_other = status == Some(101) && is_other_protocol(&head);
        let body = match status {
            _ if !is_readable(&head) || is_other => Some(BodyReader::until_close(behind)),
            Some(101) => None,
            _ => BodyReader::of_response(&head, request, behind),
        };
        let agrees = status == Some(101) && body.is_none();
        let at = usize::try_from(at).unwrap_or(usize::MAX);
        let Place { time, packet, .. } = place;
        let half = Half { time, packet, ..Half::new(head, at, findings) };
        let opening = self.told(asked, Some(half), place, shared, on);
        let is_shown =
            opening.claims.iter().any(|claim| claim.slip == HandshakeSlip::BodyBeforeFrames);
        let phase = match body {
            Some(body) => Phase::Body(Box::new(body)),
            None if agrees => Phase::BehindHead(Role::Server, is_shown),
            None => Phase::Head(0),
        };
        let client = self.lane(Some(Role::Client));
        let waits = matches!(client.phase, Phase::Head(_) | Phase::BehindHead(..));
        if is_other && work.from.is_some() && waits {
            client.phase = Phase::Body(Box::new(BodyReader::until_close(client.read)));
        }
        if agrees {
            self.conversation.agree(opening.agreement.deflate);
            let client = self.lane(Some(Role::Client));
            if work.from.is_some() && matches!(client.phase, Phase::Head(_)) {
                client.marks = [client.read; 2];
                client.phase = Phase::Frames;
                let read = client.read;
                self.conversation.skip_to(Some(Role::Client), read);
            }
        }
        self.lane(work.from).phase = phase;
    }

    /// Tells a request, a response, or both, with what accounts for what is wrong in them.
    fn told(
        &mut self,
        asked: Option<Asked>,
        response: Option<Half>,
        place: Place,
        shared: &mut Shared,
        on: &mut impl FnMut(Told<'_>, Place),
    ) -> Opening {
        let was_told = asked.as_ref().is_some_and(|asked| asked.told);
        let request = asked.map(|asked| asked.half);
        let told_before = request.clone().filter(|_| was_told);
        let mut opening = Opening::of(request, response);
        if told_before.is_some() {
            let before = Opening::of(told_before, None).claims;
            opening.claims.retain(|claim| !before.contains(claim));
        }
        if self.has_gap && opening.halves().any(|half| !is_readable(&half.head)) {
            opening.claims.clear();
        }
        if self.is_captured() && opening.request.as_ref().is_some_and(|half| is_plain(&half.head)) {
            opening.claims.clear();
        }
        if was_told {
            opening.request = None;
        }
        shared.tally.add_opening(&opening);
        on(Told::Opening(&opening), place);
        opening
    }

    /// Tells the requests that wait for their responses.
    pub(super) fn tell_asked(
        &mut self,
        shared: &mut Shared,
        place: Place,
        on: &mut impl FnMut(Told<'_>, Place),
    ) {
        for index in 0..self.asked.len() {
            let Some(asked) = self.asked.get_mut(index).filter(|asked| !asked.told) else {
                continue;
            };
            asked.told = true;
            let place = if asked.place == Place::default() { place } else { asked.place };
            let alone = Asked { half: asked.half.clone(), place, told: false };
            self.told(Some(alone), None, place, shared, on);
        }
    }

    /// Looks at the bytes behind a head, where no frame begins there.
    pub(super) fn read_behind_head(
        &mut self,
        work: &Work<'_>,
        shared: &mut Shared,
        on: &mut impl FnMut(Told<'_>, Place),
    ) -> Step {
        let lane = self.lane(work.from);
        let Phase::BehindHead(role, is_shown) = lane.phase else { return Step::On };
        let input = work.view.unread(lane.read);
        if input.is_empty() && !work.behind.is_final() {
            return Step::Wait;
        }
        let another = match role {
            Role::Client => match begins_like_head(input) {
                Beginning::Maybe if !work.behind.is_final() => return Step::Wait,
                beginning => beginning != Beginning::No,
            },
            Role::Server => false,
        };
        let fits = another
            || is_shown
            || input.first().is_none_or(|byte| may_begin_frame(&[*byte], Rsv::RSV1));
        if !fits && input.len() < SHOWN_BEHIND && !work.behind.is_final() {
            return Step::Wait;
        }
        lane.phase = match role {
            Role::Client => Phase::Head(0),
            Role::Server => Phase::Frames,
        };
        if role == Role::Server {
            let read = lane.read;
            lane.marks = [read; 2];
            self.conversation.skip_to(work.from, read);
        }
        if !fits {
            let shown = input.get(..SHOWN_BEHIND).unwrap_or(input);
            let request = self.asked.back().filter(|_| role == Role::Client);
            let claims = explain_behind(request.map(|asked| &asked.half.head), shown);
            if !claims.is_empty() {
                self.tell_asked(shared, work.place, on);
                shared.tally.add_head_claims(&claims);
                on(Told::Cause(Cause::Heads(&claims)), work.place);
            }
        }
        Step::On
    }
}

impl Lane {
    /// Whether the bytes that came can end a head or show that there is none: so that a head that
    /// comes byte by byte is not read over and over.
    fn may_decide(&mut self, input: &[u8], is_final: bool) -> bool {
        let Phase::Head(seen) = &mut self.phase else { return true };
        let fresh = input.get(*seen..).unwrap_or_default();
        let decides = |byte: &u8| *byte == b'\n' || !(byte.is_ascii_graphic() || *byte == b' ');
        let before = std::mem::replace(seen, input.len());
        is_final || before < 32 || input.len() > MAX_BYTES || fresh.iter().any(decides)
    }
}
