//! What a newcomer says first: its request is read and answered, and whoever does not speak
//! WebSocket is told apart and told off kindly.

use std::time::Instant;

use super::endpoint::Endpoint;
use super::hub::Hub;
use super::link::Stage;
use super::settings::Settings;
use super::upgrade::{NOT_HTTP, Reply, Service, reply};
use crate::bits::Span;
use crate::conversation::Opening;
use crate::finding::{Fault, Finding, Level, UnfinishedHead};
use crate::handshake::judge::judge;
use crate::handshake::{Answer, Beginning, DeflateParams, Head, begins_like_head};
use crate::journal::{Happening, How, Trouble, Visitor};
use crate::terms::{CloseCode, Role};

impl Hub {
    /// Takes bytes of a request.
    pub(super) fn head_came(&mut self, key: usize, bytes: &[u8]) {
        let Some(link) = self.links.get_mut(key) else { return };
        let Stage::Head(held) = &mut link.stage else { return };
        held.extend_from_slice(bytes);
        let held = std::mem::take(held);
        match begins_like_head(&held) {
            Beginning::Maybe => self.wait_for_more(key, held),
            Beginning::Tls => self.visited(key, Visitor::Tls, &[]),
            Beginning::No | Beginning::Answer => {
                self.visited(key, Visitor::NotHttp(held.get(..32).unwrap_or(&held)), NOT_HTTP);
            }
            Beginning::Request | Beginning::Http2 => match Head::read(&held) {
                Ok((head, used)) => {
                    self.request_came(key, &head);
                    let behind = held.get(used..).unwrap_or_default();
                    if !behind.is_empty() {
                        self.frames_came(key, behind);
                    }
                }
                Err(_) if held.len() > Settings::MAX_REQUEST => self.too_long(key, &held),
                Err(_) => self.wait_for_more(key, held),
            },
        }
    }

    fn wait_for_more(&mut self, key: usize, held: Vec<u8>) {
        if let Some(link) = self.links.get_mut(key) {
            link.stage = Stage::Head(held);
        }
    }

    /// Tells what there is of a request that never became whole.
    pub(super) fn head_ended(&mut self, key: usize) {
        let Some(link) = self.links.get_mut(key) else { return };
        let Stage::Head(held) = &mut link.stage else { return };
        let held = std::mem::take(held);
        match begins_like_head(&held) {
            Beginning::Request | Beginning::Http2 => {
                let head = Head::read_cut(&held);
                self.tell_head(key, Role::Client, &head, None, &judge(&head, None));
            }
            _ => {
                self.totals.visitors += 1;
                let visitor = match held.get(..32).unwrap_or(&held) {
                    [] => Visitor::Silent,
                    start => Visitor::NotHttp(start),
                };
                self.turn(key, |link, turn| {
                    turn.log.tell(turn.number, Happening::Visitor(visitor));
                    link.how = Some(How::Visited);
                });
            }
        }
    }

    /// Refuses a request that does not end.
    fn too_long(&mut self, key: usize, held: &[u8]) {
        let head = Head::read_cut(held);
        let fault = Fault::from(UnfinishedHead::TooLong);
        let because = Finding::in_head(fault, Span::new(held.len(), held.len()));
        let bytes = Answer::Refuse { status: 431, because }.write();
        self.refuse(key, &head, &[because], &bytes, 431, fault);
    }

    /// Tells of somebody who opens no WebSocket connection, says `answer`, and lets go.
    fn visited(&mut self, key: usize, visitor: Visitor<'_>, answer: &[u8]) {
        self.totals.visitors += 1;
        self.farewell(key, Happening::Visitor(visitor), How::Visited, answer);
    }

    /// Turns a newcomer away for want of room.
    pub(super) fn turn_away(&mut self, key: usize, trouble: Trouble<'_>, answer: &[u8]) {
        self.introduce(key);
        self.farewell(key, Happening::Trouble(trouble), How::Dropped, answer);
    }

    /// Says the last words on a connection that was never opened.
    fn farewell(&mut self, key: usize, what: Happening<'_>, how: How, answer: &[u8]) {
        self.turn(key, |link, turn| {
            turn.log.tell(turn.number, what);
            link.how = Some(how);
        });
        if !answer.is_empty() {
            self.send_bytes(key, answer);
        }
        if let Some(link) = self.links.get_mut(key) {
            link.drain(Instant::now());
        }
    }

    fn request_came(&mut self, key: usize, request: &Head) {
        let reply = reply(request, &self.doors, &self.settings);
        let mut findings = judge(request, None);
        match reply {
            Reply::Page { bytes, status, path } => {
                self.visited(key, Visitor::Page { path: &path, status }, &bytes);
            }
            Reply::NoService { bytes, path } => {
                self.visited(key, Visitor::NoService { path: &path }, &bytes);
            }
            Reply::Refuse { bytes, status, because } => {
                // That an origin is not served is the server's own judgement.
                if !findings.contains(&because) {
                    findings.push(because);
                }
                self.refuse(key, request, &findings, &bytes, status, because.fault);
            }
            Reply::Open { bytes, service, deflate } => {
                self.tell_head(key, Role::Client, request, None, &findings);
                self.tell_answer(key, &bytes, request);
                self.open_endpoint(key, bytes, service, deflate);
            }
        }
    }

    fn refuse(
        &mut self,
        key: usize,
        request: &Head,
        findings: &[Finding],
        answer: &[u8],
        status: u16,
        because: Fault,
    ) {
        self.totals.refused += 1;
        self.tell_head(key, Role::Client, request, None, findings);
        self.tell_answer(key, answer, request);
        self.send_bytes(key, answer);
        if let Some(link) = self.links.get_mut(key) {
            link.how = Some(How::Refused { status, because });
            link.drain(Instant::now());
        }
    }

    /// Sends the answer and opens the connection; a name that is taken closes it again.
    fn open_endpoint(
        &mut self,
        key: usize,
        answer: Vec<u8>,
        service: Service,
        deflate: Option<DeflateParams>,
    ) {
        self.totals.upgraded += 1;
        self.open_now += 1;
        self.totals.most_at_once = self.totals.most_at_once.max(self.open_now);
        let taken = match &service {
            Service::Direct(name) => self.names.contains_key(name).then(|| name.clone()),
            Service::Echo | Service::Group => None,
        };
        match &service {
            Service::Group => self.group.join(key),
            Service::Direct(name) if taken.is_none() => {
                self.names.insert(name.clone(), key);
            }
            Service::Direct(_) | Service::Echo => {}
        }
        let sent = answer.len() as u64;
        self.out.extend_from_slice(&answer);
        let endpoint = Endpoint::new(service, deflate, self.settings.max_message, sent);
        self.turn(key, |link, turn| {
            link.deadline = None;
            link.stage = Stage::Open(Box::new(endpoint));
            if let (Some(name), Some(endpoint)) = (&taken, link.endpoint()) {
                let ours = endpoint.ours_mut();
                ours.refuse(&Trouble::NameTaken { name }, turn);
                ours.close(CloseCode::POLICY_VIOLATION, "name taken", turn);
            }
        });
        if taken.is_some() {
            self.expect_close(key);
        }
        self.turn_is_over(key);
    }

    fn tell_answer(&mut self, key: usize, bytes: &[u8], request: &Head) {
        if self.log.is_on() {
            let answer = Head::read_cut(bytes);
            self.tell_head(key, Role::Server, &answer, Some(request), &[]);
        }
    }

    fn tell_head(
        &mut self,
        key: usize,
        role: Role,
        head: &Head,
        request: Option<&Head>,
        findings: &[Finding],
    ) {
        self.introduce(key);
        for finding in findings {
            *self.totals.findings.entry(finding.fault.rule()).or_default() += 1;
        }
        self.turn(key, |link, turn| {
            let errors = findings.iter().filter(|finding| finding.level == Level::Error).count();
            let [_, _, counted] = &mut link.counts;
            *counted += errors as u64;
            let opening = Opening { at: 0, role, head, request, findings };
            turn.log.tell(turn.number, Happening::Head(opening));
        });
    }
}
