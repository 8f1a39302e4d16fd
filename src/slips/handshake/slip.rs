//! The names of the slips, and the table that leads from a name to its file.

use super::{Exchange, HandshakeClaim, Suspect};
use super::{
    bare_lf, body_before_frames, case_sensitive_names, connection_as_one_word, cut_by_recv,
    extension_not_offered, header_twice, hixie_keys, http2_connect, key_with_newline,
    no_blank_line, obsolete_location, ordinary_request, space_before_colon, split_at_every_colon,
    subprotocol_not_echoed, subprotocol_not_offered, tls_for_http,
};

/// A mistake in code that writes or reads the heads of a handshake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum HandshakeSlip {
    /// TLS where HTTP should be.
    TlsForHttp,
    /// The handshake of HTTP/2.
    Http2Connect,
    /// A page request on a WebSocket port.
    OrdinaryRequest,
    /// Lines that end with LF alone.
    BareLf,
    /// The last blank line forgotten.
    NoBlankLine,
    /// One `recv` taken for the whole head.
    CutByRecv,
    /// Header names compared with their case.
    CaseSensitiveNames,
    /// `Connection` compared as a whole.
    ConnectionAsOneWord,
    /// Subprotocols offered, none chosen.
    SubprotocolNotEchoed,
    /// A subprotocol chosen that was not offered.
    SubprotocolNotOffered,
    /// An extension agreed that was not offered.
    ExtensionNotOffered,
    /// Headers of an old draft in the answer.
    ObsoleteLocation,
    /// Keys of an old draft in the request.
    HixieKeys,
    /// A header that may stand once, twice.
    HeaderTwice,
    /// White space before the colon.
    SpaceBeforeColon,
    /// A header cut at its second colon.
    SplitAtEveryColon,
    /// A key with a line feed at its end.
    KeyWithNewline,
    /// A body before the first frame.
    BodyBeforeFrames,
}

impl HandshakeSlip {
    /// Every slip; what concerns the whole comes first.
    pub const ALL: [Self; 18] = [
        Self::TlsForHttp,
        Self::Http2Connect,
        Self::OrdinaryRequest,
        Self::BareLf,
        Self::NoBlankLine,
        Self::CutByRecv,
        Self::CaseSensitiveNames,
        Self::ConnectionAsOneWord,
        Self::SubprotocolNotEchoed,
        Self::SubprotocolNotOffered,
        Self::ExtensionNotOffered,
        Self::ObsoleteLocation,
        Self::HixieKeys,
        Self::HeaderTwice,
        Self::SpaceBeforeColon,
        Self::SplitAtEveryColon,
        Self::KeyWithNewline,
        Self::BodyBeforeFrames,
    ];

    /// The stable English name: `bare-lf`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TlsForHttp => "tls-for-http",
            Self::Http2Connect => "http2-connect",
            Self::OrdinaryRequest => "ordinary-request",
            Self::BareLf => "bare-lf",
            Self::NoBlankLine => "no-blank-line",
            Self::CutByRecv => "cut-by-recv",
            Self::CaseSensitiveNames => "case-sensitive-names",
            Self::ConnectionAsOneWord => "connection-as-one-word",
            Self::SubprotocolNotEchoed => "subprotocol-not-echoed",
            Self::SubprotocolNotOffered => "subprotocol-not-offered",
            Self::ExtensionNotOffered => "extension-not-offered",
            Self::ObsoleteLocation => "obsolete-location",
            Self::HixieKeys => "hixie-keys",
            Self::HeaderTwice => "header-twice",
            Self::SpaceBeforeColon => "space-before-colon",
            Self::SplitAtEveryColon => "split-at-every-colon",
            Self::KeyWithNewline => "key-with-newline",
            Self::BodyBeforeFrames => "body-before-frames",
        }
    }

    /// The slip of that name, or `None`.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|slip| slip.name() == name)
    }

    /// The bytes that the mistake makes of an honest handshake: the request alone where the
    /// mistake shows in it, else the request and the answer.
    pub fn apply(self, honest: &Exchange) -> Vec<u8> {
        match self {
            Self::TlsForHttp => tls_for_http::apply(honest),
            Self::Http2Connect => http2_connect::apply(honest),
            Self::OrdinaryRequest => ordinary_request::apply(honest),
            Self::BareLf => bare_lf::apply(honest),
            Self::NoBlankLine => no_blank_line::apply(honest),
            Self::CutByRecv => cut_by_recv::apply(honest),
            Self::CaseSensitiveNames => case_sensitive_names::apply(honest),
            Self::ConnectionAsOneWord => connection_as_one_word::apply(honest),
            Self::SubprotocolNotEchoed => subprotocol_not_echoed::apply(honest),
            Self::SubprotocolNotOffered => subprotocol_not_offered::apply(honest),
            Self::ExtensionNotOffered => extension_not_offered::apply(honest),
            Self::ObsoleteLocation => obsolete_location::apply(honest),
            Self::HixieKeys => hixie_keys::apply(honest),
            Self::HeaderTwice => header_twice::apply(honest),
            Self::SpaceBeforeColon => space_before_colon::apply(honest),
            Self::SplitAtEveryColon => split_at_every_colon::apply(honest),
            Self::KeyWithNewline => key_with_newline::apply(honest),
            Self::BodyBeforeFrames => body_before_frames::apply(honest),
        }
    }

    /// The claim that this mistake was made, where it accounts for what came.
    pub fn explains(self, suspect: &Suspect<'_>) -> Option<HandshakeClaim> {
        let proof = match self {
            Self::TlsForHttp => tls_for_http::explains(suspect),
            Self::Http2Connect => http2_connect::explains(suspect),
            Self::OrdinaryRequest => ordinary_request::explains(suspect),
            Self::BareLf => bare_lf::explains(suspect),
            Self::NoBlankLine => no_blank_line::explains(suspect),
            Self::CutByRecv => cut_by_recv::explains(suspect),
            Self::CaseSensitiveNames => case_sensitive_names::explains(suspect),
            Self::ConnectionAsOneWord => connection_as_one_word::explains(suspect),
            Self::SubprotocolNotEchoed => subprotocol_not_echoed::explains(suspect),
            Self::SubprotocolNotOffered => subprotocol_not_offered::explains(suspect),
            Self::ExtensionNotOffered => extension_not_offered::explains(suspect),
            Self::ObsoleteLocation => obsolete_location::explains(suspect),
            Self::HixieKeys => hixie_keys::explains(suspect),
            Self::HeaderTwice => header_twice::explains(suspect),
            Self::SpaceBeforeColon => space_before_colon::explains(suspect),
            Self::SplitAtEveryColon => split_at_every_colon::explains(suspect),
            Self::KeyWithNewline => key_with_newline::explains(suspect),
            Self::BodyBeforeFrames => body_before_frames::explains(suspect),
        };
        Some(HandshakeClaim { slip: self, proof: proof? })
    }
}
