//! What a newcomer says first: its request is read and answered, and whoever does not speak
//! WebSocket is told apart and told off kindly.

use std::time::Instant;

use super::connection::Stage;
use super::hub::Hub;
use super::names::read_name;
use super::session::Session;
use super::settings::Settings;
use super::upgrade::{NOT_HTTP, Reply, Service, reply};
use crate::bits::Span;
use crate::finding::{Fault, Finding, Level, UnfinishedHead};
use crate::handshake::JudgedHead;
use crate::handshake::judge::judge;
use crate::handshake::{Beginning, DeflateParams, Head, Response, begins_like_head};
use crate::journal::{Happening, HowEnded, Trouble, Visitor};
use crate::terms::{CloseCode, Role};

impl Hub {
    /// Takes bytes of a request.
    pub(super) fn head_came(&mut self, key: usize, bytes: &[u8]) {
        let Some(connection) = self.connections.get_mut(key) else { return };
        let Stage::Head(held) = &mut connection.stage else { return };
        held.extend_from_slice(bytes);
        let held = std::mem::take(held);
        match begins_like_head(&held) {
            Beginning::Maybe => self.wait_for_more(key, held),
            Beginning::Tls => self.visited(key, Visitor::Tls, &[]),
            Beginning::No | Beginning::Response => {
                self.visited(key, Visitor::NotHttp(held.get(..32).unwrap_or(&held)), NOT_HTTP);
            }
            Beginning::Request | Beginning::Http2 => match Head::read(&held) {
                // However it came, in one write too.
                Ok((_, used)) if used > Settings::MAX_REQUEST => self.too_long(key, &held),
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
        if let Some(connection) = self.connections.get_mut(key) {
            connection.stage = Stage::Head(held);
        }
    }

    /// Tells what there is of a request that never became whole.
    pub(super) fn head_ended(&mut self, key: usize) {
        let Some(connection) = self.connections.get_mut(key) else { return };
        let Stage::Head(held) = &mut connection.stage else { return };
        let held = std::mem::take(held);
        match begins_like_head(&held) {
            Beginning::Request | Beginning::Http2 => {
                let head = Head::read_cut(&held);
                self.log_head(key, Role::Client, &head, None, &judge(&head, None));
            }
            _ => {
                self.totals.visitors += 1;
                let visitor = match held.get(..32).unwrap_or(&held) {
                    [] => Visitor::Silent,
                    start => Visitor::NotHttp(start),
                };
                self.turn(key, |connection, turn| {
                    turn.log.tell(turn.number, Happening::Visitor(visitor));
                    connection.how = Some(HowEnded::Visited);
                });
            }
        }
    }

    /// Refuses a request that does not end.
    fn too_long(&mut self, key: usize, held: &[u8]) {
        let head = Head::read_cut(held);
        let fault = Fault::from(UnfinishedHead::TooLong);
        let because = Finding::in_head(fault, Span::new(held.len(), held.len()));
        let bytes = Response::Refuse { status: 431, because }.write();
        self.refuse(key, &head, &[because], &bytes, 431, fault);
    }

    /// Tells of somebody who opens no WebSocket connection, says `response`, and lets go.
    fn visited(&mut self, key: usize, visitor: Visitor<'_>, response: &[u8]) {
        self.totals.visitors += 1;
        self.farewell(key, Happening::Visitor(visitor), HowEnded::Visited, response);
    }

    /// Turns a newcomer away for want of room.
    pub(super) fn turn_away(&mut self, key: usize, trouble: Trouble<'_>, response: &[u8]) {
        self.introduce(key);
        self.farewell(key, Happening::Trouble(trouble), HowEnded::Dropped, response);
    }

    /// Sends the last response on a connection that was never opened.
    fn farewell(&mut self, key: usize, what: Happening<'_>, how: HowEnded, response: &[u8]) {
        self.turn(key, |connection, turn| {
            turn.log.tell(turn.number, what);
            connection.how = Some(how);
        });
        if !response.is_empty() {
            self.send_bytes(key, response);
        }
        if let Some(connection) = self.connections.get_mut(key) {
            connection.drain(Instant::now());
        }
    }

    fn request_came(&mut self, key: usize, request: &Head) {
        let reply = reply(request, &self.origins, &self.settings);
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
                self.log_head(key, Role::Client, request, None, &findings);
                self.log_response(key, &bytes, request);
                self.open_session(key, bytes, service, deflate);
            }
        }
    }

    fn refuse(
        &mut self,
        key: usize,
        request: &Head,
        findings: &[Finding],
        response: &[u8],
        status: u16,
        because: Fault,
    ) {
        self.totals.refused += 1;
        self.log_head(key, Role::Client, request, None, findings);
        self.log_response(key, response, request);
        self.send_bytes(key, response);
        if let Some(connection) = self.connections.get_mut(key) {
            connection.how = Some(HowEnded::Refused { status, because });
            connection.drain(Instant::now());
        }
    }

    /// Sends the response and opens the connection; a name that is taken closes it again.
    fn open_session(
        &mut self,
        key: usize,
        response: Vec<u8>,
        service: Service,
        deflate: Option<DeflateParams>,
    ) {
        self.totals.upgraded += 1;
        self.totals.most_at_once = self.totals.most_at_once.max(self.connections.opened());
        let asked = match &service {
            Service::Direct(asked) => asked.clone(),
            Service::Echo | Service::Group => String::new(),
        };
        let (service, refused) = self.claim_name(key, service, &asked);
        if service == Service::Group {
            self.group.join(key);
        }
        let sent = response.len() as u64;
        self.buffers.out.extend_from_slice(&response);
        let session = Session::new(service, deflate, self.settings.max_message, sent);
        self.turn(key, |connection, turn| {
            connection.deadline = None;
            connection.stage = Stage::Open(Box::new(session));
            if let (Some((trouble, reason)), Some(session)) = (&refused, connection.session()) {
                session.refuse(trouble, turn);
                session.close(CloseCode::POLICY_VIOLATION, reason, turn);
            }
        });
        if refused.is_some() {
            self.expect_close(key);
        }
        self.turn_is_over(key);
    }

    /// Assigns to a connection of the one-to-one chat the name that it asks for; returns what it is for
    /// under that name, or why it cannot have it.
    fn claim_name<'a>(
        &mut self,
        key: usize,
        service: Service,
        asked: &'a str,
    ) -> (Service, Option<(Trouble<'a>, &'static str)>) {
        if !matches!(service, Service::Direct(_)) {
            return (service, None);
        }
        match read_name(asked) {
            Err(why) => (service, Some((Trouble::BadName { name: asked, why }, "bad name"))),
            Ok(name) if self.names.claim(&name, key) => (Service::Direct(name), None),
            Ok(_) => (service, Some((Trouble::NameTaken { name: asked }, "name taken"))),
        }
    }

    fn log_response(&mut self, key: usize, bytes: &[u8], request: &Head) {
        if self.log.is_on() {
            let response = Head::read_cut(bytes);
            self.log_head(key, Role::Server, &response, Some(request), &[]);
        }
    }

    fn log_head(
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
        self.turn(key, |connection, turn| {
            let errors = findings.iter().filter(|finding| finding.level == Level::Error).count();
            let [_, _, counted] = &mut connection.counts;
            *counted += errors as u64;
            let opening = JudgedHead { at: 0, role, head, request, findings };
            turn.log.tell(turn.number, Happening::Head(opening));
        });
    }
}
