//! What a handshake agreed on: the extension and the subprotocol that are in use afterwards.

use std::fmt;

use super::deflate::{self, DeflateOffer, DeflateParams};
use super::{Extensions, Head};
use crate::bits::Span;
use crate::finding::{BadDeflate, BadExtension};
use crate::terms::HeaderName;

/// What is in use once the handshake is done. Empty where it was refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// The parameters of permessage-deflate, if it is in use.
    pub deflate: Option<DeflateParams>,
    /// The subprotocol, if one is in use.
    pub subprotocol: Option<String>,
}

/// Why the text of an agreement cannot be taken, with the place in it.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadAgreement {
    /// It does not fit the grammar of section 9.1.
    Grammar(BadExtension, Span),
    /// It names an extension that this tool does not know.
    Unknown(Span),
    /// A parameter of permessage-deflate is not allowed.
    Deflate(BadDeflate, Span),
}

/// In English.
impl fmt::Display for BadAgreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Grammar(bad, _) => bad.fmt(f),
            Self::Unknown(_) => f.write_str("an unknown extension: permessage-deflate is known"),
            Self::Deflate(bad, _) => bad.fmt(f),
        }
    }
}

impl std::error::Error for BadAgreement {}

impl Agreement {
    /// What a server's response put in use. The response's word counts, even where it was not asked
    /// for: the judge says so. `request` is looked at for nothing yet agreed by silence.
    pub fn of(response: &Head) -> Self {
        if response.status() != Some(101) {
            return Self::default();
        }
        let extensions = Extensions::of(response);
        let deflate = extensions
            .list
            .iter()
            .filter(|extension| extension.name == deflate::NAME)
            .find_map(|extension| DeflateOffer::read(extension).ok()?.agreed());
        let subprotocol = response.value(HeaderName::Protocol).map(|(value, _)| value);
        let subprotocol = subprotocol
            .filter(|value| !value.is_empty())
            .map(|value| String::from_utf8_lossy(value).into_owned());
        Self { deflate, subprotocol }
    }

    /// Reads what a user says was agreed: `permessage-deflate; server_no_context_takeover`.
    ///
    /// # Errors
    /// [`BadAgreement`] with the place of what cannot be taken.
    ///
    /// ```
    /// use ws_inspect::analysis::{Agreement, FrameOptions};
    ///
    /// let agreement = Agreement::read("permessage-deflate; client_max_window_bits=10")?;
    /// let options = FrameOptions { deflate: agreement.deflate, ..FrameOptions::default() };
    /// assert_eq!(options.deflate.map(|deflate| deflate.client_max_window_bits), Some(10));
    ///
    /// let error = Agreement::read("x-other").map_err(|error| error.to_string());
    /// let expected = "an unknown extension: permessage-deflate is known".to_owned();
    /// assert_eq!(error, Err(expected));
    /// # Ok::<(), ws_inspect::analysis::BadAgreement>(())
    /// ```
    pub fn read(text: &str) -> Result<Self, BadAgreement> {
        let read = Extensions::read(text);
        if let Some((bad, span)) = read.bad.first() {
            return Err(BadAgreement::Grammar(*bad, *span));
        }
        let mut agreement = Self::default();
        for extension in &read.list {
            if extension.name != deflate::NAME {
                return Err(BadAgreement::Unknown(extension.span));
            }
            let response = DeflateOffer::read(extension)
                .map_err(|(bad, span)| BadAgreement::Deflate(bad, span))?;
            let bare = BadAgreement::Deflate(BadDeflate::Value, extension.span);
            agreement.deflate = Some(response.agreed().ok_or(bare)?);
        }
        Ok(agreement)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_user_says_was_agreed_is_read() {
        let agreement = Agreement::read(
            "permessage-deflate; server_no_context_takeover; client_max_window_bits=10",
        );
        let deflate = DeflateParams {
            server_no_context_takeover: true,
            client_max_window_bits: 10,
            ..DeflateParams::default()
        };
        assert_eq!(agreement, Ok(Agreement { deflate: Some(deflate), subprotocol: None }));
    }

    #[test]
    fn what_a_user_says_is_refused_with_its_place() {
        assert_eq!(Agreement::read("gzip"), Err(BadAgreement::Unknown(Span::new(0, 4))));
        assert_eq!(
            Agreement::read("permessage-deflate; x=1"),
            Err(BadAgreement::Deflate(BadDeflate::Unknown, Span::new(20, 23)))
        );
    }
}
