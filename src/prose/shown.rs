//! How errors and values show themselves in English, where a Rust program prints them with `{}`. The
//! sentences are those of this room, which has them in every language.

use std::fmt;

use super::{Lang, encode, notation};
use crate::bits::Span;
use crate::encode::EncodeError;
use crate::notation::{Doubt, Eaten, Notation, NotationError, NotationErrorKind, Remark};

/// The code, the name, the place and what is wrong.
impl fmt::Display for NotationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (code, name) = (self.kind.code(), self.kind.name());
        let title = notation::title(Lang::En, self);
        write!(f, "{code} {name} at character {}: {title}", self.character)
    }
}

impl std::error::Error for NotationError {}

/// What is wrong.
impl fmt::Display for NotationErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let error = NotationError {
            kind: self.clone(),
            span: Span::default(),
            character: 1,
            byte: 0,
            candidates: Vec::new(),
            fix: None,
        };
        f.write_str(&notation::title(Lang::En, &error))
    }
}

/// Why the text is doubtful.
impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        NotationErrorKind::Ambiguous(*self).fmt(f)
    }
}

/// What a shell did.
impl fmt::Display for Eaten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        NotationErrorKind::EatenByShell(*self).fmt(f)
    }
}

/// The stable name.
impl fmt::Display for Notation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&notation::remark(Lang::En, self))
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&encode::error::title(Lang::En, self))
    }
}

impl std::error::Error for EncodeError {}

/// Shows a value of a capture by its sentence.
#[cfg(feature = "capture")]
macro_rules! shown {
    ($($Value:ident $subject:ident::$sentence:ident,)*) => {
        $(impl fmt::Display for crate::capture::$Value {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&super::$subject::$sentence(Lang::En, self))
            }
        })*
    };
}

#[cfg(feature = "capture")]
shown! {
    Closed capture::closed,
    Gap capture::gap,
    HarError capture_files::har_error,
    Opened capture::opened,
    PassedOver capture::passed_over,
    CaptureRemark capture::remark,
    CaptureTotals capture::totals,
}

#[cfg(feature = "capture")]
impl std::error::Error for crate::capture::HarError {}
