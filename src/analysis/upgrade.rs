//! How far a captured connection came to be a WebSocket: whether one was asked for, and what came of it.

use super::Shared;
use super::connection::Connection;
use super::told::{Place, Told};
use crate::bits::Span;
use crate::conversation::SideEnd;
use crate::finding::{Finding, Level, UpgradeUnanswered};
use crate::handshake::{Head, HeadEnd, StartLine};
use crate::terms::{HeaderName, Role};

/// What came of asking for an upgrade.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Upgrade {
    /// Nobody asked.
    #[default]
    NotAsked,
    /// Somebody asked; this is how it stands.
    Unanswered(UpgradeUnanswered),
    /// It was agreed to, or bytes are missing that may have done so.
    Settled,
}

impl Upgrade {
    /// Learns of a request.
    pub(super) fn asked(&mut self, request: &Head) {
        if *self != Self::Settled && is_readable(request) && !is_plain(request) {
            *self = Self::Unanswered(UpgradeUnanswered::Silent);
        }
    }

    /// Learns of a response, and of the request that it answers.
    pub(super) fn answered(&mut self, response: &Head, request: Option<&Head>) {
        if !matches!(self, Self::Unanswered(_)) || request.is_some_and(is_plain) {
            return;
        }
        *self = match response.status() {
            _ if !is_readable(response) => Self::Unanswered(UpgradeUnanswered::Half),
            Some(100 | 102..=199) => return,
            Some(101) | None => Self::Settled,
            Some(status) => Self::Unanswered(UpgradeUnanswered::Refused(status)),
        };
    }
}

impl Connection {
    /// Whether this is a connection of a capture: both directions are here, as far as they were
    /// caught, and what stands before an upgrade is nobody's handshake.
    pub(super) const fn is_captured(&self) -> bool {
        self.number.is_some()
    }

    /// Tells that an upgrade was asked for, and did not come (H21). `seen`: so was the end of the
    /// connection; else the response may still be on its way.
    pub(super) fn end_of_upgrade(
        &self,
        seen: bool,
        shared: &mut Shared,
        on: &mut impl FnMut(Told<'_>, Place),
    ) {
        let Upgrade::Unanswered(fault) = self.upgrade else { return };
        if !self.is_captured() {
            return;
        }
        let level = if seen { Level::Error } else { Level::Incomplete };
        let findings = [Finding::on_wire(fault, Span::default()).at_level(level)];
        shared.tally.add_findings(&findings);
        on(Told::Ended(SideEnd { role: Role::Server, findings: &findings }), self.place());
    }
}

/// Whether it is known where a head ends.
pub(super) const fn is_readable(head: &Head) -> bool {
    matches!(head.end, HeadEnd::BlankLine | HeadEnd::NoBlankLine)
}

/// Whether a request asks for something else than WebSocket: a page, or another protocol.
pub(super) fn is_plain(request: &Head) -> bool {
    let asks = [
        HeaderName::Key,
        HeaderName::Version,
        HeaderName::Extensions,
        HeaderName::Protocol,
        HeaderName::Key1,
    ];
    matches!(request.start, StartLine::Request { .. })
        && is_readable(request)
        && asks.into_iter().all(|name| request.value(name).is_none())
        && !request.value(HeaderName::Upgrade).is_some_and(|(to, _)| names_websocket(to))
}

/// Whether a response with 101 switches to something else than WebSocket.
pub(super) fn is_other_protocol(response: &Head) -> bool {
    let accepts = response.value(HeaderName::Accept).is_some();
    !accepts && response.value(HeaderName::Upgrade).is_some_and(|(to, _)| !names_websocket(to))
}

fn names_websocket(protocol: &[u8]) -> bool {
    protocol.to_ascii_lowercase().windows(9).any(|part| part == b"websocket")
}
