//! The slips of handshakes: what was done, what proves it, the cure.

use super::{Lang, say};
use crate::slips::handshake::HandshakeSlip as S;

/// The mistake in a few words, without a full stop.
pub const fn title(lang: Lang, slip: S) -> &'static str {
    match slip {
        S::TlsForHttp => {
            lang.pick("one end speaks wss, the other reads ws", "一端用 wss, 另一端按 ws 读取")
        }
        S::Http2Connect => lang.pick(
            "the handshake of HTTP/2: extended CONNECT, not supported here",
            "HTTP/2 的握手 (扩展 CONNECT), 本工具不支持",
        ),
        S::OrdinaryRequest => lang.pick(
            "an ordinary page request came to a WebSocket port",
            "普通的网页请求发到了 WebSocket 端口",
        ),
        S::BareLf => lang.pick("every line was ended with \\n alone", "每一行都只用 \\n 结尾"),
        S::NoBlankLine => lang.pick("the blank line at the end was forgotten", "忘了末尾的空行"),
        S::CutByRecv => lang
            .pick("one recv() was taken for the whole head", "把一次 recv() 的结果当成了整个头部"),
        S::CaseSensitiveNames => lang.pick(
            "the server compares header names with their case",
            "服务端比较头部名称时区分了大小写",
        ),
        S::ConnectionAsOneWord => lang.pick(
            "the server compares Connection as a whole, but it is a list",
            "服务端把 Connection 当成一个词比较, 而它是列表",
        ),
        S::SubprotocolNotEchoed => lang.pick(
            "subprotocols were offered and the server chose none",
            "客户端提出了子协议, 服务端没有回选",
        ),
        S::SubprotocolNotOffered => lang.pick(
            "the server always writes its subprotocol, asked or not",
            "服务端不管有没有人要, 总写自己的子协议",
        ),
        S::ExtensionNotOffered => lang.pick(
            "the server agrees to an extension that was not offered",
            "服务端同意了没有人提出的扩展",
        ),
        S::ObsoleteLocation => lang.pick(
            "the response was copied from a tutorial on the draft of 2010",
            "应答照抄了 2010 年草案的写法",
        ),
        S::HixieKeys => lang.pick(
            "the client speaks the draft of 2010 (hixie-76)",
            "客户端用的是 2010 年的草案 (hixie-76)",
        ),
        S::HeaderTwice => {
            lang.pick("a header was added that was already there", "添加了已经存在的头部")
        }
        S::SpaceBeforeColon => {
            lang.pick("a space was written before the colon", "冒号前多写了空格")
        }
        S::SplitAtEveryColon => lang.pick(
            "the header was cut at every colon: its value ends at the second",
            "头部按每个冒号切开, 值在第二个冒号处断了",
        ),
        S::KeyWithNewline => lang.pick(
            "the key ends with a line feed, and that ends the head",
            "密钥末尾带了换行, 头部因此提前结束",
        ),
        S::BodyBeforeFrames => lang.pick(
            "a body was sent between the head and the first frame",
            "在头部和第一帧之间发送了消息体",
        ),
    }
}

/// What proves it; `proof` is the part of the head, escaped. `None` where the finding shows it.
pub fn proof(lang: Lang, slip: S, proof: &str) -> Option<String> {
    Some(match slip {
        S::CutByRecv => say!(
            lang,
            "the head stops after {proof} bytes, the size of a buffer",
            "头部正好在 {proof} 字节处停止, 这是缓冲区的大小"
        ),
        S::CaseSensitiveNames => say!(
            lang,
            "the request is right, but writes {proof}; the response is as if it had no key",
            "请求没有错, 只是写作 {proof}; 应答却像是没有密钥"
        ),
        S::ConnectionAsOneWord => say!(
            lang,
            "the request is right and was refused; its Connection is \"{proof}\"",
            "请求没有错却被拒绝; 它的 Connection 是 \"{proof}\""
        ),
        S::SplitAtEveryColon => say!(
            lang,
            "\"{proof}\": what follows the next colon is lost",
            "\"{proof}\": 下一个冒号之后的部分丢了"
        ),
        S::KeyWithNewline => say!(
            lang,
            "the key's line ends with \\n, the next is blank, and headers follow",
            "密钥所在行以 \\n 结尾, 下一行为空, 之后还有头部"
        ),
        S::OrdinaryRequest => say!(
            lang,
            "no Upgrade, no key, no version: a page is asked for",
            "没有 Upgrade, 没有密钥, 没有版本: 请求的是网页"
        ),
        S::ObsoleteLocation
        | S::HixieKeys
        | S::HeaderTwice
        | S::SpaceBeforeColon
        | S::SubprotocolNotOffered
        | S::ExtensionNotOffered
        | S::BodyBeforeFrames
        | S::Http2Connect
            if !proof.is_empty() =>
        {
            say!(lang, "\"{proof}\"", "\"{proof}\"")
        }
        S::ObsoleteLocation
        | S::HixieKeys
        | S::HeaderTwice
        | S::SpaceBeforeColon
        | S::SubprotocolNotOffered
        | S::ExtensionNotOffered
        | S::BodyBeforeFrames
        | S::Http2Connect
        | S::TlsForHttp
        | S::BareLf
        | S::NoBlankLine
        | S::SubprotocolNotEchoed => return None,
    })
}

/// What to change.
pub const fn cure(lang: Lang, slip: S) -> &'static str {
    match slip {
        S::TlsForHttp => lang.pick(
            "Use ws:// in the page, or put TLS before the server (a proxy, SSLContext.wrap_socket).",
            "网页里改用 ws://, 或在服务端前加 TLS (反向代理或 ssl 模块).",
        ),
        S::Http2Connect => lang.pick(
            "Let the server offer http/1.1 alone (ALPN), or look behind the proxy.",
            "让服务端只提供 http/1.1 (ALPN), 或在代理之后查看.",
        ),
        S::OrdinaryRequest => lang.pick(
            "Open a page from a web server, and there: new WebSocket('ws://127.0.0.1:9527/').",
            "请在网页脚本里连接: new WebSocket('ws://127.0.0.1:9527/').",
        ),
        S::BareLf => lang.pick(
            "Write \\r\\n; in Python '\\r\\n'.join(lines), and no triple-quoted string.",
            "写 \\r\\n; Python 用 '\\r\\n'.join(lines), 不要用三引号字符串.",
        ),
        S::NoBlankLine => {
            lang.pick("End the last header with \\r\\n\\r\\n.", "最后一个头部之后写 \\r\\n\\r\\n.")
        }
        S::CutByRecv => lang.pick(
            "Read in a loop: while b'\\r\\n\\r\\n' not in data: data += sock.recv(4096).",
            "循环读取: while b'\\r\\n\\r\\n' not in data: data += sock.recv(4096).",
        ),
        S::CaseSensitiveNames => lang.pick(
            "Keep names in lower case: headers[name.strip().lower()] = value.strip().",
            "名称统一转成小写: headers[name.strip().lower()] = value.strip().",
        ),
        S::ConnectionAsOneWord => lang.pick(
            "Split it: 'upgrade' in [x.strip().lower() for x in connection.split(',')].",
            "先切开再比: 'upgrade' in [x.strip().lower() for x in connection.split(',')].",
        ),
        S::SubprotocolNotEchoed => lang.pick(
            "Send back one of those offered, or open new WebSocket(url) without the second \
             argument.",
            "从列表里选一个发回, 或者 new WebSocket(url) 不带第二个参数.",
        ),
        S::SubprotocolNotOffered => lang.pick(
            "Choose from the request's list; where none fits, leave the header out.",
            "从请求的列表里选; 没有合适的就不写这个头部.",
        ),
        S::ExtensionNotOffered => lang.pick(
            "Response with Sec-WebSocket-Extensions only what the request lists.",
            "Sec-WebSocket-Extensions 只能回答请求里列出的扩展.",
        ),
        S::ObsoleteLocation => lang.pick(
            "Leave it out: 101, Upgrade, Connection and Sec-WebSocket-Accept are all.",
            "去掉它: 有 101, Upgrade, Connection 和 Sec-WebSocket-Accept 就够了.",
        ),
        S::HixieKeys => lang.pick(
            "Use a client of RFC 6455; every browser since 2012 is one.",
            "换用支持 RFC 6455 的客户端; 2012 年以后的浏览器都支持.",
        ),
        S::HeaderTwice => {
            lang.pick("Set the header instead of adding to it.", "设置 (覆盖) 头部, 不要追加.")
        }
        S::SpaceBeforeColon => lang.pick("Write f'{name}: {value}'.", "写成 f'{name}: {value}'."),
        S::SplitAtEveryColon => lang.pick(
            "Cut once: name, value = line.split(':', 1).",
            "只切一次: name, value = line.split(':', 1).",
        ),
        S::KeyWithNewline => lang.pick(
            "Use base64.b64encode, not encodebytes, or strip the result.",
            "用 base64.b64encode, 不用 encodebytes, 或先 strip().",
        ),
        S::BodyBeforeFrames => lang
            .pick("Send nothing behind the blank line but frames.", "空行之后除了帧什么也不要发."),
    }
}
