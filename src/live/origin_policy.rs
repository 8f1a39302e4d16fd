//! Who may talk to the server: its Host and Origin headers are judged, so that a foreign web page
//! cannot reach a student's server through the student's own browser (RFC 6455 section 10.2).
//!
//! Clients that are no browsers send no Origin and are let in; so is `null`, a page opened from a
//! file. May import `finding`, `handshake` and `terms`.

use std::net::IpAddr;

use crate::finding::{Finding, Level, Origin};
use crate::handshake::Head;
use crate::terms::HeaderName;

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
        let own = host.as_ref().map(|(text, _)| host_of(text));
        if let (Some((_, span)), Some(own)) = (&host, own)
            && !self.is_known_host(own)
        {
            return Some(fault(Origin::UnknownHost, *span));
        }
        let (text, span) = request.value(HeaderName::Origin)?;
        let origin = lower(text);
        let from = origin.split_once("://").map(|(_, authority)| host_of(authority));
        let served = origin == "null"
            || self.origins.contains(&origin)
            || from.is_some_and(|from| is_loopback(from) || own == Some(from));
        (!served).then(|| fault(Origin::NotAllowed, span))
    }

    /// Whether the server may be called by this name. An address is no name that could be made to
    /// point here.
    fn is_known_host(&self, host: &str) -> bool {
        let is_of = |origin: &String| {
            origin.split_once("://").is_some_and(|(_, authority)| host_of(authority) == host)
        };
        is_loopback(host) || host.parse::<IpAddr>().is_ok() || self.origins.iter().any(is_of)
    }
}

fn lower(text: &[u8]) -> String {
    String::from_utf8_lossy(text).to_ascii_lowercase()
}

/// The host of `host[:port]`, without the brackets of an IPv6 address.
fn host_of(authority: &str) -> &str {
    match authority.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, _)) => address,
        None => authority.split_once(':').map_or(authority, |(host, _)| host),
    }
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
    #[case("localhost:9527", "null")]
    #[case("[::1]:9527", "http://[::1]:8080")]
    #[case("192.168.15.113:9527", "http://192.168.15.113:8000")]
    #[case("192.168.15.113", "HTTP://LOCALHOST")]
    #[case("chat.example:80", "https://chat.example")]
    fn the_own_machine_a_file_and_what_was_named_may_talk(
        #[case] host: &str,
        #[case] origin: &str,
    ) {
        assert_eq!(judged(host, origin, "https://Chat.example/"), None);
    }

    #[rstest]
    #[case("127.0.0.1:9527", "https://evil.example", Origin::NotAllowed)]
    #[case("127.0.0.1:9527", "https://localhost.evil.example", Origin::NotAllowed)]
    #[case("192.168.15.113:9527", "http://192.168.15.114", Origin::NotAllowed)]
    #[case("evil.example:9527", "http://evil.example:9527", Origin::UnknownHost)]
    #[case("127.0.0.1.evil.example", "null", Origin::UnknownHost)]
    fn a_foreign_page_and_a_foreign_name_may_not(
        #[case] host: &str,
        #[case] origin: &str,
        #[case] fault: Origin,
    ) {
        assert_eq!(judged(host, origin, "https://chat.example"), Some(fault));
    }

    #[test]
    fn a_client_that_is_no_browser_sends_no_origin_and_is_let_in() {
        let head = Head::write("GET / HTTP/1.1", &[("Host", "127.0.0.1")]);
        assert_eq!(OriginPolicy::default().judge(&Head::read_cut(&head)), None);
    }
}
