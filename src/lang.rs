//! The languages that the tool speaks, and a text in each. Imports nothing; every room may name a
//! text in both languages, and only the rooms that show it choose one.

/// A language that the tool speaks.
///
/// ```
/// use ws_inspect::Lang;
///
/// assert_eq!(Lang::of_tag("zh_CN.UTF-8"), Lang::Zh);
/// assert_eq!(Lang::of_tag("en-GB"), Lang::En);
/// ```
#[non_exhaustive]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Chinese, in simplified characters.
    Zh,
}

impl Lang {
    /// The language of a tag such as `zh`, `zh_CN.UTF-8` or `en-GB`; English where it is neither.
    pub fn of_tag(tag: &str) -> Self {
        if tag.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("zh")) {
            Self::Zh
        } else {
            Self::En
        }
    }

    /// The text for this language, of one text per language.
    pub const fn pick<T: Copy>(self, en: T, zh: T) -> T {
        match self {
            Self::En => en,
            Self::Zh => zh,
        }
    }
}

/// A text in every language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    en: &'static str,
    zh: &'static str,
}

/// A text in every language: English, Chinese.
#[doc(hidden)]
pub const fn text(en: &'static str, zh: &'static str) -> Text {
    Text { en, zh }
}

impl Text {
    /// Returns the text of one language.
    pub const fn of(self, lang: Lang) -> &'static str {
        lang.pick(self.en, self.zh)
    }
}

/// Formats the text of one language: `say!(lang, "{n} bytes", "{n} 字节")` makes a `String`.
macro_rules! say {
    ($lang:expr, $en:literal, $zh:literal $(, $($arg:tt)*)?) => {
        match $lang {
            $crate::lang::Lang::En => format!($en $(, $($arg)*)?),
            $crate::lang::Lang::Zh => format!($zh $(, $($arg)*)?),
        }
    };
}
pub(crate) use say;

/// Returns the English ending of a noun of which there are `count`.
pub(crate) const fn plural(count: u64) -> &'static str {
    if count == 1 { "" } else { "s" }
}
