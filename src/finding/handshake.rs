//! What can be wrong with a handshake, with the values that prove it.

use super::Rule;
use crate::terms::HeaderName;

/// A fault in the head of a request or of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandshakeFault {
    /// H01: the method is not GET.
    Method,
    /// H02: the HTTP version is not 1.1.
    HttpVersion(HttpVersion),
    /// H03: the Host header is missing or empty.
    Host(HeaderFault),
    /// H04: the Upgrade header does not say `websocket`.
    Upgrade(HeaderFault),
    /// H05: the Connection header does not say `Upgrade`.
    Connection(HeaderFault),
    /// H06: there is no Sec-WebSocket-Key.
    NoKey,
    /// H08: a header that may stand only once stands again.
    Duplicate(HeaderName),
    /// H09: the version of the WebSocket protocol is not 13.
    ProtocolVersion(HeaderFault),
    /// H10: the status code is not 101.
    Status(StatusFault),
    /// H11: there is no Sec-WebSocket-Accept.
    NoAccept,
    /// H11: the request is not here, so the accept value cannot be checked.
    AcceptUnchecked,
    /// H12: an extension is written, offered or agreed as it must not be.
    Extension(ExtensionFault),
    /// H13: a subprotocol is written, offered or agreed as it must not be.
    Subprotocol(SubprotocolFault),
    /// H14: the head does not end as it should.
    Unfinished(UnfinishedHead),
    /// H15: these are the bytes of TLS.
    Tls,
    /// H16: a header of a draft that is no longer in use.
    Obsolete(HeaderName),
    /// H17: lines end otherwise than with CR LF.
    LineEnds {
        /// How many of the lines end so.
        bare: usize,
        /// How many lines there are.
        lines: usize,
    },
    /// H18: a line does not fit the grammar of HTTP.
    Malformed(Malformed),
    /// H19: the origin is missing or is no origin.
    Origin(OriginFault),
    /// H20: a body is announced.
    Body,
}

/// What is wrong with a header that must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderFault {
    /// It is not there.
    Missing,
    /// It has another value.
    Other,
}

/// What is wrong with an HTTP version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HttpVersion {
    /// 1.0 or 0.9.
    Old,
    /// None that can be read.
    Unreadable,
    /// HTTP/2 or later, whose handshake is another one (RFC 8441).
    Two,
}

/// What a status code other than 101 says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusFault {
    /// The response refuses or redirects, as a server may.
    Refused(u16),
    /// The response has the headers of an agreement, but another status code.
    MeantToAgree(u16),
    /// No status code can be read.
    Unreadable,
}

/// What is wrong with an extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExtensionFault {
    /// The list does not fit its grammar.
    Grammar(BadExtension),
    /// A parameter of permessage-deflate is not allowed (RFC 7692 section 7.1).
    Deflate(BadDeflate),
    /// The server agreed to an extension that the client did not offer.
    NotOffered,
    /// The server agreed to an extension; the request is not here.
    OfferUnseen,
    /// The server agreed to permessage-deflate twice.
    AgreedTwice,
}

/// Why a list of extensions does not fit its grammar (RFC 6455 section 9.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadExtension {
    /// The header is there and names no extension.
    Empty,
    /// A name is empty or holds what no token may.
    NoToken,
    /// A value is no token and no quoted token.
    BadValue,
}

/// Why the parameters of permessage-deflate are not allowed (RFC 7692 section 7.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadDeflate {
    /// A parameter that the extension does not define.
    Unknown,
    /// A parameter twice.
    Repeated,
    /// A value where none belongs, none where one belongs, or no number from 8 to 15.
    Value,
    /// The response limits the client's window, and the client did not offer that.
    ClientWindowNotOffered,
    /// The response gives the client a larger window than it offered.
    ClientWindowTooLarge,
    /// The response does not limit the server's window as far as the client asked.
    ServerWindowIgnored,
    /// The response keeps the server's context, which the client asked it not to.
    ServerContextIgnored,
}

/// What is wrong with a subprotocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubprotocolFault {
    /// An element is no token, or there is none.
    Grammar,
    /// An element stands twice.
    Repeated,
    /// The server chose one that the client did not offer.
    NotOffered,
    /// The server chose several.
    Several,
    /// The client offered some, and the server chose none.
    NotEchoed,
    /// The server chose one; the request is not here.
    OfferUnseen,
}

/// How a head that does not end as it should ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnfinishedHead {
    /// Behind a whole line: the blank line is missing.
    BlankLine,
    /// In the middle of a line.
    InLine,
    /// With bytes that are no header line, where the blank line should be.
    FramesFollow,
    /// Not before the reader's limits.
    TooLong,
}

/// Why a line does not fit the grammar of HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Malformed {
    /// The first line is neither of a request nor of a response.
    StartLine,
    /// The first line has a target that is no path and no http URI.
    Target,
    /// White space stands before the colon.
    SpaceBeforeColon,
    /// There is no colon.
    NoColon,
    /// The name is empty or holds what no token may.
    Name,
    /// The value goes on in a line that begins with white space.
    Folded,
    /// A line begins with white space and continues none.
    Stray,
    /// The value holds a control character.
    Control,
}

/// What is wrong with an origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OriginFault {
    /// A browser's request without one.
    Missing,
    /// It is no `scheme://host[:port]` and not `null`.
    NoOrigin,
    /// The server does not serve it.
    NotAllowed,
    /// It is `null`, of a page from a file and of a sandboxed frame on any page, and the server does
    /// not serve that.
    Null,
    /// The Host header names this server by a name that it does not know, as where a foreign page
    /// has its own name point to this machine (DNS rebinding).
    UnknownHost,
}

impl HandshakeFault {
    /// The rule that is broken.
    pub const fn rule(self) -> Rule {
        match self {
            Self::Method => Rule::Method,
            Self::HttpVersion(_) => Rule::HttpVersion,
            Self::Host(_) => Rule::Host,
            Self::Upgrade(_) => Rule::Upgrade,
            Self::Connection(_) => Rule::Connection,
            Self::NoKey => Rule::NoKey,
            Self::Duplicate(_) => Rule::DuplicateHeader,
            Self::ProtocolVersion(_) => Rule::ProtocolVersion,
            Self::Status(_) => Rule::Status,
            Self::NoAccept | Self::AcceptUnchecked => Rule::AcceptValue,
            Self::Extension(_) => Rule::Extension,
            Self::Subprotocol(_) => Rule::Subprotocol,
            Self::Unfinished(_) => Rule::UnfinishedHead,
            Self::Tls => Rule::Tls,
            Self::Obsolete(_) => Rule::ObsoleteHeader,
            Self::LineEnds { .. } => Rule::LineEnds,
            Self::Malformed(_) => Rule::MalformedLine,
            Self::Origin(_) => Rule::Origin,
            Self::Body => Rule::Body,
        }
    }
}
