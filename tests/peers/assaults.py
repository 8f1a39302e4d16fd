"""What hostile and broken clients do to a server. Each assault gives its figures as a text, and the
phrases that the log must have, with their least counts; it raises what a server must not do."""

import asyncio
import random
import ssl
import time
from collections import Counter
from dataclasses import dataclass

from live import Server
from raw import BINARY, CLOSE, CONTINUATION, PING, TEXT, Ended, Peer, deflated, frame, request, sources

# The limits that the server is given.
MAX_MESSAGE = 1 << 20
HANDSHAKE_SECONDS = 3

# So many connections are begun at once.
TOGETHER = 200


@dataclass
class Scale:
    """How many come."""

    connections: int = 1000
    idle: int = 2000

    @classmethod
    def full(cls):
        return cls(connections=10_000, idle=10_000)


# --- those who do not read ---


async def never_reads_group(server, _scale, _command):
    """Members of the group who never read: each is disconnected once its queue is full, and who wakes
    up soon can read why; the others have every message, in order."""
    port, slow_count, messages = server.port, 6, 500
    sender, listener = await Peer.open(port, "/ws"), await Peer.open(port, "/ws")
    slow = [await Peer.open(port, "/ws", receive_buffer=4096) for _ in range(slow_count)]
    longest, wakers = 0.0, []
    with server.log.open("rb") as log:
        log.seek(0, 2)
        for number in range(messages):
            longest = max(longest, await one_message(sender, listener, number))
            # The first is disconnected: half of them wake up, soon enough for the Close frame.
            if not wakers and b'"kind":"slow-reader"' in log.read():
                wakers = [asyncio.create_task(peer.end()) for peer in slow[::2]]
    woken = Counter(await asyncio.gather(*wakers))
    assert woken.keys() <= {1008, 1013}, f"those who woke up ended with {dict(woken)}"
    ends = Counter(await asyncio.gather(*(peer.end() for peer in slow[1::2])))
    assert ends.keys() <= {1008, 1013, "reset", "eof"}, f"they ended with {dict(ends)}"
    for peer in (sender, listener):
        await peer.write(frame(CLOSE, (1000).to_bytes(2)))
        assert await peer.end() == 1000
    return (
        f"{slow_count} of {slow_count + 2} members do not read {messages * 64 >> 10} MiB: those who"
        f" wake up ended with {told(woken)}, the others with {told(ends)};"
        f" nobody else lost anything, longest way {longest * 1000:.0f} ms"
    ), {"trouble slow-reader": slow_count}


async def one_message(sender, listener, number):
    """A message of 64 KiB to the group; how long it took to the one who reads."""
    began = time.monotonic()
    await sender.write(frame(BINARY, number.to_bytes(4) + bytes(65_532)))
    heard = await listener.message()
    assert int.from_bytes(heard[:4]) == number, f"message {number} is missing"
    return time.monotonic() - began


async def never_reads_echo(server, _scale, _command):
    """Sends on and on and reads no echo: the server stops reading, or ends it; it does not hoard."""
    peer = await Peer.open(server.port, receive_buffer=4096)
    sent, most = 0, 64 << 20
    wire = frame(BINARY, bytes(65_536))
    try:
        while sent < most:
            peer.writer.write(wire)
            await asyncio.wait_for(peer.writer.drain(), 2)
            sent += len(wire)
        how = "was read to its end"
    except TimeoutError:
        how = "was read no further"
    except ConnectionError:
        how = "was ended"
    finally:
        peer.reset()
    assert sent < most, "the server took 64 MiB whose echoes nobody read"
    return f"{how} behind {sent / 2**20:.1f} MiB", {}


# --- those who are slow ---


async def one_byte_a_second(server, _scale, _command):
    """Handshakes a byte a second are cut off in time; frames a byte a second are as good as others."""
    port, count = server.port, 20

    async def handshake():
        peer = await Peer.connect(port)
        began = time.monotonic()
        for byte in request(port):
            await peer.write(bytes([byte]))
            try:
                if await asyncio.wait_for(peer.reader.read(1), 1) == b"":
                    break
            except TimeoutError:
                pass
            except ConnectionError:
                break
            assert time.monotonic() - began < HANDSHAKE_SECONDS + 5, "never cut off"
        peer.reset()
        return time.monotonic() - began

    async def message():
        peer = await Peer.open(port)
        for byte in frame(TEXT, b"Hi"):
            await peer.write(bytes([byte]))
            await asyncio.sleep(1)
        assert await peer.message() == b"Hi"
        peer.reset()

    cut = await asyncio.gather(
        *(handshake() for _ in range(count)), *(message() for _ in range(count))
    )
    return (
        f"{count} handshakes cut off after at most {max(cut[:count]):.1f} s;"
        f" {count} messages of 8 bytes in 8 s echoed"
    ), {"trouble handshake-timeout": count}


async def no_handshake(server, scale, _command):
    """Connects that never finish the handshake go away by themselves."""
    port, count = server.port, scale.connections
    halves = [b"", b"GET /echo HTTP/1.1\r\nHost: 127.0.0.1\r\n", b"G"]
    began = time.monotonic()
    peers = await crowd(count, lambda source: Peer.connect(port, source=source))
    for number, peer in enumerate(peers):
        peer.writer.write(halves[number % 3])
    connected = time.monotonic() - began
    rss, _ = server.memory()
    await asyncio.wait_for(
        asyncio.gather(*(peer.rest(60) for peer in peers)), HANDSHAKE_SECONDS + 20
    )
    gone = time.monotonic() - began
    for peer in peers:
        peer.reset()
    return (
        f"{count} connected in {connected:.1f} s ({rss / 1024:.1f} MiB), all gone after {gone:.1f} s"
    ), {"trouble handshake-timeout": count}


async def idle(server, scale, _command):
    """Connections at rest: what they cost, and that they are alive."""
    port, count = server.port, scale.idle
    before, _ = server.memory()
    began = time.monotonic()
    peers = await crowd(count, lambda source: Peer.open(port, source=source))
    seconds = time.monotonic() - began
    await asyncio.sleep(2)
    after, _ = server.memory()
    for peer in peers[:: max(1, count // 100)]:
        await peer.write(frame(TEXT, b"still here"))
        assert await peer.message() == b"still here"
    for peer in peers:
        peer.reset()
    each = (after - before) * 1024 / count
    return (
        f"{count} connected in {seconds:.1f} s, {each:.0f} bytes resident for each"
    ), {"open": count, "closed reset": count * 9 // 10}


# --- those who lie ---


async def claims(server, _scale, _command):
    """Frames that claim more than anybody has: refused at the header, before a byte of payload."""
    too_long = {
        "2^63 bytes": (frame(BINARY, claim=1 << 63), 1002),
        "2^64-1 bytes": (frame(BINARY, claim=(1 << 64) - 1), 1002),
        "2^63-1 bytes": (frame(BINARY, claim=(1 << 63) - 1), 1009),
        "2^40 bytes": (frame(BINARY, claim=1 << 40), 1009),
        "a byte more than the limit": (frame(BINARY, claim=MAX_MESSAGE + 1), 1009),
        "2^40 bytes of text": (frame(TEXT, claim=1 << 40), 1009),
        "2^40 bytes of ping": (frame(PING, claim=1 << 40), 1002),
        "fragments beyond the limit": (
            frame(BINARY, bytes(MAX_MESSAGE), fin=False) + frame(CONTINUATION, b"1", fin=False),
            1009,
        ),
    }
    for name, (wire, code) in too_long.items():
        for _ in range(10):
            peer = await Peer.open(server.port)
            await peer.write(wire)
            how = await peer.end()
            assert how == code, f"{name}: {how}, not {code}"
    return (
        f"{len(too_long)} kinds, 10 times each, refused with 1002 or 1009"
    ), {"closed failed 1002 F10": 20, "closed failed 1009 F12": 30}


async def bomb(server, _scale, _command):
    """Messages that inflate to far more than the limit."""
    zeros = deflated(bytes(256 << 20))
    offer = {"Sec_WebSocket_Extensions": "permessage-deflate"}
    count = 10

    async def one(number):
        peer = await Peer.open(server.port, headers=offer)
        assert b"permessage-deflate" in peer.head, f"no compression: {peer.head!r}"
        if number % 2:
            await peer.write(frame(BINARY, zeros, rsv=4))
        else:
            await peer.write(frame(BINARY, zeros[:1000], rsv=4, fin=False))
            for at in range(1000, len(zeros), 1000):
                await peer.write(frame(CONTINUATION, zeros[at : at + 1000], fin=False))
        return await peer.end()

    ends = Counter(await asyncio.gather(*(one(number) for number in range(count))))
    assert ends.keys() <= {1009, "reset"} and ends[1009], f"they ended with {dict(ends)}"
    return (
        f"{count} times 256 MiB in {len(zeros) >> 10} KiB: ended with {told(ends)}"
    ), {"closed failed 1009 M05": count}


async def never_stops(server, _scale, _command):
    """Goes on sending when the server has failed the connection: it is not heard for ever."""
    peer = await Peer.open(server.port)
    wire, sent = frame(BINARY, bytes(65_536)), 0
    await peer.write(frame(CONTINUATION, b"of nothing"))
    began = time.monotonic()
    try:
        while time.monotonic() - began < 30:
            peer.writer.write(wire)
            await peer.writer.drain()
            sent += len(wire)
        raise AssertionError("it was heard for 30 s")
    except ConnectionError:
        seconds = time.monotonic() - began
    peer.reset()
    return (
        f"cut off {seconds:.1f} s and {sent >> 20} MiB after the Close frame"
    ), {"closed failed 1002 M01": 1}


# --- those who speak otherwise ---


async def random_bytes(server, _scale, _command):
    """Noise, before the handshake and behind it. Every connection ends, at once or with its input."""
    noise = random.Random(9527)
    count, ends = 300, Counter()
    for number in range(count):
        peer = await (Peer.open if number % 2 else Peer.connect)(server.port)
        await peer.write(noise.randbytes(noise.randrange(1, 4096)))
        peer.finish()
        if number % 2:
            ends[str(await peer.end())] += 1
        else:
            answer = await peer.rest()
            ends[answer[9:12].decode() if answer.startswith(b"HTTP/1.1 ") else "no answer"] += 1
            peer.reset()
    assert "silence" not in ends, f"they ended with {dict(ends)}"
    return f"{count} connections ended with {told(ends)}", {"visitor not-http": count // 4}


async def tls(server, _scale, _command):
    """Attempts at `wss://`."""
    hello = ssl.MemoryBIO()
    talk = ssl.create_default_context().wrap_bio(ssl.MemoryBIO(), hello, server_hostname="localhost")
    try:
        talk.do_handshake()
    except ssl.SSLWantReadError:
        pass
    wire, count = hello.read(), 50
    for _ in range(count):
        peer = await Peer.connect(server.port)
        await peer.write(wire)
        await peer.rest()
        peer.reset()
    return f"{count} ended", {"visitor tls": count}


async def browsers(server, _scale, _command):
    """Requests for pages."""
    origin = f"http://127.0.0.1:{server.port}"
    head = (
        "{} {} HTTP/1.1\r\nHost: 127.0.0.1:" + str(server.port) + "\r\nConnection: keep-alive\r\n"
        "User-Agent: Mozilla/5.0\r\nAccept: text/html\r\nReferer: " + origin + "/\r\n\r\n"
    )
    wanted = {
        ("GET", "/"): 200, ("GET", "/group_p"): 200, ("GET", "/one_p"): 200, ("HEAD", "/"): 200,
        ("GET", "/nothing/here"): 404, ("GET", "/../../etc/passwd"): 404, ("GET", "/%00"): 404,
    }  # fmt: skip
    for (method, path), expected in wanted.items():
        peer = await Peer.connect(server.port)
        status = await peer.ask(head.format(method, path).encode())
        assert status == expected, f"{method} {path}: {status}, not {expected}"
        await peer.rest()
        peer.reset()
    return f"{len(wanted)} requests answered", {"visitor page": len(wanted)}


async def port_scan(server, _scale, _command):
    """Connects, and away: by FIN and by RST."""
    count = 300
    for number in range(count):
        peer = await Peer.connect(server.port)
        if number % 2:
            peer.finish()
            await peer.rest()
        peer.reset()
    return f"{count} came and went", {"visitor silent": count // 2}


async def bad_handshakes(server, _scale, _command):
    """Requests that are wrong, each with the status that is due."""
    port = server.port
    good = request(port)
    head, _, _ = good.partition(b"Sec-WebSocket-Key")
    wrong = {
        "no key": (request(port, Sec_WebSocket_Key=None), 400),
        "key of 15 bytes": (request(port, Sec_WebSocket_Key="dGhlIHNhbXBsZSBub25j"), 400),
        "key that is no base64": (request(port, Sec_WebSocket_Key="!" * 24), 400),
        "no Host": (request(port, Host=None), 400),
        "two keys": (request(port, X="a\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="), 400),
        "space before the colon": (good.replace(b"Upgrade:", b"Upgrade :"), 400),
        "no colon": (good.replace(b"Host:", b"Host"), 400),
        "HTTP/1.0": (good.replace(b"HTTP/1.1", b"HTTP/1.0"), 400),
        "method POST": (b"POST" + good[3:], 405),
        "method in small letters": (b"get" + good[3:], 405),
        "version 8": (request(port, Sec_WebSocket_Version="8"), 426),
        "version 14": (request(port, Sec_WebSocket_Version="14"), 426),
        "another site's page": (request(port, Origin="https://evil.example"), 403),
        "another site's name": (request(port, Host="evil.example"), 403),
        "a head without end": (head + b"X: " + b"y" * 200_000, (400, 431)),
        "a thousand headers": (head + b"X: y\r\n" * 20_000, (400, 431)),
        "no such path": (request(port, "/nothing/here"), 404),
    }
    for name, (wire, expected) in wrong.items():
        for _ in range(5):
            peer = await Peer.connect(port)
            status = await peer.ask(wire)
            allowed = expected if isinstance(expected, tuple) else (expected,)
            assert status in allowed, f"{name}: {status}, not {expected}: {peer.head!r}"
            if status == 426:
                assert b"Sec-WebSocket-Version: 13" in peer.head, f"{name}: {peer.head!r}"
            if status == 405:
                assert b"Allow: GET" in peer.head, f"{name}: {peer.head!r}"
            await peer.rest()
            peer.reset()
    return f"{len(wrong)} kinds, 5 times each, each refused with its status", {
        "closed refused 400 H06": 5, "closed refused 400 H07": 10, "closed refused 400 H03": 5,
        "closed refused 400 H08": 5, "closed refused 405 H01": 10, "closed refused 426 H09": 10,
        "closed refused 403 H19": 10,
    }  # fmt: skip


# --- those who leave ---


async def half_closed(server, _scale, _command):
    """Ends of input at every stage: each connection ends, and what was owed was sent before."""
    port, times = server.port, 10
    stages = {
        "half a request": (Peer.connect, request(port)[:40]),
        "a handshake": (Peer.open, b""),
        "half a header": (Peer.open, frame(TEXT, b"Hello")[:1]),
        "half a payload": (Peer.open, frame(TEXT, b"Hello")[:-2]),
        "half a message": (Peer.open, frame(TEXT, b"Hello", fin=False)),
    }
    for name, (begin, wire) in stages.items():
        for _ in range(times):
            peer = await begin(port)
            await peer.write(wire)
            peer.finish()
            how = await peer.end() if begin == Peer.open else await peer.rest()
            assert how != "silence", f"{name}: it goes on"
    for _ in range(times):
        peer = await Peer.open(port)
        await peer.write(frame(TEXT, b"and out"))
        peer.finish()
        assert await peer.message() == b"and out", "the echo is lost"
        assert await peer.end() != "silence", "a message: it goes on"
    for _ in range(times):
        peer = await Peer.open(port)
        await peer.write(frame(CLOSE, (1001).to_bytes(2)))
        peer.finish()
        assert await peer.end() == 1001, "the Close frame is not answered"
    return f"{len(stages) + 2} stages, {times} times each, all ended", {"closed lost": 40}


async def resets(server, _scale, _command):
    """RST in the middle of things, while the server writes too."""
    count = 200
    for number in range(count):
        peer = await Peer.open(server.port, "/ws" if number % 3 == 0 else "/echo")
        await peer.write(frame(BINARY, bytes(number * 300)), frame(TEXT, b"Hello")[: number % 10])
        peer.reset()
    return f"{count} reset", {"closed reset": count // 2}


async def refused_when_full(_server, _scale, command):
    """More than `--max-connections`: 503 for the newcomers, and room again when somebody leaves. On a
    server of its own."""
    most, more = 20, 30
    log = "target/peers/hostile-full.jsonl"
    with Server(command, log, ["--max-connections", most, "--log", "json"]) as server:
        peers = [await Peer.open(server.port) for _ in range(most)]
        refused = []
        for _ in range(more):
            refused.append(await Peer.connect(server.port))
            status = await refused[-1].ask(request(server.port))
            assert status == 503, f"{status}, not 503"
        for peer in peers:
            await peer.write(frame(TEXT, b"still here"))
            assert await peer.message() == b"still here"
            await peer.write(frame(CLOSE, (1000).to_bytes(2)))
            assert await peer.end() == 1000
        # Those who were refused do not leave, and yet there is room again.
        peer = await reopened(server.port)
        peer.reset()
        for peer in refused:
            peer.reset()
    told_of = server.log.read_text().count('"kind":"max-connections","code":"S04"')
    assert told_of >= more, f"the log tells of {told_of} refusals"
    return f"{most} connected, {more} refused with 503, then room again", {}


async def reopened(port):
    """A connection, as soon as the server has seen that another has ended."""
    for _ in range(10):
        try:
            return await Peer.open(port)
        except AssertionError:
            await asyncio.sleep(0.1)
    raise AssertionError("there is no room again")


async def stops(_server, _scale, command):
    """Ctrl-C: everybody hears 1001, and the program ends with 0. On a server of its own."""
    count = 50
    with Server(command, "target/peers/hostile-stop.jsonl", ["--log", "json"]) as server:
        peers = [await Peer.open(server.port) for _ in range(count)]
        began = time.monotonic()
        ends = asyncio.gather(*(peer.end() for peer in peers))
        await asyncio.sleep(0)
        await asyncio.to_thread(server.__exit__)
        ends = Counter(await ends)
        seconds = time.monotonic() - began
    assert ends == {1001: count}, f"they ended with {dict(ends)}"
    assert server.process.returncode == 0, f"exit code {server.process.returncode}"
    last = server.log.read_text().splitlines()[-1]
    assert '"type":"served"' in last, f"the log ends with {last}"
    return f"{count} clients heard 1001, exit code 0 after {seconds:.1f} s", {}


async def crowd(count, begin):
    """So many connections, begun some hundreds at a time, from several addresses."""
    source, peers = sources(), []
    while len(peers) < count:
        some = min(TOGETHER, count - len(peers))
        peers += await asyncio.gather(*(begin(next(source)) for _ in range(some)))
    return peers


def told(ends):
    return ", ".join(f"{how} ({count})" for how, count in ends.most_common())


# Each with how many MiB of memory it may cost at most.
ASSAULTS = {
    "never reads, group": (never_reads_group, 64),
    "never reads, echo": (never_reads_echo, 16),
    "one byte a second": (one_byte_a_second, 8),
    "no handshake": (no_handshake, 64),
    "idle": (idle, 64),
    "claims": (claims, 16),
    "compression bomb": (bomb, 48),
    "never stops": (never_stops, 8),
    "random bytes": (random_bytes, 16),
    "tls": (tls, 8),
    "browsers": (browsers, 8),
    "port scan": (port_scan, 8),
    "bad handshakes": (bad_handshakes, 16),
    "half-closed": (half_closed, 8),
    "resets": (resets, 16),
    "full": (refused_when_full, 8),
    "stop": (stops, 8),
}
