//! Faults of a handshake: how to mend them, and why their rules exist.

use super::Lang;
use crate::finding::{
    ExtensionFault, HandshakeFault as H, HttpVersion, Malformed, Rule, StatusFault,
    SubprotocolFault, UnfinishedHead,
};

/// How to mend it, where that is sure.
pub fn fix(lang: Lang, fault: H) -> Option<&'static str> {
    Some(match fault {
        H::Method => lang.pick(
            "ask with GET; browsers do so by themselves: new WebSocket(url)",
            "用 GET 请求; 浏览器里 new WebSocket(url) 会自动这样做",
        ),
        H::HttpVersion(HttpVersion::Two) => lang.pick(
            "let the server offer http/1.1 alone in ALPN, or capture behind the proxy",
            "让服务端在 ALPN 里只提供 http/1.1, 或在代理之后抓包",
        ),
        H::HttpVersion(_) => lang.pick("write HTTP/1.1", "写 HTTP/1.1"),
        H::Host(_) => lang.pick(
            "Host: NAME, and :PORT where it is not 80 (443 for wss)",
            "Host: 主机名, 端口不是 80 (wss 是 443) 时加 :端口",
        ),
        H::Upgrade(_) => "Upgrade: websocket",
        H::Connection(_) => "Connection: Upgrade",
        H::NoKey => lang.pick(
            "Sec-WebSocket-Key: 16 random bytes in base64 (24 characters)",
            "Sec-WebSocket-Key: 16 个随机字节的 base64 (24 个字符)",
        ),
        H::Duplicate(_) => lang.pick("send it once", "只发一次"),
        H::ProtocolVersion(_) => "Sec-WebSocket-Version: 13",
        H::Status(StatusFault::MeantToAgree(_) | StatusFault::Unreadable) => {
            "HTTP/1.1 101 Switching Protocols"
        }
        H::NoAccept => lang.pick(
            "Sec-WebSocket-Accept: what ws-inspect accept KEY gives",
            "Sec-WebSocket-Accept: 用 ws-inspect accept 密钥 计算",
        ),
        H::Extension(ExtensionFault::NotOffered) => lang.pick(
            "leave Sec-WebSocket-Extensions out unless the request has it",
            "请求里没有时, 不要发 Sec-WebSocket-Extensions",
        ),
        H::Extension(ExtensionFault::AgreedTwice) => lang.pick("agree to one offer", "只同意一次"),
        H::Subprotocol(SubprotocolFault::NotOffered | SubprotocolFault::Several) => lang.pick(
            "choose one of those that the request lists, or leave the header out",
            "从请求的列表里选一个, 或不发这个头部",
        ),
        H::Subprotocol(SubprotocolFault::NotEchoed) => lang.pick(
            "Sec-WebSocket-Protocol: one of those that the request lists",
            "Sec-WebSocket-Protocol: 请求列表中的一个",
        ),
        H::Unfinished(UnfinishedHead::BlankLine | UnfinishedHead::FramesFollow) => {
            lang.pick("end the head with \\r\\n\\r\\n", "头部以 \\r\\n\\r\\n 结束")
        }
        H::Unfinished(UnfinishedHead::InLine) => {
            lang.pick("read on until \\r\\n\\r\\n has come", "继续读, 直到收到 \\r\\n\\r\\n")
        }
        H::Tls => {
            lang.pick("use wss:// at both ends, or ws:// at both", "两端都用 wss://, 或都用 ws://")
        }
        H::Obsolete(_) => lang.pick("leave it out: nobody reads it", "去掉它: 没有人会读"),
        H::LineEnds { .. } => lang.pick("end each line with \\r\\n", "每行都以 \\r\\n 结尾"),
        H::Malformed(Malformed::SpaceBeforeColon) => {
            lang.pick("NAME: VALUE, the colon right behind the name", "名称: 值, 冒号紧跟名称")
        }
        H::Malformed(Malformed::Folded | Malformed::Stray) => {
            lang.pick("write the value on one line", "把值写在一行里")
        }
        H::Malformed(Malformed::Target) => {
            lang.pick("GET /path HTTP/1.1; spaces as %20", "GET /路径 HTTP/1.1; 空格写成 %20")
        }
        H::Body => lang.pick(
            "leave Content-Length and Transfer-Encoding out; what follows is frames",
            "去掉 Content-Length 和 Transfer-Encoding; 后面是帧",
        ),
        H::Status(StatusFault::Refused(_))
        | H::AcceptUnchecked
        | H::Extension(_)
        | H::Subprotocol(_)
        | H::Unfinished(UnfinishedHead::TooLong)
        | H::Malformed(_)
        | H::Origin(_) => return None,
    })
}

/// Why the rule exists; `None` for a rule that is not of the handshake's heads.
pub const fn why(lang: Lang, rule: Rule) -> Option<&'static str> {
    Some(match rule {
        Rule::Method | Rule::HttpVersion => lang.pick(
            "a GET without a body is what a page can send and an old server can answer safely",
            "不带消息体的 GET 对旧服务器和代理最安全",
        ),
        Rule::Host => lang.pick(
            "one address may serve many names; the header says which is meant",
            "同一个地址可能承载多个域名, 这个头部说明要找哪一个",
        ),
        Rule::Upgrade | Rule::Connection => lang.pick(
            "Upgrade names the new protocol; Connection says that it is meant for the next hop, \
             so that an old proxy does not pass it on unread",
            "Upgrade 说明要换成什么协议; Connection 说明它只对下一跳有效, 旧代理不会误传",
        ),
        Rule::NoKey => lang.pick(
            "the response proves by the key that it is a response to this very request",
            "应答要靠密钥证明它回应的正是这个请求",
        ),
        Rule::DuplicateHeader => lang.pick(
            "of two values, one program takes the first and the next the last",
            "同一个头部有两个值时, 有的程序取第一个, 有的取最后一个",
        ),
        Rule::ProtocolVersion => lang.pick(
            "earlier drafts framed otherwise; 13 is RFC 6455",
            "早期草案的帧格式不同; 13 就是 RFC 6455",
        ),
        Rule::Status => lang.pick(
            "up to the 101 the connection is HTTP, with all that HTTP may answer",
            "在 101 之前连接还是 HTTP, 可以有任何 HTTP 应答",
        ),
        Rule::Extension => lang.pick(
            "an extension changes the frames: both ends must use the same one in the same way",
            "扩展会改变帧: 双方必须以相同方式使用同一个扩展",
        ),
        Rule::Subprotocol => lang.pick(
            "the subprotocol says what the messages mean: both ends must mean the same",
            "子协议决定消息的含义: 双方必须一致",
        ),
        Rule::UnfinishedHead => lang.pick(
            "only the blank line says that no more headers come and frames begin",
            "只有空行才能说明头部结束, 后面开始是帧",
        ),
        Rule::Tls => lang.pick(
            "wss is WebSocket inside TLS: the HTTP request comes after the TLS handshake",
            "wss 是 TLS 里的 WebSocket: HTTP 请求在 TLS 握手之后才出现",
        ),
        Rule::ObsoleteHeader => lang.pick(
            "drafts of 2010 had other headers; tutorials still copy them",
            "2010 年的草案用过别的头部, 很多教程还在照抄",
        ),
        Rule::LineEnds => lang.pick(
            "HTTP ends lines with CR LF; many peers bear LF alone, strict ones do not",
            "HTTP 每行以 CR LF 结尾; 很多程序容忍单独的 LF, 严格的会拒绝",
        ),
        Rule::MalformedLine => lang.pick(
            "where two programs read a line differently, an attacker can slip in between",
            "两个程序对同一行理解不同, 攻击者就有机可乘",
        ),
        Rule::Origin => lang.pick(
            "it tells the server which page opened the connection: any page may try",
            "它告诉服务端是哪个网页发起的连接: 任何网页都可以尝试",
        ),
        Rule::Body => lang.pick(
            "behind the blank line the first byte is the first byte of a frame",
            "空行之后的第一个字节就是帧的第一个字节",
        ),
        _ => return None,
    })
}
