//! Every sentence that the user reads, in each language.
//!
//! One file per subject. The languages stand side by side in every arm, so that whoever changes
//! a sentence sees its translation; [`say!`] takes one text per language, and prose matches
//! exhaustively on the values it speaks of, so a missing translation does not compile.
//! May import any room above; never draws a layout (that is `render`) and never decides anything.

/// A language that the tool speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Chinese, in simplified characters.
    Zh,
}

impl Lang {
    /// The text for this language, of one text per language.
    pub const fn pick<T: Copy>(self, en: T, zh: T) -> T {
        match self {
            Self::En => en,
            Self::Zh => zh,
        }
    }
}

/// Formats the text of one language: `say!(lang, "{n} bytes", "{n} 字节")` gives a `String`.
#[allow(unused_macros, reason = "a room may have no sentence yet")]
macro_rules! say {
    ($lang:expr, $en:literal, $zh:literal $(, $($arg:tt)*)?) => {
        match $lang {
            $crate::prose::Lang::En => format!($en $(, $($arg)*)?),
            $crate::prose::Lang::Zh => format!($zh $(, $($arg)*)?),
        }
    };
}
#[allow(unused_imports, reason = "a room may have no sentence yet")]
pub(crate) use say;
