"""Text at the edges of UTF-8 against a server that echoes: what is legal comes back, however it is cut
into fragments or packets; what is not fails the connection with 1007, at the byte that settles it,
inside an unfinished frame too.

    utf8.py --server 'COMMAND {port}' --log FILE

Vectors of its own (RFC 3629 section 4, RFC 6455 section 8.1). One line of `ok` or `FAIL` for each."""

import argparse
import asyncio
import sys

from live import Server
from raw import (
    BINARY,
    CLOSE,
    CONTINUATION,
    PING,
    PONG,
    TEXT,
    Ended,
    Peer,
    deflated,
    frame,
)

INVALID = 1007

# The first and last character of each form and of each range, and their neighbours.
LEGAL = [
    0x00, 0x01, 0x7E, 0x7F,
    0x80, 0x81, 0x7FE, 0x7FF,
    0x800, 0x801, 0xFFF, 0x1000, 0xCFFF, 0xD000, 0xD7FE, 0xD7FF,
    0xE000, 0xE001, 0xFDD0, 0xFEFF, 0xFFFC, 0xFFFD, 0xFFFE, 0xFFFF,
    0x10000, 0x10001, 0x1FFFF, 0x3FFFF, 0x40000, 0xFFFFF, 0x100000, 0x10FFFE, 0x10FFFF,
]  # fmt: skip

# What is no UTF-8, and how many of its bytes settle that. None: only the end of the message does.
ILLEGAL = {
    "continuation byte alone, first": ("80", 1),
    "continuation byte alone, last": ("bf", 1),
    "one continuation byte too many": ("c2 80 80", 3),
    "overlong U+0000 in 2 bytes": ("c0 80", 1),
    "overlong U+002F in 2 bytes": ("c0 af", 1),
    "overlong U+007F in 2 bytes": ("c1 bf", 1),
    "overlong U+0000 in 3 bytes": ("e0 80 80", 2),
    "overlong U+002F in 3 bytes": ("e0 80 af", 2),
    "overlong U+07FF in 3 bytes": ("e0 9f bf", 2),
    "overlong U+0000 in 4 bytes": ("f0 80 80 80", 2),
    "overlong U+002F in 4 bytes": ("f0 80 80 af", 2),
    "overlong U+FFFF in 4 bytes": ("f0 8f bf bf", 2),
    "overlong in 5 bytes": ("f8 80 80 80 af", 1),
    "overlong in 6 bytes": ("fc 80 80 80 80 af", 1),
    "surrogate U+D800": ("ed a0 80", 2),
    "surrogate U+DB7F": ("ed ad bf", 2),
    "surrogate U+DBFF": ("ed af bf", 2),
    "surrogate U+DC00": ("ed b0 80", 2),
    "surrogate U+DFFF": ("ed bf bf", 2),
    "surrogates in a pair": ("ed a0 80 ed b0 80", 2),
    "U+110000, the first past the last": ("f4 90 80 80", 2),
    "U+13FFFF": ("f4 bf bf bf", 2),
    "U+140000": ("f5 80 80 80", 1),
    "U+1FFFFF": ("f7 bf bf bf", 1),
    "5 bytes, U+200000": ("f8 88 80 80 80", 1),
    "6 bytes, U+4000000": ("fc 84 80 80 80 80", 1),
    "fe": ("fe", 1),
    "ff": ("ff", 1),
    "a byte order mark of UTF-16": ("fe ff", 1),
    "2 bytes, then ASCII": ("c2 41", 2),
    "3 bytes, ASCII after the first": ("e2 41 80", 2),
    "3 bytes, ASCII after the second": ("e2 82 41", 3),
    "4 bytes, ASCII after the third": ("f0 9f 98 41", 4),
    "3 bytes, a new character after the second": ("e2 82 c2 a9", 3),
    "GBK": ("c4 e3 ba c3", 2),
    "Latin-1": ("e9 74 e9", 2),
    "cut after 1 of 2": ("c2", None),
    "cut after 1 of 3": ("e2", None),
    "cut after 2 of 3": ("e2 82", None),
    "cut after 1 of 4": ("f0", None),
    "cut after 2 of 4": ("f0 9f", None),
    "cut after 3 of 4": ("f0 9f 98", None),
}

# What stands before the illegal bytes: nothing, ASCII past a word of a machine, other characters.
BEFORE = {"": b"", " behind ASCII": b"Hello, WebSocket", " behind Chinese": "天气很不错".encode()}


def main():
    """Every vector, each on a connection of its own where it ends one."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("--server", required=True, help="its command, with {port} in it")
    parser.add_argument("--log", default="target/peers/utf8.log")
    options = parser.parse_args()
    with Server(options.server, options.log) as server:
        failures = asyncio.run(every_vector(server))
    return min(failures, 1)


async def every_vector(server):
    failures = 0
    for name, test in vectors(server.port):
        try:
            count = await asyncio.wait_for(test, 60)
            print(f"ok   {name}: {count}", flush=True)
        except Exception as error:  # whatever it is, the others are sent all the same
            failures += 1
            print(f"FAIL {name}: {type(error).__name__}: {error}", flush=True)
            if not server.is_up():
                print(f"FAIL the server has ended: {server.said()}")
                return failures
    return failures


def vectors(port):
    """Every test by its name."""
    together = "".join(map(chr, LEGAL)).encode()
    each = [chr(code).encode() for code in LEGAL]
    yield "legal, whole", echoed(port, [[frame(TEXT, text)] for text in [*each, together, b""]])
    yield "legal, compressed", compressed_legal(port, [*each, together])
    texts = [*each, together]
    yield "legal, in two fragments at every byte", echoed(port, list(in_two(texts)))
    yield "legal, each byte a fragment", echoed(port, [in_bytes(text) for text in texts])
    yield (
        "legal, each byte a fragment, a ping between them",
        echoed(port, [in_bytes(text, [frame(PING, b"\xff\xfe")]) for text in texts]),
    )
    yield "legal, two packets cut at every byte", echoed(port, list(in_packets(texts)))
    yield "legal, each byte a packet", echoed(port, [single_bytes(frame(TEXT, together))])
    yield (
        "legal, behind every number of ASCII bytes up to 40",
        echoed(port, [[frame(TEXT, b"a" * count + b"\xf0\x9f\x98\x80b")] for count in range(41)]),
    )
    yield "any bytes are legal as binary", binary(port)
    yield "any bytes are legal in a ping", pings(port)
    yield "a reason of Close is text", reasons(port)
    for name, (text, settled_by) in ILLEGAL.items():
        yield f"illegal, {name}", refused(port, bytes.fromhex(text), settled_by)


def in_two(texts):
    for text in texts:
        for at in range(len(text) + 1):
            yield [frame(TEXT, text[:at], fin=False), frame(CONTINUATION, text[at:])]


def in_bytes(text, between=()):
    """A message whose fragments hold a byte each; its end is an empty one."""
    frames = []
    for number, byte in enumerate(text):
        opcode = CONTINUATION if number else TEXT
        frames += [frame(opcode, bytes([byte]), fin=False), *between]
    return [*frames, frame(CONTINUATION)]


def in_packets(texts):
    """One frame in two packets, cut at every byte of header and payload."""
    for text in texts:
        wire = frame(TEXT, text)
        for at in range(1, len(wire)):
            yield [wire[:at], wire[at:]]


def single_bytes(wire):
    return [wire[at : at + 1] for at in range(len(wire))]


# --- what is legal comes back ---


async def echoed(port, messages):
    """Each message, given by the pieces that go out, comes back as the same text."""
    peer = await Peer.open(port)
    for pieces in messages:
        await peer.write(*pieces)
        heard = await text_of(peer)
        expected = payload_of(b"".join(pieces))
        if heard != expected:
            raise AssertionError(f"{expected.hex(' ')} came back as {heard.hex(' ')}")
    await peer.write(frame(CLOSE, (1000).to_bytes(2)))
    if (how := await peer.end()) != 1000:
        raise AssertionError(f"ended with {how}")
    return f"{len(messages)} messages"


async def text_of(peer):
    """The next message, which must be text."""
    while True:
        first, payload = await peer.receive()
        if first & 0x0F == CLOSE:
            raise Ended(f"close {int.from_bytes(payload[:2])}")
        if first & 0x0F not in (PING, PONG):
            assert first == 0x80 | TEXT, f"first byte {first:#x}"
            return payload


def payload_of(wire):
    """The text of the frames that the tests make: short lengths only, pings between them left out."""
    text, at = b"", 0
    while at < len(wire):
        first, second = wire[at : at + 2]
        start = at + 6
        length = second & 0x7F
        if length == 126:
            length = int.from_bytes(wire[at + 2 : at + 4])
            start = at + 8
        key = wire[start - 4 : start]
        part = bytes(byte ^ key[i % 4] for i, byte in enumerate(wire[start : start + length]))
        if first & 0x0F != PING:
            text += part
        at = start + length
    return text


OFFER = {"Sec_WebSocket_Extensions": "permessage-deflate; server_no_context_takeover"}


async def compressed_legal(port, texts):
    peer = await Peer.open(port, headers=OFFER)
    if b"permessage-deflate" not in peer.head:
        raise AssertionError(f"no compression: {peer.head!r}")
    for text in texts:
        await peer.write(frame(TEXT, deflated(text), rsv=4))
        heard = await peer.message()
        assert heard == text, f"{text.hex(' ')} came back as {heard.hex(' ')}"
    peer.reset()
    return f"{len(texts)} messages"


async def binary(port):
    peer = await Peer.open(port)
    for text, _ in ILLEGAL.values():
        payload = bytes.fromhex(text)
        await peer.write(frame(BINARY, payload))
        first, heard = await peer.receive()
        assert (first, heard) == (0x80 | BINARY, payload), f"{first:#x} {heard.hex(' ')}"
    peer.reset()
    return f"{len(ILLEGAL)} messages"


async def pings(port):
    peer = await Peer.open(port)
    for text, _ in ILLEGAL.values():
        payload = bytes.fromhex(text)
        await peer.write(frame(PING, payload))
        first, heard = await peer.receive()
        assert (first, heard) == (0x80 | PONG, payload), f"{first:#x} {heard.hex(' ')}"
    peer.reset()
    return f"{len(ILLEGAL)} pings"


async def reasons(port):
    """A legal reason is answered with its code, an illegal one with 1007."""
    legal = "".join(map(chr, LEGAL)).encode()[:118].decode(errors="ignore").encode()
    for reason, expected in [(legal, 1000), *((bytes.fromhex(t), INVALID) for t, _ in ILLEGAL.values())]:
        peer = await Peer.open(port)
        await peer.write(frame(CLOSE, (1000).to_bytes(2) + reason))
        how = await peer.end()
        assert how == expected, f"reason {reason.hex(' ')}: {how}, not {expected}"
    return f"{len(ILLEGAL) + 1} reasons"


# --- what is not fails the connection ---


async def refused(port, text, settled_by):
    """In every way in which it can be sent: each has a connection of its own."""
    count = 0
    for where, before in BEFORE.items():
        for way, pieces in ways(before, text, settled_by):
            headers = OFFER if way == "compressed" else None
            peer = await Peer.open(port, headers=headers)
            await peer.write(*pieces)
            how = await peer.end()
            assert how == INVALID, f"{way}{where}: {how}, not {INVALID}"
            count += 1
    return f"{count} ways"


def ways(before, text, settled_by):
    """Ways to send it, each with the pieces that go out."""
    whole = before + text
    yield "whole", [frame(TEXT, whole)]
    yield "compressed", [frame(TEXT, deflated(whole), rsv=4)]
    yield "each byte a fragment", in_bytes(whole)
    yield "each byte a packet", single_bytes(frame(TEXT, whole))
    yield "last in a fragment", [frame(TEXT, before, fin=False), frame(CONTINUATION, text)]
    if settled_by is None:
        return
    # Nothing comes behind the byte that settles it: who waits for more waits for ever.
    settled = before + text[:settled_by]
    yield "in a frame that is not finished", [frame(TEXT, settled, claim=len(settled) + 1000)]
    yield "in a message that is not finished", [frame(TEXT, settled, fin=False)]
    yield (
        "across fragments, in one that is not finished",
        [
            frame(TEXT, settled[:-1], fin=False),
            frame(CONTINUATION, settled[-1:], claim=100_000),
        ],
    )


if __name__ == "__main__":
    sys.exit(main())
