//! The names of header fields that a handshake knows, and those that usually travel with it.
//! Names are compared without case, as HTTP does (RFC 6455 section 4.1, last note).

use std::fmt;

/// A header field that this tool can say something about. Shown as it is usually spelled.
///
/// ```
/// use ws_inspect::terms::HeaderName;
///
/// assert_eq!(HeaderName::of(b"sec-websocket-key"), Some(HeaderName::Key));
/// assert_eq!(HeaderName::Key.to_string(), "Sec-WebSocket-Key");
/// ```
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it; prose has a sentence for each")]
pub enum HeaderName {
    Host,
    Upgrade,
    Connection,
    Key,
    Accept,
    Version,
    Protocol,
    Extensions,
    Origin,
    Key1,
    Key2,
    ObsoleteLocation,
    ObsoleteOrigin,
    ObsoleteProtocol,
    Draft,
    UserAgent,
    Cookie,
    SetCookie,
    Authorization,
    ProxyAuthorization,
    ApiKey,
    ContentLength,
    TransferEncoding,
    ContentType,
    HttpAccept,
    AcceptEncoding,
    AcceptLanguage,
    CacheControl,
    Pragma,
    UpgradeInsecureRequests,
    Referer,
    SecFetch,
    KeepAlive,
    Date,
    Server,
    Forwarded,
    Location,
    WwwAuthenticate,
    RetryAfter,
}

impl HeaderName {
    /// Every name, as the RFC that registers it spells it.
    const TABLE: [(&'static str, Self); 53] = [
        ("Host", Self::Host),
        ("Upgrade", Self::Upgrade),
        ("Connection", Self::Connection),
        ("Sec-WebSocket-Key", Self::Key),
        ("Sec-WebSocket-Accept", Self::Accept),
        ("Sec-WebSocket-Version", Self::Version),
        ("Sec-WebSocket-Protocol", Self::Protocol),
        ("Sec-WebSocket-Extensions", Self::Extensions),
        ("Origin", Self::Origin),
        ("Sec-WebSocket-Key1", Self::Key1),
        ("Sec-WebSocket-Key2", Self::Key2),
        ("WebSocket-Location", Self::ObsoleteLocation),
        ("Sec-WebSocket-Location", Self::ObsoleteLocation),
        ("WebSocket-Origin", Self::ObsoleteOrigin),
        ("Sec-WebSocket-Origin", Self::ObsoleteOrigin),
        ("WebSocket-Protocol", Self::ObsoleteProtocol),
        ("Sec-WebSocket-Draft", Self::Draft),
        ("User-Agent", Self::UserAgent),
        ("Cookie", Self::Cookie),
        ("Cookie2", Self::Cookie),
        ("Set-Cookie", Self::SetCookie),
        ("Authorization", Self::Authorization),
        ("Proxy-Authorization", Self::ProxyAuthorization),
        ("X-Api-Key", Self::ApiKey),
        ("X-Auth-Token", Self::ApiKey),
        ("X-Amz-Security-Token", Self::ApiKey),
        ("Content-Length", Self::ContentLength),
        ("Transfer-Encoding", Self::TransferEncoding),
        ("Content-Type", Self::ContentType),
        ("Accept", Self::HttpAccept),
        ("Accept-Encoding", Self::AcceptEncoding),
        ("Accept-Language", Self::AcceptLanguage),
        ("Cache-Control", Self::CacheControl),
        ("Pragma", Self::Pragma),
        ("Upgrade-Insecure-Requests", Self::UpgradeInsecureRequests),
        ("Referer", Self::Referer),
        ("Sec-Fetch-Dest", Self::SecFetch),
        ("Sec-Fetch-Mode", Self::SecFetch),
        ("Sec-Fetch-Site", Self::SecFetch),
        ("Sec-Fetch-User", Self::SecFetch),
        ("Sec-Fetch-Storage-Access", Self::SecFetch),
        ("Keep-Alive", Self::KeepAlive),
        ("Date", Self::Date),
        ("Server", Self::Server),
        ("Forwarded", Self::Forwarded),
        ("Via", Self::Forwarded),
        ("X-Forwarded-For", Self::Forwarded),
        ("X-Forwarded-Proto", Self::Forwarded),
        ("X-Forwarded-Host", Self::Forwarded),
        ("X-Real-IP", Self::Forwarded),
        ("Location", Self::Location),
        ("WWW-Authenticate", Self::WwwAuthenticate),
        ("Retry-After", Self::RetryAfter),
    ];

    /// The header field of that name, in any case; `None` for one that is not in the table.
    pub fn of(name: &[u8]) -> Option<Self> {
        let mut table = Self::TABLE.iter();
        table.find(|(known, _)| is_spelled(known, name)).map(|row| row.1)
    }

    /// The usual spelling; of several names for one thing, the first.
    pub fn spelling(self) -> &'static str {
        let mut table = Self::TABLE.iter();
        table.find(|(_, name)| *name == self).map_or("", |row| row.0)
    }

    /// The usual spelling of `name`, whatever its case; `None` for one that is not in the table.
    pub fn usual(name: &[u8]) -> Option<&'static str> {
        let mut table = Self::TABLE.iter();
        table.find(|(known, _)| is_spelled(known, name)).map(|row| row.0)
    }

    /// Whether its value lets whoever has it in, so that a screen hides it unless asked. The
    /// whole list is `handshake::secrets`.
    pub const fn is_secret(self) -> bool {
        matches!(
            self,
            Self::Cookie
                | Self::SetCookie
                | Self::Authorization
                | Self::ProxyAuthorization
                | Self::ApiKey
        )
    }

    /// Whether it belongs to drafts before RFC 6455.
    pub const fn is_obsolete(self) -> bool {
        matches!(
            self,
            Self::Key1
                | Self::Key2
                | Self::ObsoleteLocation
                | Self::ObsoleteOrigin
                | Self::ObsoleteProtocol
                | Self::Draft
        )
    }
}

impl fmt::Display for HeaderName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.spelling())
    }
}

/// Whether `name` is the known one in any case. The last byte tells most of one length apart.
#[inline]
fn is_spelled(known: &str, name: &[u8]) -> bool {
    let known = known.as_bytes();
    let last = |text: &[u8]| text.last().map(u8::to_ascii_lowercase);
    known.len() == name.len() && last(known) == last(name) && known.eq_ignore_ascii_case(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_in_any_case_and_has_one_spelling() {
        assert_eq!(HeaderName::of(b"sec-websocket-KEY"), Some(HeaderName::Key));
        assert_eq!(HeaderName::of(b"Sec-WebSocket-Ke"), None);
        for (spelling, name) in HeaderName::TABLE {
            assert_eq!(HeaderName::of(spelling.as_bytes()), Some(name));
            assert!(!name.spelling().is_empty());
        }
    }
}
