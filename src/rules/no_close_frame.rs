//! C05: the connection ends, and no Close frame came from that end.

use super::{Input, Level, Peer, RuleEntry, Sample, Says, Words, rfc6455};
use crate::lang::{say, text};
use crate::terms::Role;

/// The connection ends, and no Close frame came from that end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoCloseFrame {
    /// Whose Close frame is missing.
    pub sender: Role,
}

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "C05",
    name: "no-close-frame",
    level: Level::Warning,
    source: rfc6455(
        "7.1.5",
        "If [...] no Close control frame was received by the endpoint [...], _The WebSocket \
         Connection Close Code_ is considered to be 1006.",
    ),
    peer: Peer::Does(text(
        "reports close code 1006 (abnormal closure)",
        "报告关闭码 1006（异常关闭）",
    )),
    why: text(
        "without it nobody knows whether everything was sent or the network broke",
        "没有关闭帧就无法区分数据已发完还是网络中断",
    ),
    breaks: Sample(
        "the server sends a text where its Close frame is due, and ends the connection",
        Input::Capture(&[
            "1 000 0001 1 0000101 | 37 fa 21 3d | 'Hello'",
            "1 000 0001 0 0000101 | 'Hello'",
            "1 000 1000 1 0000010 | 01 02 03 04 | 03 e8",
            "1 000 0001 0 0000010 | 'ok'",
        ]),
    ),
    near_miss: Sample(
        "both ends send one",
        Input::Capture(&[
            "1 000 0001 1 0000101 | 37 fa 21 3d | 'Hello'",
            "1 000 0001 0 0000101 | 'Hello'",
            "1 000 1000 1 0000010 | 01 02 03 04 | 03 e8",
            "1 000 1000 0 0000010 | 03 e8",
        ]),
    ),
};

pub(super) const WORDS: Words<NoCloseFrame> = Words {
    title: |it, lang| match it.sender {
        Role::Client => say!(
            lang,
            "the connection ended without a close frame from the client",
            "连接已断开，客户端没有发关闭帧"
        ),
        Role::Server => say!(
            lang,
            "the connection ended without a close frame from the server",
            "连接已断开，服务端没有发关闭帧"
        ),
    },
    caret: Says::Nothing,
    fix: Says::By(|it, lang| {
        Some(match it.sender {
            Role::Client => say!(
                lang,
                "send a close frame (88 82, a mask key, 03 e8 masked) and wait for the server's before \
                 closing TCP",
                "先发关闭帧（88 82、掩码键、加了掩码的 03 e8），\
                 等到服务端的关闭帧再断开 TCP"
            ),
            Role::Server => say!(
                lang,
                "send a close frame (88 02 03 e8) before closing TCP",
                "先发关闭帧（88 02 03 e8），再断开 TCP"
            ),
        })
    }),
};
