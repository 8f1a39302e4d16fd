//! What a frame's payload is for.

use std::fmt;

use crate::lang::Lang;

/// The 4-bit opcode (RFC 6455 section 5.2). Reserved values are kept as they are.
///
/// ```
/// use ws_inspect::terms::Opcode;
///
/// assert_eq!(Opcode::by_name("ping"), Some(Opcode::PING));
/// assert!(Opcode::PING.is_control() && Opcode(0x3).is_reserved());
/// assert_eq!((Opcode::TEXT.to_string(), Opcode(0x3).to_string()), ("text".into(), "0x3".into()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Opcode(pub u8);

impl Opcode {
    /// `0x0`: goes on with the message that an earlier frame began.
    pub const CONTINUATION: Self = Self(0x0);
    /// `0x1`: begins a message of UTF-8 text.
    pub const TEXT: Self = Self(0x1);
    /// `0x2`: begins a message of bytes.
    pub const BINARY: Self = Self(0x2);
    /// `0x8`: ends the conversation.
    pub const CLOSE: Self = Self(0x8);
    /// `0x9`: asks for a pong.
    pub const PING: Self = Self(0x9);
    /// `0xA`: answers a ping.
    pub const PONG: Self = Self(0xa);

    /// The RFC's name in lower case (`text`), or `None` for a reserved value.
    pub const fn name(self) -> Option<&'static str> {
        Some(match self {
            Self::CONTINUATION => "continuation",
            Self::TEXT => "text",
            Self::BINARY => "binary",
            Self::CLOSE => "close",
            Self::PING => "ping",
            Self::PONG => "pong",
            _ => return None,
        })
    }

    /// The opcode of that name, or `None`. The inverse of [`Opcode::name`].
    pub fn by_name(name: &str) -> Option<Self> {
        (0..16).map(Self).find(|opcode| opcode.name() == Some(name))
    }

    /// Whether the top bit of the four is set: a control frame (RFC 6455 section 5.5).
    pub const fn is_control(self) -> bool {
        self.0 & 0x8 != 0
    }

    /// Whether the RFC gives the value no meaning (0x3-0x7 and 0xB-0xF).
    pub const fn is_reserved(self) -> bool {
        self.name().is_none()
    }
}

impl fmt::Display for Opcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => f.write_str(name),
            None => write!(f, "0x{:x}", self.0),
        }
    }
}

/// Returns the word for an opcode, as a noun for the frame: `text`, `文本`.
pub const fn opcode_name(lang: Lang, opcode: Opcode) -> &'static str {
    match opcode {
        Opcode::CONTINUATION => lang.pick("continuation", "延续"),
        Opcode::TEXT => lang.pick("text", "文本"),
        Opcode::BINARY => lang.pick("binary", "二进制"),
        Opcode::CLOSE => lang.pick("close", "关闭"),
        Opcode::PING => "ping",
        Opcode::PONG => "pong",
        _ => lang.pick("reserved", "保留"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_of_the_sixteen_opcodes_have_a_name() {
        let named: Vec<u8> = (0..16).filter(|n| !Opcode(*n).is_reserved()).collect();
        assert_eq!(named, [0x0, 0x1, 0x2, 0x8, 0x9, 0xa]);
        assert!(
            named
                .iter()
                .all(|n| { Opcode(*n).name().and_then(Opcode::by_name) == Some(Opcode(*n)) })
        );
    }
}
