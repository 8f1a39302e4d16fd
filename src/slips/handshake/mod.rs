//! Slips of those who write handshakes: one file per slip, with all that is said about it.
//!
//! The list below names them; what concerns the whole comes first. An [`Exchange`] is what is
//! spoiled, a [`HeadSuspect`] is what came. Some slips are made by who reads a request, and show in
//! the response alone.

mod exchange;
mod suspect;

use crate::lang::Lang;
use crate::slips::list::slips;

pub use exchange::Exchange;
pub use suspect::HeadSuspect;

/// As [`slips`], and what only a slip in heads has: it changes an exchange, its proof is a part.
macro_rules! handshake_slips {
    ($($Slip:ident $file:ident,)*) => {
        slips! {
            /// A mistake in code that writes or reads the heads of a handshake.
            HandshakeSlip { $($Slip $file,)* }
        }

        impl HandshakeSlip {
            /// The bytes that the mistake makes of an honest handshake: the request alone where
            /// the mistake shows in it, else the request and the response.
            #[doc(hidden)]
            pub fn apply(self, honest: &Exchange) -> Vec<u8> {
                match self { $(Self::$Slip => $file::apply(honest),)* }
            }

            /// The claim that this mistake was made, where it accounts for what came.
            #[doc(hidden)]
            pub fn explains(self, suspect: &HeadSuspect<'_>) -> Option<HandshakeClaim> {
                let proof = match self { $(Self::$Slip => $file::explains(suspect),)* };
                Some(HandshakeClaim { slip: self, proof: proof? })
            }

            /// What proves it; `proof` is the part of the head, escaped. `None` where the finding
            /// shows it.
            pub fn evidence(self, lang: Lang, proof: &str) -> Option<String> {
                match self { $(Self::$Slip => $file::evidence(lang, proof),)* }
            }
        }
    };
}

handshake_slips! {
    TlsForHttp tls_for_http,
    Http2Connect http2_connect,
    OrdinaryRequest ordinary_request,
    BareLf bare_lf,
    NoBlankLine no_blank_line,
    CutByRecv cut_by_recv,
    CaseSensitiveNames case_sensitive_names,
    ConnectionAsOneWord connection_as_one_word,
    SubprotocolNotEchoed subprotocol_not_echoed,
    SubprotocolNotOffered subprotocol_not_offered,
    ExtensionNotOffered extension_not_offered,
    ObsoleteLocation obsolete_location,
    HixieKeys hixie_keys,
    HeaderTwice header_twice,
    SpaceBeforeColon space_before_colon,
    SplitAtEveryColon split_at_every_colon,
    KeyWithNewline key_with_newline,
    BodyBeforeFrames body_before_frames,
}

use crate::handshake::Head;

/// That a slip accounts for what came.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandshakeClaim {
    /// The slip.
    pub slip: HandshakeSlip,
    /// The part of the head that proves it, as it came; empty where the whole does.
    pub proof: String,
}

/// What may have gone wrong in the code that wrote, or read, the heads.
pub fn explain(suspect: &HeadSuspect<'_>) -> Vec<HandshakeClaim> {
    HandshakeSlip::ALL.into_iter().filter_map(|slip| slip.explains(suspect)).collect()
}

/// What the bytes behind a head show, where no frame begins with them: behind `request`, or else
/// behind a response that opens the connection.
pub fn explain_behind(request: Option<&Head>, rest: &[u8]) -> Vec<HandshakeClaim> {
    let (slip, proof) = match request {
        Some(request) => (HandshakeSlip::KeyWithNewline, key_with_newline::behind(request, rest)),
        None => (HandshakeSlip::BodyBeforeFrames, body_before_frames::text_that_is_no_frame(rest)),
    };
    proof.map(|proof| HandshakeClaim { slip, proof }).into_iter().collect()
}

#[cfg(test)]
mod tests;
