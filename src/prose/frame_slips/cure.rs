//! How to cure a slip: one sentence, with code where that says it better.

use crate::prose::Lang;
use crate::slips::frame::FrameSlip;

/// What to write instead.
pub const fn cure(lang: Lang, slip: FrameSlip) -> &'static str {
    match slip {
        FrameSlip::Length254 => lang.pick("Use one byte up to 125 only, then 16 bits: `if n <= 125: struct.pack('!BB', 0x81, n)`, `elif n <= 65535: struct.pack('!BBH', 0x81, 126, n)`.", "单字节只用到 125, 再长就用 16 位: `if n <= 125: struct.pack('!BB', 0x81, n)`, `elif n <= 65535: struct.pack('!BBH', 0x81, 126, n)`."),
        FrameSlip::JsShiftWrap => lang.pick("Write the 64 bits with `view.setBigUint64(2, BigInt(n))` or `buffer.writeBigUInt64BE(BigInt(n), 2)`, not with `>>`.", "不要用 `>>`, 用 `view.setBigUint64(2, BigInt(n))` 或 `buffer.writeBigUInt64BE(BigInt(n), 2)` 写 64 位长度."),
        FrameSlip::LittleEndianLength => lang.pick("Write it in network byte order: `struct.pack('!H', n)` in Python, `htons(n)` in C, `setUint16(2, n)` in JavaScript.", "用网络字节序写: Python `struct.pack('!H', n)`, C `htons(n)`, JavaScript `setUint16(2, n)`."),
        FrameSlip::CharactersCounted => lang.pick("Encode first, then count: `data = text.encode('utf-8'); n = len(data)`.", "先编码再数: `data = text.encode('utf-8'); n = len(data)`."),
        FrameSlip::Utf16UnitsCounted => lang.pick("Encode first, then count: `Buffer.byteLength(text)` or `new TextEncoder().encode(text).length`, not `text.length`.", "先编码再数: `Buffer.byteLength(text)` 或 `new TextEncoder().encode(text).length`, 不要用 `text.length`."),
        FrameSlip::LengthCountsKey => lang.pick("Write `len(payload)`: the length counts neither the header nor the mask key (RFC 6455 section 5.2).", "写 `len(payload)`: 长度不含帧头, 也不含掩码键 (RFC 6455 5.2)."),
        FrameSlip::LengthCountsHeader => lang.pick("Write `len(payload)`, not `len(frame)`: the length does not count the header (RFC 6455 section 5.2).", "写 `len(payload)`, 不是 `len(frame)`: 长度不含帧头 (RFC 6455 5.2)."),
        FrameSlip::MaskBitForgotten => lang.pick("Set the top bit of byte 1 where a key follows: `0x80 | n`, or `0x80 | 126` with an extended length.", "有掩码键时把字节 1 的最高位置 1: `0x80 | n`, 用扩展长度时是 `0x80 | 126`."),
        FrameSlip::ExtendedLengthInPayload => lang.pick("Cut the header by what byte 1 says: `n = b[1] & 127`; the key or the payload begins at 4 if n is 126, at 10 if it is 127, else at 2.", "按字节 1 决定帧头有多长: `n = b[1] & 127`; n 为 126 时掩码键或载荷从 4 开始, 为 127 时从 10 开始, 否则从 2 开始."),
        FrameSlip::MaskKeyInPayload => lang.pick("If `b[1] & 0x80`, take the 4 bytes behind the length as the key, and unmask what follows before sending it on.", "如果 `b[1] & 0x80`, 长度后面的 4 字节是掩码键; 先去掩码, 再转发."),
        FrameSlip::FramesTakenForOne => lang.pick("One `recv` may give several frames or half a one: keep the bytes in a buffer, and cut frames off it by their length.", "一次 `recv` 可能收到几个帧或半个帧: 先放进缓冲区, 再按长度一帧一帧地切."),
        FrameSlip::FramedTwice => lang.pick("Give a library's `send` the text alone, or write the finished frame to the socket itself; not both.", "调用库的 `send` 时只给文本; 自己成帧就直接写套接字. 两者只选其一."),
        FrameSlip::MaskedBytesAsText => lang.pick("Unmask before use: `bytes(c ^ key[i % 4] for i, c in enumerate(payload))`.", "使用前先去掩码: `bytes(c ^ key[i % 4] for i, c in enumerate(payload))`."),
        FrameSlip::FirstKeyByteOnly => lang.pick("Write `payload[i] ^ key[i % 4]`.", "应当写 `payload[i] ^ key[i % 4]`."),
        FrameSlip::MaskIndexNotRestarted => lang.pick("Set the index to 0 at the start of each frame's payload.", "每一帧的载荷开始时, 把下标重新置 0."),
        FrameSlip::MaskIndexFromFrameStart => lang.pick("Count from the payload's first byte: `frame[start + i] ^= key[i % 4]`.", "从载荷的第一个字节数起: `frame[start + i] ^= key[i % 4]`."),
        FrameSlip::MaskKeyReversed => lang.pick("Keep the key as four bytes in the order in which they stand in the frame, not as an integer.", "把掩码键当作 4 个字节, 按帧里的顺序使用, 不要当作整数."),
        FrameSlip::PayloadNotMasked => lang.pick("Send the result of the XOR: `masked = bytes(c ^ key[i % 4] for i, c in enumerate(data))`.", "发送异或后的结果: `masked = bytes(c ^ key[i % 4] for i, c in enumerate(data))`."),
        FrameSlip::OpcodeAsDigits => lang.pick("Write `b'\\x81'`: without `\\x`, 81 is two characters.", "写 `b'\\x81'`: 没有 `\\x`, 81 就是两个字符."),
        FrameSlip::FrameAsHex => lang.pick("Send the bytes: `sock.send(frame)`, not `frame.hex()`.", "直接发字节: `sock.send(frame)`, 不要 `frame.hex()`."),
        FrameSlip::FrameAsLiteral => lang.pick("Send the bytes: `sock.send(frame)`, not `str(frame).encode()`; and no `r` before the literal.", "直接发字节: `sock.send(frame)`, 不要 `str(frame).encode()`; 字面量前面也不要加 `r`."),
        FrameSlip::HeaderAsUtf8 => lang.pick("Put the header together as bytes: `bytes([0x81, n]) + text.encode('utf-8')`, or `Buffer.from([0x81, n])`.", "帧头要用字节拼: `bytes([0x81, n]) + text.encode('utf-8')`, 或 `Buffer.from([0x81, n])`."),
        FrameSlip::HttpText => lang.pick("Once the 101 response is sent, both ends send frames only; answer in a frame, and check that this port speaks WebSocket.", "101 应答发出之后, 两端只能发帧; 请用帧回答, 并检查这个端口是不是 WebSocket."),
        FrameSlip::TlsBytes => lang.pick("Use `wss://` at both ends or `ws://` at both; to look inside, capture behind the TLS end point.", "两端都用 `wss://` 或都用 `ws://`; 要看内容, 请在 TLS 终点之后抓包."),
        FrameSlip::GbkText => lang.pick("Encode in UTF-8: `text.encode('utf-8')`, not `text.encode('gbk')`.", "用 UTF-8 编码: `text.encode('utf-8')`, 不要 `text.encode('gbk')`."),
        FrameSlip::Utf16Text => lang.pick("Encode in UTF-8: `text.encode('utf-8')`, in Java `text.getBytes(StandardCharsets.UTF_8)`, in C# `Encoding.UTF8.GetBytes(text)`.", "用 UTF-8 编码: `text.encode('utf-8')`, Java `text.getBytes(StandardCharsets.UTF_8)`, C# `Encoding.UTF8.GetBytes(text)`."),
        FrameSlip::Latin1Text => lang.pick("Encode in UTF-8: `text.encode('utf-8')`, not `'latin-1'`; in Node `Buffer.from(text)`, not with 'binary'.", "用 UTF-8 编码: `text.encode('utf-8')`, 不要 `'latin-1'`; Node 用 `Buffer.from(text)`, 不要加 'binary'."),
        FrameSlip::CloseCodeLittleEndian => lang.pick("Write it in network byte order: `struct.pack('!H', 1000)` gives 03 e8.", "用网络字节序写: `struct.pack('!H', 1000)` 得到 03 e8."),
        FrameSlip::CloseCodeAsText => lang.pick("Write it as a 16-bit number: `struct.pack('!H', 1000)` gives 03 e8.", "写成 16 位数字: `struct.pack('!H', 1000)` 得到 03 e8."),
        FrameSlip::CloseCodeFourBytes => lang.pick("Write it as a 16-bit number: `struct.pack('!H', 1000)`, with H, not I.", "写成 16 位数字: `struct.pack('!H', 1000)`, 用 H 不用 I."),
        FrameSlip::CloseReasonWithoutCode => lang.pick("Put the code before the reason: `struct.pack('!H', 1000) + reason.encode('utf-8')`.", "原因前面要有关闭码: `struct.pack('!H', 1000) + reason.encode('utf-8')`."),
        FrameSlip::SixtyFourBitForm => lang.pick("Use the shortest form: `struct.pack('!BBH', 0x81, 126, n)` for 126 to 65535.", "用最短的形式: 126 到 65535 用 `struct.pack('!BBH', 0x81, 126, n)`."),
        FrameSlip::LongFormForShort => lang.pick("Use the shortest form: `struct.pack('!BB', 0x81, n)` up to 125.", "用最短的形式: 不超过 125 用 `struct.pack('!BB', 0x81, n)`."),
        FrameSlip::ServerMasks => lang.pick("A server never masks (RFC 6455 section 5.1): leave MASK 0 and send no key; and do not send a client's frame back as it came.", "服务端从不加掩码 (RFC 6455 5.1): MASK 位置 0, 不发掩码键; 也不要把客户端的帧原样发回."),
        FrameSlip::ClientDoesNotMask => lang.pick("A client masks every frame (RFC 6455 section 5.1): `0x80 | n`, a random key `os.urandom(4)`, then the payload XOR the key.", "客户端的每一帧都要加掩码 (RFC 6455 5.1): `0x80 | n`, 随机键 `os.urandom(4)`, 再用它异或载荷."),
        FrameSlip::FinForgotten => lang.pick("Set the top bit of byte 0 on a message's last or only frame: 0x81 for text, not 0x01.", "消息的最后一帧 (或唯一一帧) 要把字节 0 的最高位置 1: 文本是 0x81, 不是 0x01."),
        FrameSlip::OpcodeRepeated => lang.pick("From the second fragment on the opcode is 0: 0x01 for the first, 0x00 for those between, 0x80 for the last.", "从第二个分片起操作码是 0: 第一个 0x01, 中间 0x00, 最后 0x80."),
    }
}
