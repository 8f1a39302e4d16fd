//! The rules of the protocol, one file a rule: its row, why it exists, the values that prove a fault,
//! its words in each language, a sample and a near miss. May import `lang` and `terms`.
//! Never judges: the `judge` of each layer raises the faults.

mod row;
mod sample;

use row::{Says, Words, always, rfc6455, rfc7692};

pub use row::{Level, Peer, RuleEntry, Source};
pub use sample::{Input, Sample};

use std::fmt;

use crate::lang::Lang;

/// Makes the modules, [`Rule`] and [`Fault`] of the list: a line a rule, file and value.
macro_rules! rules {
    ($($file:ident $rule:ident,)*) => {
        $(mod $file;)*
        $(pub use $file::$rule;)*

        /// A rule of the protocol that input can break, or leave unfinished.
        ///
        /// Shown as its code and its name: `F05 control-too-long`.
        ///
        /// ```
        /// use ws_inspect::Rule;
        ///
        /// let rule = Rule::by_name("F05").ok_or("no such rule")?;
        /// assert_eq!(rule.to_string(), "F05 control-too-long");
        /// assert_eq!(rule.entry().source.to_string(), "RFC 6455 5.5");
        /// assert!(rule.entry().source.quote.contains("125 bytes or less"));
        /// # Ok::<(), &str>(())
        /// ```
        #[non_exhaustive]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "the names say it, each file says the rest")]
        pub enum Rule {
            $($rule,)*
        }

        impl Rule {
            /// Every rule, in the order of the codes.
            pub const ALL: &[Self] = &[$(Self::$rule,)*];

            /// Returns what its file says of it.
            pub const fn entry(self) -> &'static RuleEntry {
                match self {
                    $(Self::$rule => &$file::ENTRY,)*
                }
            }
        }

        /// What is wrong, with the values that prove it.
        ///
        /// Shown with the code and the name of its rule, in English; [`Fault::title`] has it in
        /// other languages.
        ///
        /// ```
        /// use ws_inspect::finding::{Fault, LongControl};
        /// use ws_inspect::terms::Opcode;
        ///
        /// let fault = Fault::from(LongControl { opcode: Opcode::PING, len: 200 });
        /// assert_eq!(
        ///     fault.to_string(),
        ///     "F05 control-too-long: control frame too long: 200 payload bytes, the limit is 125",
        /// );
        /// ```
        #[non_exhaustive]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "the value says it")]
        pub enum Fault {
            $($rule($rule),)*
        }

        impl Fault {
            /// Returns the rule that is broken.
            pub const fn rule(&self) -> Rule {
                match self {
                    $(Self::$rule(_) => Rule::$rule,)*
                }
            }

            /// Returns what is wrong, in one line.
            pub fn title(&self, lang: Lang) -> String {
                match self {
                    $(Self::$rule(value) => ($file::WORDS.title)(value, lang),)*
                }
            }

            /// Returns what to see at the bytes that a caret marks.
            pub fn caret(&self, lang: Lang) -> Option<String> {
                match self {
                    $(Self::$rule(value) => $file::WORDS.caret.of(value, lang),)*
                }
            }

            /// Returns how to mend it, where that is sure.
            pub fn fix(&self, lang: Lang) -> Option<String> {
                match self {
                    $(Self::$rule(value) => $file::WORDS.fix.of(value, lang),)*
                }
            }
        }

        $(impl From<$rule> for Fault {
            fn from(value: $rule) -> Self {
                Self::$rule(value)
            }
        })*
    };
}

rules! {
    method Method,
    http_version HttpVersion,
    host Host,
    upgrade Upgrade,
    connection Connection,
    no_key NoKey,
    key_length KeyLength,
    duplicate_header DuplicateHeader,
    protocol_version ProtocolVersion,
    status Status,
    accept_value AcceptValue,
    extension Extension,
    subprotocol Subprotocol,
    unfinished_head UnfinishedHead,
    tls Tls,
    obsolete_header ObsoleteHeader,
    line_ends LineEnds,
    malformed_line MalformedLine,
    origin Origin,
    body Body,
    upgrade_unanswered UpgradeUnanswered,
    short_header ShortHeader,
    short_payload ShortPayload,
    reserved_bits ReservedBits,
    reserved_opcode ReservedOpcode,
    long_control LongControl,
    fragmented_control FragmentedControl,
    client_unmasked ClientUnmasked,
    server_masked ServerMasked,
    non_minimal_length NonMinimalLength,
    length_top_bit LengthTopBit,
    zero_mask ZeroMask,
    over_limit OverLimit,
    mask_key_reused MaskKeyReused,
    nothing_to_continue NothingToContinue,
    interrupted Interrupted,
    bad_utf8 BadUtf8,
    unfinished_message UnfinishedMessage,
    message_too_big MessageTooBig,
    does_not_inflate DoesNotInflate,
    misplaced_rsv1 MisplacedRsv1,
    context_missing ContextMissing,
    close_body_one_byte CloseBodyOneByte,
    close_code_not_allowed CloseCodeNotAllowed,
    close_reason_not_utf8 CloseReasonNotUtf8,
    data_after_close DataAfterClose,
    no_close_frame NoCloseFrame,
}

pub use bad_utf8::Utf8Error;
pub use does_not_inflate::InflateError;
pub use extension::{BadDeflate, BadExtension};
pub use key_length::NotBase64;

impl Rule {
    /// Returns the rule with that code (`F05`, in either case) or that name, or `None`.
    pub fn by_name(name: &str) -> Option<Self> {
        let names =
            |rule: &Self| rule.code().eq_ignore_ascii_case(name) || rule.entry().name == name;
        Self::ALL.iter().copied().find(names)
    }

    /// Returns the stable code.
    pub const fn code(self) -> &'static str {
        self.entry().code
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code(), self.entry().name)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.rule(), self.title(Lang::En))
    }
}

impl Fault {
    /// Returns the clause that is broken: the one of its rule, or of a close code its own.
    pub const fn source(&self) -> Source {
        match self {
            Self::CloseCodeNotAllowed(fault) => fault.source(),
            fault => fault.rule().entry().source,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_are_unique_and_lead_back_to_their_rule() {
        for rule in Rule::ALL {
            assert_eq!(Rule::by_name(rule.code()), Some(*rule));
            assert_eq!(Rule::by_name(rule.entry().name), Some(*rule));
        }
    }

    #[test]
    fn the_list_is_in_the_order_of_the_codes_within_each_layer() {
        let codes: Vec<&str> = Rule::ALL.iter().map(|rule| rule.code()).collect();
        for pair in codes.windows(2).filter(|pair| pair[0][..1] == pair[1][..1]) {
            assert!(pair[0] < pair[1], "{pair:?}");
        }
    }
}
