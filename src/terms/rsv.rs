//! The three bits that wait for extensions.

use std::fmt;

/// RSV1, RSV2 and RSV3 (RFC 6455 section 5.2) as the number `0b123`: RSV1 is `0b100`.
///
/// ```
/// use ws_inspect::terms::Rsv;
///
/// assert!(Rsv::RSV1.is_set(1) && !Rsv::RSV1.is_set(2));
/// assert_eq!(Rsv(0b110).without(Rsv::RSV1), Rsv(0b010));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Rsv(pub u8);

impl Rsv {
    /// None of the three is set.
    pub const NONE: Self = Self(0b000);
    /// RSV1 alone: "this message is compressed" with permessage-deflate (RFC 7692 section 6).
    pub const RSV1: Self = Self(0b100);

    /// Whether bit `n` of the RFC's RSV1 to RSV3 is set; `n` counts from 1.
    pub const fn is_set(self, n: u8) -> bool {
        matches!(n, 1..=3) && self.0 & (0b1000 >> n) != 0
    }

    /// The bits that are set here and not in `allowed`.
    pub const fn without(self, allowed: Self) -> Self {
        Self(self.0 & !allowed.0)
    }

    /// The names of the bits that are set, in order: `RSV1`, `RSV1 RSV3`.
    pub fn names(self) -> String {
        let set: Vec<String> =
            (1..=3).filter(|n| self.is_set(*n)).map(|n| format!("RSV{n}")).collect();
        set.join(" ")
    }
}

impl fmt::Display for Rsv {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:03b}", self.0 & 0b111)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rsv1_is_the_leftmost_of_the_three() {
        assert!(Rsv::RSV1.is_set(1) && !Rsv::RSV1.is_set(2) && !Rsv::RSV1.is_set(3));
        assert_eq!(Rsv(0b101).names(), "RSV1 RSV3");
        assert_eq!(Rsv(0b101).without(Rsv::RSV1), Rsv(0b001));
    }
}
