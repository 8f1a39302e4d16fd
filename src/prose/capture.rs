//! What captures say: which connections there are, what is missing, and why the reading stops.

use crate::analysis::{Closing, Ending};
use crate::capture::{
    Because, CaptureRemark, CaptureTotals, Carries, Closed, ConnectionEnd, Ends, Gap, Missing,
    Opened, PassedOver, Preamble, Unreadable,
};

use super::{Lang, plural, say};
use crate::terms::Role;

/// That a connection begins, and why it is read.
pub fn opened(lang: Lang, opened: &Opened) -> String {
    let n = opened.stream;
    let because = match opened.because {
        Because::Assumed => {
            lang.pick(", read as frames (--assume-websocket)", "，按帧读取（--assume-websocket）")
        }
        Because::Handshake | Because::Given => "",
    };
    let because = match opened.behind.map(Preamble::name) {
        Some(name) => {
            because.to_owned() + &say!(lang, ", after {name}", "，前面是 {name}（已跳过）")
        }
        None => because.to_owned(),
    };
    match (opened.client_addr(), opened.server_addr()) {
        (Some(client), Some(server)) => say!(
            lang,
            "connection {n}: client {client}, server {server}{because}",
            "连接 {n}：客户端 {client}，服务端 {server}{because}"
        ),
        _ => {
            let Ends { first, second } = opened.ends;
            say!(
                lang,
                "connection {n}: {first} and {second}, unknown which is the client{because}",
                "连接 {n}：{first} 和 {second}，不知道哪一端是客户端{because}"
            )
        }
    }
}

/// That bytes are missing, and why.
pub fn gap(lang: Lang, gap: &Gap) -> String {
    let n = gap.missing_bytes;
    let (s, are, they) = if n == 1 { ("", "is", "it") } else { ("s", "are", "they") };
    match gap.why {
        Missing::NotCaptured => say!(
            lang,
            "{n} byte{s} {are} missing: received, but not captured",
            "缺少 {n} 字节：对端已收到，但没有被抓到"
        ),
        Missing::CutPacket => say!(
            lang,
            "{n} byte{s} {are} missing: the capture cut the packet short (capture with -s 0)",
            "缺少 {n} 字节：抓包时截断了数据包（请用 -s 0 抓包）"
        ),
        Missing::NeverCame => say!(
            lang,
            "{n} byte{s} {are} missing: {they} had not come when the connection or capture ended",
            "缺少 {n} 字节：到连接或抓包结束时仍未出现"
        ),
        Missing::BufferFull => say!(
            lang,
            "{n} byte{s} {are} missing: {they} had not arrived when too many later bytes were waiting",
            "缺少 {n} 字节：等待它们的后续字节已超出缓冲上限"
        ),
    }
}

/// How a connection ended.
pub fn closed(lang: Lang, closed: &Closed) -> String {
    let n = closed.stream;
    match closed.how {
        ConnectionEnd::Fin => say!(
            lang,
            "connection {n} ended: both ends sent FIN",
            "连接 {n} 结束：两端都发送了 FIN"
        ),
        ConnectionEnd::Rst => {
            say!(lang, "connection {n} was broken off: RST", "连接 {n} 被中断：RST")
        }
        ConnectionEnd::End => say!(
            lang,
            "connection {n} was still open when the capture ended",
            "抓包结束时连接 {n} 仍未关闭"
        ),
        ConnectionEnd::Replaced => say!(
            lang,
            "connection {n} ended unseen: a new one between the same ports began",
            "连接 {n} 的结束没有被抓到：相同端口之间开始了新连接"
        ),
        ConnectionEnd::Evicted => say!(
            lang,
            "connection {n} was given up: it was idle longest among too many",
            "已放弃连接 {n}：连接过多，它空闲最久"
        ),
    }
}

/// That a connection is not read, and why.
pub fn passed_over(lang: Lang, passed: &PassedOver) -> String {
    let (n, Ends { first, second }) = (passed.stream, passed.ends);
    match passed.carries {
        Carries::Tls => say!(
            lang,
            "connection {n} ({first} to {second}) is TLS: its bytes are encrypted",
            "连接 {n}（{first} 到 {second}）是 TLS：内容已加密"
        ),
        Carries::Http => say!(
            lang,
            "connection {n} ({first} to {second}) is HTTP without an upgrade to WebSocket",
            "连接 {n}（{first} 到 {second}）是 HTTP，没有升级到 WebSocket"
        ),
        Carries::Http2 => say!(
            lang,
            "connection {n} ({first} to {second}) is HTTP/2: WebSocket over it (RFC 8441) is not \
             supported",
            "连接 {n}（{first} 到 {second}）是 HTTP/2：不支持其上的 WebSocket（RFC 8441）"
        ),
        Carries::Unknown => say!(
            lang,
            "connection {n} ({first} to {second}) has no WebSocket handshake in this capture",
            "连接 {n}（{first} 到 {second}）在抓包中没有 WebSocket 握手"
        ),
    }
}

/// Something about the capture as a whole.
pub fn remark(lang: Lang, remark: &CaptureRemark) -> String {
    match *remark {
        CaptureRemark::Truncated { at: 0, missing_bytes, .. } => {
            let (s, are) = if missing_bytes == 1 { ("", "is") } else { ("s", "are") };
            say!(
                lang,
                "the capture is cut: it ends inside its first header; at least {missing_bytes} \
                 byte{s} {are} missing",
                "抓包文件不完整：文件头没有写完，至少缺少 {missing_bytes} 字节"
            )
        }
        CaptureRemark::Truncated { at, after_packet, missing_bytes } => {
            let (s, are) = if missing_bytes == 1 { ("", "is") } else { ("s", "are") };
            say!(
                lang,
                "the capture is cut: it ends inside what begins at byte {at}, after packet \
                 {after_packet}; at least {missing_bytes} byte{s} {are} missing",
                "抓包文件不完整：在第 {after_packet} 个包之后，从字节 {at} 开始的内容没有写完，\
         至少缺少 {missing_bytes} 字节"
            )
        }
        CaptureRemark::Unreadable { at, after_packet, why } => {
            let why = unreadable(lang, why);
            say!(
                lang,
                "the capture cannot be read on at byte {at}, after packet {after_packet}: {why}",
                "抓包文件在字节 {at}（第 {after_packet} 个包之后）无法继续读取：{why}"
            )
        }
        CaptureRemark::BlockSkipped { at, after_packet } => say!(
            lang,
            "the block at byte {at}, after packet {after_packet}, cannot be read and is left out",
            "字节 {at}（第 {after_packet} 个包之后）的块无法读取，已跳过"
        ),
        CaptureRemark::UnsupportedLink { packet, link } => {
            let name = link_name(link);
            say!(
                lang,
                "packets of link type {name} are not read (packet {packet} is the first)",
                "不支持链路类型 {name} 的数据包（从第 {packet} 个包开始）"
            )
        }
        CaptureRemark::Unread { packet, protocol } => {
            let name = protocol.name();
            say!(
                lang,
                "packets of {name} are not read (packet {packet} is the first)",
                "不支持 {name} 的数据包（从第 {packet} 个包开始）"
            )
        }
        CaptureRemark::CutPackets { packet, snaplen: Some(snaplen) } => say!(
            lang,
            "packets were cut at {snaplen} bytes when they were captured (packet {packet} is the \
             first); capture with -s 0",
            "抓包时数据包被截断为 {snaplen} 字节（从第 {packet} 个包开始）；请用 -s 0 抓包"
        ),
        CaptureRemark::CutPackets { packet, snaplen: None } => say!(
            lang,
            "packets were captured only in part (packet {packet} is the first); capture with -s 0",
            "数据包没有被完整抓取（从第 {packet} 个包开始）；请用 -s 0 抓包"
        ),
        CaptureRemark::Fragments { packet } => say!(
            lang,
            "fragments of IP packets are left out (packet {packet} is the first): the others of \
             their packet are not in the capture, or do not fit",
            "有 IP 分片未能使用（从第 {packet} 个包开始）：同一数据包的其他分片没有被抓到，或互相矛盾"
        ),
        CaptureRemark::BadPackets { packet } => say!(
            lang,
            "packets with unreadable headers are left out (packet {packet} is the first)",
            "首部无法读取的数据包已跳过（从第 {packet} 个包开始）"
        ),
        CaptureRemark::TooManyConnections { limit } => say!(
            lang,
            "more than {limit} connections at once: those idle longest were given up",
            "同时存在的连接超过 {limit} 个：已放弃空闲最久的连接"
        ),
    }
}

/// The name of a link type, as tcpdump.org lists it; its number where it is none of these.
fn link_name(link: u32) -> String {
    let name = match link {
        3 => "AX.25",
        6 => "Token Ring",
        7 => "ARCNET",
        8 => "SLIP",
        10 => "FDDI",
        100 => "ATM (RFC 1483)",
        105 => "IEEE 802.11 (Wi-Fi)",
        107 => "Frame Relay",
        117 => "pflog",
        119 => "Prism (Wi-Fi)",
        122 => "IP over Fibre Channel",
        123 => "SunATM",
        127 => "radiotap (Wi-Fi)",
        138 => "IP over IEEE 1394",
        163 => "AVS (Wi-Fi)",
        166 => "PPP of pppd",
        187 | 201 => "Bluetooth HCI",
        189 | 220 => "USB (Linux)",
        195 | 230 | 283 => "IEEE 802.15.4",
        199 => "IPMB",
        203 => "LAPD",
        209 => "I2C",
        210 => "FlexRay",
        225 | 226 => "IP over InfiniBand",
        227 => "CAN (Linux)",
        239 => "nflog (Linux)",
        242 => "Zigbee or Thread TAP",
        249 => "USB (USBPcap)",
        251 | 256 => "Bluetooth Low Energy",
        253 => "Netlink (Linux)",
        254 => "Bluetooth monitor (Linux)",
        266 => "USB (macOS)",
        271 => "vsock (Linux)",
        252 => "Wireshark upper PDU",
        147..=162 => return format!("USER{}", link - 147),
        other => return other.to_string(),
    };
    format!("{name} ({link})")
}

fn unreadable(lang: Lang, why: Unreadable) -> String {
    match why {
        Unreadable::NotACapture => {
            lang.pick("it does not begin as a capture does", "开头不是抓包文件的格式").to_owned()
        }
        Unreadable::TooLong { limit } => say!(
            lang,
            "a packet says that it is longer than {limit} bytes",
            "一个数据包声称长于 {limit} 字节"
        ),
        Unreadable::BlockTooShort { len } => say!(
            lang,
            "a block says that it has {len} bytes, fewer than its own head",
            "一个块声称只有 {len} 字节，比它的首部还短"
        ),
        Unreadable::BadBlock => {
            lang.pick("a block contradicts itself", "一个块的内容自相矛盾").to_owned()
        }
        Unreadable::NotFollowedRaw => lang
            .pick(
                "only follow,tcp,raw and follow,tls,raw of tshark have the bytes as they are",
                "只有 tshark 的 follow,tcp,raw 和 follow,tls,raw 才给出原始字节",
            )
            .to_owned(),
        Unreadable::NotHex => lang
            .pick("a line is not pairs of hex digits", "有一行不是成对的十六进制数字")
            .to_owned(),
    }
}

/// What was in the capture, in one line.
pub fn totals(lang: Lang, totals: &CaptureTotals) -> String {
    let CaptureTotals { packets, connections, read, tls, http, unknown, .. } = *totals;
    let (p, c) = (plural(packets), plural(connections));
    let line = say!(
        lang,
        "{packets} packet{p}, {connections} TCP connection{c}: {read} WebSocket, {tls} TLS, {http} \
         HTTP, {unknown} other",
        "{packets} 个数据包，{connections} 个 TCP 连接：WebSocket {read}，TLS {tls}，HTTP {http}，\
         其他 {unknown}"
    );
    match totals.left_out() {
        0 => line,
        left => {
            let s = plural(left);
            line + &say!(lang, "; {left} packet{s} not read", "；{left} 个数据包未读取")
        }
    }
}

/// Who began to close a connection, and what the programs at both ends are told of it.
pub fn over(lang: Lang, connection: Option<u64>, ending: &Ending) -> String {
    let Some((role, how)) = ending.first else { return String::new() };
    let name = |role| match role {
        Role::Client => lang.pick("client", "客户端"),
        Role::Server => lang.pick("server", "服务端"),
    };
    let (who, peer) = (name(role), name(role.peer()));
    let began = match how {
        Closing::Frame(Some(code)) => {
            let code = code.0;
            say!(lang, "the {who} closed first, with {code}", "{who}先关闭，关闭码 {code}")
        }
        Closing::Frame(None) => {
            say!(lang, "the {who} closed first, without a code", "{who}先关闭，未带关闭码")
        }
        Closing::Fin => say!(
            lang,
            "the {who} ended TCP first, without a Close frame",
            "{who}未发关闭帧就先结束了 TCP"
        ),
        Closing::Rst => {
            say!(lang, "the {who} broke the connection off", "{who}重置了连接")
        }
    };
    let [told, own] = [ending.reported_to(role.peer()).0, ending.reported_to(role).0];
    let reports = say!(
        lang,
        "; the {peer}'s program is told {told}, the {who}'s {own}",
        "；{peer}的程序得到 {told}，{who}的程序得到 {own}"
    );
    let of = connection.map_or(String::new(), |n| say!(lang, "connection {n}: ", "连接 {n}："));
    of + &began + &reports
}
