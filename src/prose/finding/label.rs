//! The small labels before the parts of a finding.

use super::super::Lang;

/// The small label before the rule in the RFC's words.
pub fn rule_label(lang: Lang) -> &'static str {
    lang.pick("rule", "规则")
}

/// The small label before why the rule exists.
pub fn why_label(lang: Lang) -> &'static str {
    lang.pick("why", "原因")
}

/// The small label before what a peer does.
pub fn peer_label(lang: Lang) -> &'static str {
    lang.pick("peer", "对端")
}

/// The small label before how to mend it.
pub fn fix_label(lang: Lang) -> &'static str {
    lang.pick("fix", "改法")
}

/// The small label before bytes of the unmasked payload.
pub fn payload_at(lang: Lang) -> &'static str {
    lang.pick("payload", "载荷")
}

/// The small label before bytes of the inflated payload.
pub fn inflated_at(lang: Lang) -> &'static str {
    lang.pick("plain", "解压后")
}

/// The word before a slip.
pub fn cause(lang: Lang) -> &'static str {
    lang.pick("cause", "可能原因")
}

/// The small label before what proves a slip.
pub fn proof_label(lang: Lang) -> &'static str {
    lang.pick("proof", "依据")
}

/// The small label before what the sender meant.
pub fn meant_label(lang: Lang) -> &'static str {
    lang.pick("meant", "本应是")
}

/// The small label before how to mend a slip.
pub fn cure_label(lang: Lang) -> &'static str {
    lang.pick("cure", "改法")
}
