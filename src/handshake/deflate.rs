//! The parameters of permessage-deflate (RFC 7692 section 7.1): what a client offers, what a server
//! answers, and which response fits which offer.

use super::Extension;
use crate::bits::Span;
use crate::finding::BadDeflate;

/// The name of the extension.
pub const NAME: &str = "permessage-deflate";
/// The window of zlib in bits where nothing else is agreed.
const FULL_WINDOW: u8 = 15;

/// What both ends have agreed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeflateParams {
    /// The server begins each message with an empty window.
    pub server_no_context_takeover: bool,
    /// The client begins each message with an empty window.
    pub client_no_context_takeover: bool,
    /// The window that the server compresses with, in bits: 8 to 15.
    pub server_max_window_bits: u8,
    /// The window that the client compresses with, in bits: 8 to 15.
    pub client_max_window_bits: u8,
}

impl Default for DeflateParams {
    /// `permessage-deflate` without parameters: contexts kept, windows of 15 bits.
    fn default() -> Self {
        Self {
            server_no_context_takeover: false,
            client_no_context_takeover: false,
            server_max_window_bits: FULL_WINDOW,
            client_max_window_bits: FULL_WINDOW,
        }
    }
}

/// What one side writes: an offer of a client, or a response of a server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DeflateOffer {
    /// `server_no_context_takeover` is there.
    pub server_no_context_takeover: bool,
    /// `client_no_context_takeover` is there.
    pub client_no_context_takeover: bool,
    /// The value of `server_max_window_bits`, if it is there.
    pub server_max_window_bits: Option<u8>,
    /// `client_max_window_bits`, if it is there, with its value, if it has one.
    pub client_max_window_bits: Option<Option<u8>>,
}

impl DeflateOffer {
    /// Reads the parameters of an extension that is called `permessage-deflate`.
    ///
    /// # Errors
    /// The first parameter that RFC 7692 section 7.1 does not allow, and its place. An offer with
    /// one must be declined; a response with one fails the connection.
    pub fn read(extension: &Extension) -> Result<Self, (BadDeflate, Span)> {
        let mut read = Self::default();
        let mut seen: Vec<&str> = Vec::new();
        for param in &extension.params {
            if seen.contains(&param.name.as_str()) {
                return Err((BadDeflate::Repeated, param.span));
            }
            seen.push(&param.name);
            let value = param.value.as_deref();
            let bad_value = (BadDeflate::Value, param.span);
            match param.name.as_str() {
                "server_no_context_takeover" if value.is_none() => {
                    read.server_no_context_takeover = true;
                }
                "client_no_context_takeover" if value.is_none() => {
                    read.client_no_context_takeover = true;
                }
                "server_max_window_bits" => {
                    read.server_max_window_bits =
                        Some(value.and_then(window_bits).ok_or(bad_value)?);
                }
                "client_max_window_bits" => {
                    read.client_max_window_bits = Some(match value {
                        None => None,
                        Some(value) => Some(window_bits(value).ok_or(bad_value)?),
                    });
                }
                "server_no_context_takeover" | "client_no_context_takeover" => {
                    return Err(bad_value);
                }
                _ => return Err((BadDeflate::Unknown, param.span)),
            }
        }
        Ok(read)
    }

    /// What is agreed if this is a server's response; `None` where `client_max_window_bits` has no
    /// value, which only an offer may leave out.
    pub fn agreed(self) -> Option<DeflateParams> {
        Some(DeflateParams {
            server_no_context_takeover: self.server_no_context_takeover,
            client_no_context_takeover: self.client_no_context_takeover,
            server_max_window_bits: self.server_max_window_bits.unwrap_or(FULL_WINDOW),
            client_max_window_bits: match self.client_max_window_bits {
                Some(bits) => bits?,
                None => FULL_WINDOW,
            },
        })
    }

    /// Whether a server may give `response` to this offer.
    ///
    /// # Errors
    /// What the response must not, or must, contain.
    pub fn allows(self, response: Self) -> Result<(), BadDeflate> {
        match (self.client_max_window_bits, response.client_max_window_bits) {
            (_, Some(None)) => return Err(BadDeflate::Value),
            (None, Some(_)) => return Err(BadDeflate::ClientWindowNotOffered),
            (Some(Some(most)), Some(Some(bits))) if bits > most => {
                return Err(BadDeflate::ClientWindowTooLarge);
            }
            _ => {}
        }
        if let Some(most) = self.server_max_window_bits
            && response.server_max_window_bits.is_none_or(|bits| bits > most)
        {
            return Err(BadDeflate::ServerWindowIgnored);
        }
        if self.server_no_context_takeover && !response.server_no_context_takeover {
            return Err(BadDeflate::ServerContextIgnored);
        }
        Ok(())
    }

    /// The response of a server that takes the offer and asks for nothing itself. `None` where a
    /// window of 8 bits is asked for, which zlib cannot compress with.
    pub fn accept(self) -> Option<Self> {
        if self.server_max_window_bits == Some(8) {
            return None;
        }
        Some(Self {
            server_no_context_takeover: self.server_no_context_takeover,
            client_no_context_takeover: self.client_no_context_takeover,
            server_max_window_bits: self.server_max_window_bits,
            client_max_window_bits: None,
        })
    }

    /// The same response with contexts that neither end keeps, which a server may ask for even where
    /// the client did not offer it (RFC 7692 section 7.1.1.2).
    pub const fn without_takeover(self) -> Self {
        Self { server_no_context_takeover: true, client_no_context_takeover: true, ..self }
    }

    /// The text of the header: `permessage-deflate; server_no_context_takeover`.
    pub fn write(self) -> String {
        let mut out = NAME.to_owned();
        if self.server_no_context_takeover {
            out += "; server_no_context_takeover";
        }
        if self.client_no_context_takeover {
            out += "; client_no_context_takeover";
        }
        if let Some(bits) = self.server_max_window_bits {
            out += &format!("; server_max_window_bits={bits}");
        }
        match self.client_max_window_bits {
            Some(Some(bits)) => out += &format!("; client_max_window_bits={bits}"),
            Some(None) => out += "; client_max_window_bits",
            None => {}
        }
        out
    }
}

/// A decimal number of 8 to 15 without leading zeros (RFC 7692 section 7.1.2).
fn window_bits(value: &str) -> Option<u8> {
    let bits: u8 = value.parse().ok().filter(|bits| (8..=15).contains(bits))?;
    (bits.to_string() == value).then_some(bits)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::super::Extensions;
    use super::*;

    fn read(params: &str) -> Result<DeflateOffer, BadDeflate> {
        let extensions = Extensions::read(&format!("permessage-deflate{params}"));
        DeflateOffer::read(&extensions.list[0]).map_err(|bad| bad.0)
    }

    #[rstest]
    #[case("; server_max_window_bits=7", BadDeflate::Value)]
    #[case("; server_max_window_bits=16", BadDeflate::Value)]
    #[case("; server_max_window_bits=08", BadDeflate::Value)]
    #[case("; server_max_window_bits", BadDeflate::Value)]
    #[case("; client_max_window_bits=+9", BadDeflate::Value)]
    #[case("; server_no_context_takeover=1", BadDeflate::Value)]
    #[case("; x", BadDeflate::Unknown)]
    #[case("; client_max_window_bits; client_max_window_bits=9", BadDeflate::Repeated)]
    fn a_bad_parameter_is_named(#[case] params: &str, #[case] bad: BadDeflate) {
        assert_eq!(read(params), Err(bad));
    }

    #[rstest]
    #[case("", "", Ok(()))]
    #[case("; client_max_window_bits", "; client_max_window_bits=10", Ok(()))]
    #[case("; client_max_window_bits=\"10\"", "; client_max_window_bits=10", Ok(()))]
    #[case("", "; client_no_context_takeover; server_no_context_takeover", Ok(()))]
    #[case("", "; server_max_window_bits=9", Ok(()))]
    #[case("; server_max_window_bits=10", "; server_max_window_bits=9", Ok(()))]
    #[case("", "; client_max_window_bits=10", Err(BadDeflate::ClientWindowNotOffered))]
    #[case(
        "; client_max_window_bits=9",
        "; client_max_window_bits=10",
        Err(BadDeflate::ClientWindowTooLarge)
    )]
    #[case("; client_max_window_bits", "; client_max_window_bits", Err(BadDeflate::Value))]
    #[case("; server_max_window_bits=9", "", Err(BadDeflate::ServerWindowIgnored))]
    #[case(
        "; server_max_window_bits=9",
        "; server_max_window_bits=10",
        Err(BadDeflate::ServerWindowIgnored)
    )]
    #[case("; server_no_context_takeover", "", Err(BadDeflate::ServerContextIgnored))]
    fn a_response_fits_its_offer_or_not(
        #[case] offer: &str,
        #[case] response: &str,
        #[case] fits: Result<(), BadDeflate>,
    ) {
        assert_eq!(read(offer).unwrap().allows(read(response).unwrap()), fits);
    }

    prop_compose! {
        fn any_offer()(
            server in any::<bool>(),
            client in any::<bool>(),
            server_bits in prop::option::of(8_u8..=15),
            client_bits in prop::option::of(prop::option::of(8_u8..=15)),
        ) -> DeflateOffer {
            DeflateOffer {
                server_no_context_takeover: server,
                client_no_context_takeover: client,
                server_max_window_bits: server_bits,
                client_max_window_bits: client_bits,
            }
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(offer in any_offer()) {
            let list = Extensions::read(&offer.write()).list;
            prop_assert_eq!(DeflateOffer::read(&list[0]), Ok(offer));
        }

        #[test]
        fn the_response_that_we_give_is_always_allowed(offer in any_offer()) {
            if let Some(response) = offer.accept() {
                prop_assert_eq!(offer.allows(response), Ok(()));
                prop_assert!(response.agreed().is_some());
            }
        }
    }
}
