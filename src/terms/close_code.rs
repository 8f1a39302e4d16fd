//! Why a connection was closed.

use std::fmt;

/// The 16-bit status code of a Close frame (RFC 6455 section 7.4), any value.
///
/// ```
/// use ws_inspect::terms::CloseCode;
///
/// assert_eq!(CloseCode::PROTOCOL_ERROR.name(), Some("protocol error"));
/// assert!(CloseCode(4000).may_be_sent() && !CloseCode(1006).may_be_sent());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CloseCode(pub u16);

impl CloseCode {
    /// 1000: the purpose of the connection is fulfilled.
    pub const NORMAL: Self = Self(1000);
    /// 1005: the Close frame had no code. Never sent; a program is told so (RFC 6455 section 7.1.5).
    pub const NO_STATUS_RECEIVED: Self = Self(1005);
    /// 1006: there was no Close frame. Never sent; a program is told so (RFC 6455 section 7.1.5).
    pub const ABNORMAL_CLOSURE: Self = Self(1006);
    /// 1001: a server goes down or a browser leaves the page.
    pub const GOING_AWAY: Self = Self(1001);
    /// 1002: the peer broke the protocol.
    pub const PROTOCOL_ERROR: Self = Self(1002);
    /// 1003: a type of data that this endpoint cannot accept.
    pub const UNSUPPORTED_DATA: Self = Self(1003);
    /// 1007: data that does not fit the message's type, such as text that is not UTF-8.
    pub const INVALID_PAYLOAD: Self = Self(1007);
    /// 1008: a policy is violated.
    pub const POLICY_VIOLATION: Self = Self(1008);
    /// 1009: a message too big to take.
    pub const MESSAGE_TOO_BIG: Self = Self(1009);
    /// 1010: the client wanted an extension that the server did not agree to.
    pub const MANDATORY_EXTENSION: Self = Self(1010);
    /// 1011: the server met a condition that it did not expect.
    pub const INTERNAL_ERROR: Self = Self(1011);

    /// The registered name in lower case, from RFC 6455 section 7.4.1 and, for 1012 to 1014,
    /// IANA's "WebSocket Close Code Number Registry". `None` where nothing is registered.
    pub const fn name(self) -> Option<&'static str> {
        Some(match self.0 {
            1000 => "normal closure",
            1001 => "going away",
            1002 => "protocol error",
            1003 => "unsupported data",
            1004 => "reserved",
            1005 => "no status received",
            1006 => "abnormal closure",
            1007 => "invalid payload data",
            1008 => "policy violation",
            1009 => "message too big",
            1010 => "mandatory extension",
            1011 => "internal error",
            1012 => "service restart",
            1013 => "try again later",
            1014 => "bad gateway",
            1015 => "tls handshake",
            _ => return None,
        })
    }

    /// Whether an endpoint may put the code into a Close frame (RFC 6455 section 7.4): the
    /// registered ones but for 1004, 1005, 1006 and 1015, and all of 3000 to 4999.
    pub const fn may_be_sent(self) -> bool {
        matches!(self.0, 1000..=1003 | 1007..=1014 | 3000..=4999)
    }
}

impl fmt::Display for CloseCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_that_only_a_local_endpoint_reports_are_never_sent() {
        for code in [0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535] {
            assert!(!CloseCode(code).may_be_sent(), "{code}");
        }
        for code in [1000, 1003, 1007, 1014, 3000, 4999] {
            assert!(CloseCode(code).may_be_sent(), "{code}");
        }
    }
}
