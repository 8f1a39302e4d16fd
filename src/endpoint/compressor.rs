//! How one end compresses what it sends: only where both have agreed on it, with the window and
//! the context that were agreed on (RFC 7692 section 7.1).
//! May import `handshake`, `message` and `terms`.

use std::collections::BTreeMap;

use crate::handshake::DeflateParams;
use crate::message::deflate::Deflater;
use crate::terms::Role;

/// How messages to one peer are compressed.
#[derive(Debug)]
pub enum Compressor {
    /// Not at all.
    Off,
    /// Each for itself, with a window of so many bits: by a compressor that all share.
    Fresh(u8),
    /// With the window of the message before: by a compressor of this connection's own.
    Kept(Box<Deflater>),
}

impl Compressor {
    /// The compressor of the end that is `role`, under what was agreed on.
    pub fn new(role: Role, agreed: Option<DeflateParams>) -> Self {
        let Some(agreed) = agreed else { return Self::Off };
        let (is_fresh, bits) = match role {
            Role::Client => (agreed.client_no_context_takeover, agreed.client_max_window_bits),
            Role::Server => (agreed.server_no_context_takeover, agreed.server_max_window_bits),
        };
        match is_fresh {
            true => Self::Fresh(bits),
            false => Self::Kept(Box::new(Deflater::new(true, bits))),
        }
    }

    /// Compresses a message; `None` where it goes as it is: not agreed on, or not shorter.
    pub fn compress(&mut self, shared: &mut Compressors, message: &[u8]) -> Option<Vec<u8>> {
        match self {
            Self::Off => None,
            Self::Fresh(bits) => shared.compress(*bits, message),
            // The window has seen the message: it must go, however long it became.
            Self::Kept(deflater) => Some(deflater.deflate(message)),
        }
    }
}

/// The compressors that begin anew with each message, by their windows; made when they are needed.
#[derive(Debug, Default)]
pub struct Compressors(BTreeMap<u8, Deflater>);

impl Compressors {
    /// Compresses a message for itself with a window of so many bits; `None` where that does not
    /// make it shorter.
    pub fn compress(&mut self, window_bits: u8, message: &[u8]) -> Option<Vec<u8>> {
        let deflater =
            self.0.entry(window_bits).or_insert_with(|| Deflater::new(false, window_bits));
        let compressed = deflater.deflate(message);
        (compressed.len() < message.len()).then_some(compressed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handshake::Agreement;
    use crate::message::Inflater;

    fn compressor(role: Role, extension: &str) -> Compressor {
        Compressor::new(role, Agreement::read(extension).unwrap().deflate)
    }

    #[test]
    fn without_takeover_a_message_goes_compressed_only_where_that_is_shorter() {
        let mut fresh = compressor(Role::Server, "permessage-deflate; server_no_context_takeover");
        let mut shared = Compressors::default();
        assert_eq!(fresh.compress(&mut shared, b"ab"), None);
        let message = b"Hello, Hello, Hello, Hello".repeat(9);
        for _ in 0..2 {
            let compressed = fresh.compress(&mut shared, &message).unwrap();
            let mut plain = Vec::new();
            Inflater::new(false, true).inflate(&compressed, true, 1 << 20, &mut plain).unwrap();
            assert_eq!(plain, message);
        }
    }

    #[test]
    fn with_takeover_the_second_message_refers_to_the_first() {
        let mut kept = compressor(Role::Server, "permessage-deflate");
        let mut shared = Compressors::default();
        let first = kept.compress(&mut shared, b"a message of some length").unwrap();
        let second = kept.compress(&mut shared, b"a message of some length").unwrap();
        assert!(second.len() < first.len());
        assert!(Compressor::Off.compress(&mut shared, b"aaaaaaaaaaaaaaaaaa").is_none());
    }

    #[test]
    fn each_role_keeps_to_its_own_parameters() {
        let text = "permessage-deflate; server_no_context_takeover; server_max_window_bits=10";
        assert!(matches!(compressor(Role::Server, text), Compressor::Fresh(10)));
        assert!(matches!(compressor(Role::Client, text), Compressor::Kept(_)));
    }
}
