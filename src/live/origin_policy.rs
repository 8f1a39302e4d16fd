//! Who may talk to the server: its Host and Origin headers are judged, so that a foreign web page
//! cannot reach a student's server through the student's own browser (RFC 6455 section 10.2).
//!
//! Clients that are no browsers send no Origin and are let in. `null` is what a page opened from a file
//! sends, and what a sandboxed frame on any foreign page sends too: it is served only where it was
//! named. May import `finding`, `handshake` and `terms`.

use std::net::{IpAddr, Ipv6Addr};

use crate::finding::{Finding, Level, Origin};
use crate::handshake::Head;
use crate::terms::HeaderName;

/// The origin of a page that has none (RFC 6454 section 7).
const NULL: &str = "null";

/// The origins that are served besides this machine's own.
#[derive(Clone, Debug, Default)]
pub(super) struct OriginPolicy {
    /// As `https://example.com`, in lower case.
    origins: Vec<String>,
}

impl OriginPolicy {
    pub(super) fn new(origins: &[String]) -> Self {
        let lower = |origin: &String| origin.trim_end_matches('/').to_ascii_lowercase();
        Self { origins: origins.iter().map(lower).collect() }
    }

    /// H19, where the request comes from a page or by a name that is not served.
    pub(super) fn judge(&self, request: &Head) -> Option<Finding> {
        let fault = |fault: Origin, span| Finding::in_head(fault, span).at_level(Level::Error);
        let host = request.value(HeaderName::Host).map(|(text, span)| (lower(text), span));
        let own = host.as_ref().and_then(|(text, _)| host_of(text));
        if let Some((_, span)) = &host
            && !own.is_some_and(|own| self.is_known_host(own))
        {
            return Some(fault(Origin::UnknownHost, *span));
        }
        let (text, span) = request.value(HeaderName::Origin)?;
        let origin = lower(text);
        if self.origins.contains(&origin) {
            return None;
        }
        if origin == NULL {
            return Some(fault(Origin::Null, span));
        }
        let from = origin.split_once("://").and_then(|(_, authority)| host_of(authority));
        let served = from.is_some_and(|from| is_loopback(from) || own == Some(from));
        (!served).then(|| fault(Origin::NotAllowed, span))
    }

    /// Whether the server may be called by this name. An address is no name that could be made to
    /// point here.
    fn is_known_host(&self, host: &str) -> bool {
        let is_of = |origin: &String| {
            let authority = origin.split_once("://").map(|(_, authority)| authority);
            authority.and_then(host_of) == Some(host)
        };
        is_loopback(host) || host.parse::<IpAddr>().is_ok() || self.origins.iter().any(is_of)
    }
}

fn lower(text: &[u8]) -> String {
    String::from_utf8_lossy(text).to_ascii_lowercase()
}

/// The host of `host[:port]`, without the brackets of an IPv6 address; `None` where the text is
/// anything else (RFC 3986 section 3.2), so that two readers cannot see two hosts in it.
fn host_of(authority: &str) -> Option<&str> {
    let (host, behind) = match authority.strip_prefix('[') {
        Some(rest) => {
            let (address, behind) = rest.split_once(']')?;
            address.parse::<Ipv6Addr>().ok()?;
            (address, behind)
        }
        None => {
            let end = authority.find(':').unwrap_or(authority.len());
            let (name, behind) = authority.split_at_checked(end)?;
            let is_of_name = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
            (!name.is_empty() && name.bytes().all(is_of_name)).then_some((name, behind))?
        }
    };
    let is_port = |port: &str| port.parse::<u16>().is_ok() && !port.starts_with('+');
    (behind.is_empty() || behind.strip_prefix(':').is_some_and(is_port)).then_some(host)
}

fn is_loopback(host: &str) -> bool {
    host == "localhost"
        || host.ends_with(".localhost")
        || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::finding::Fault;

    fn judged(host: &str, origin: &str, extra: &str) -> Option<Origin> {
        let origins = OriginPolicy::new(&[extra.to_owned()]);
        let head = Head::write("GET / HTTP/1.1", &[("Host", host), ("Origin", origin)]);
        let found = origins.judge(&Head::read_cut(&head))?;
        match found.fault {
            Fault::Origin(fault) => Some(fault),
            other => panic!("{other:?}"),
        }
    }

    #[rstest]
    #[case("127.0.0.1:9527", "http://127.0.0.1:9527")]
    #[case("127.0.0.1:9527", "http://localhost:63342")]
    #[case("localhost:9527", "https://CHAT.example")]
    #[case("[::1]:9527", "http://[::1]:8080")]
    #[case("192.168.15.113:9527", "http://192.168.15.113:8000")]
    #[case("192.168.15.113", "HTTP://LOCALHOST")]
    #[case("chat.example:80", "https://chat.example")]
    fn the_own_machine_and_what_was_named_may_talk(#[case] host: &str, #[case] origin: &str) {
        assert_eq!(judged(host, origin, "https://Chat.example/"), None);
    }

    #[rstest]
    #[case("127.0.0.1:9527", "https://evil.example", Origin::NotAllowed)]
    #[case("127.0.0.1:9527", "https://localhost.evil.example", Origin::NotAllowed)]
    #[case("192.168.15.113:9527", "http://192.168.15.114", Origin::NotAllowed)]
    #[case("evil.example:9527", "http://evil.example:9527", Origin::UnknownHost)]
    #[case("127.0.0.1.evil.example", "null", Origin::UnknownHost)]
    #[case("localhost:9527", "null", Origin::Null)]
    #[case("[localhost]x.evil", "http://localhost", Origin::UnknownHost)]
    #[case("[::1]x.evil", "http://localhost", Origin::UnknownHost)]
    #[case("127.0.0.1:80@evil", "http://localhost", Origin::UnknownHost)]
    #[case("evil@127.0.0.1", "http://localhost", Origin::UnknownHost)]
    #[case("127.0.0.1:", "http://localhost", Origin::UnknownHost)]
    #[case("127.0.0.1, evil", "http://localhost", Origin::UnknownHost)]
    #[case("", "http://localhost", Origin::UnknownHost)]
    #[case("127.0.0.1:9527", "http://localhost:1@evil.example", Origin::NotAllowed)]
    #[case("127.0.0.1:9527", "http://[localhost]x.evil", Origin::NotAllowed)]
    #[case("127.0.0.1:9527", "http://localhost/@evil", Origin::NotAllowed)]
    fn a_foreign_page_and_a_foreign_name_may_not(
        #[case] host: &str,
        #[case] origin: &str,
        #[case] fault: Origin,
    ) {
        assert_eq!(judged(host, origin, "https://chat.example"), Some(fault));
    }

    #[test]
    fn a_page_without_an_origin_may_talk_where_that_was_named() {
        assert_eq!(judged("localhost", "null", "null"), None);
    }

    #[test]
    fn a_client_that_is_no_browser_sends_no_origin_and_is_let_in() {
        let head = Head::write("GET / HTTP/1.1", &[("Host", "127.0.0.1")]);
        assert_eq!(OriginPolicy::default().judge(&Head::read_cut(&head)), None);
    }
}
