//! H03: the Host header is missing or empty.

use super::{Input, Level, Peer, RuleEntry, Sample, Says, Words, always, rfc6455};
use crate::lang::{say, text};

/// The Host header is missing or empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host {
    /// It is not there.
    Missing,
    /// It names no host.
    Other,
}

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "H03",
    name: "host",
    level: Level::Error,
    source: rfc6455(
        "4.1",
        "The request MUST contain a |Host| header field whose value contains /host/ plus \
         optionally \":\" followed by /port/",
    ),
    peer: Peer::Refuses(400),
    why: text(
        "one address may serve many names; the header says which is meant",
        "同一个地址可能承载多个域名，这个头字段说明要找哪一个",
    ),
    breaks: Sample("no Host", Input::Request(&["-Host"])),
    near_miss: Sample("an IPv6 address with its port", Input::Request(&["Host: [::1]:8888"])),
};

pub(super) const WORDS: Words<Host> = Words {
    title: |it, lang| match it {
        Host::Missing => say!(lang, "there is no Host header", "缺少 Host 头字段"),
        Host::Other => say!(lang, "the Host header names no host", "Host 头字段没有给出主机"),
    },
    caret: Says::Nothing,
    fix: always(
        "Host: NAME, and :PORT where it is not 80 (443 for wss)",
        "Host: 主机名，端口不是 80（wss 是 443）时加 :端口",
    ),
};
