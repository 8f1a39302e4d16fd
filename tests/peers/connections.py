"""What the suite lets two real peers say to each other: a server and a client of the library
`websockets`, on loopback. Knows nothing of captures, tshark or ws-inspect."""

import asyncio
import socket
import struct
from dataclasses import dataclass, field

from websockets.asyncio.client import connect
from websockets.asyncio.server import serve
from websockets.exceptions import ConnectionClosed

from window8 import client_factory, server_factory

# No connection lives longer, whatever goes wrong.
SECONDS = 20

# Bits of the windows that are agreed on, of 8 to 15.
WINDOWS = (8, 9, 10, 12, 15)

# No pings but ours, and no end waits for the other to read.
UNHURRIED = {"ping_interval": None, "max_queue": None}


@dataclass
class Connection:
    """One connection, or `times` of the same at once: what is offered, said, and how it ends."""

    name: str
    say: str = "talk"
    close: str = "normal"
    closed_by: str = "client"
    client: dict | None = None  # arguments of the client's offer of permessage-deflate
    server: dict = field(default_factory=dict)  # arguments of the server's answer
    host: str = "127.0.0.1"
    times: int = 1


def connections():
    """Every connection that the suite makes."""
    yield Connection("plain")
    yield Connection("sizes", say="sizes")
    yield Connection("fragments", say="fragments")
    yield Connection("streamed", say="streamed")
    yield Connection("ipv6", host="::1")
    yield Connection("at-once", times=6)
    for close in CLOSES:
        for end in ("client", "server"):
            yield Connection(f"close-{close}-by-{end}", close=close, closed_by=end)
    yield Connection("deflate", client={})
    yield Connection("deflate-fragments", say="fragments", client={})
    yield Connection("deflate-streamed", say="streamed", client={})
    yield Connection("deflate-sizes", say="sizes", client={})
    yield Connection("deflate-at-once", times=6, client={})
    yield Connection("deflate-abort", client={}, close="abort")
    yield Connection("deflate-no-window-offered", client={"client_max_window_bits": None})
    parameters = {
        "server-no-context": {"server_no_context_takeover": True},
        "client-no-context": {"client_no_context_takeover": True},
        "no-context": {"server_no_context_takeover": True, "client_no_context_takeover": True},
        **{f"server-window-{bits}": {"server_max_window_bits": bits} for bits in WINDOWS},
        **{f"client-window-{bits}": {"client_max_window_bits": bits} for bits in WINDOWS},
        "all": {
            "server_no_context_takeover": True,
            "client_no_context_takeover": True,
            "server_max_window_bits": 9,
            "client_max_window_bits": 11,
        },
    }
    for name, asked in parameters.items():
        # Only a server that can make a window of 8 agrees to one.
        able = {key: bits for key, bits in asked.items() if key == "server_max_window_bits"}
        yield Connection(f"deflate-{name}-asked-by-client", client=asked, server=able)
        yield Connection(f"deflate-{name}-set-by-server", client={}, server=asked)
    yield Connection("deflate-all-fragments", say="fragments", client=parameters["all"])
    smallest = {"server_max_window_bits": 8, "client_max_window_bits": 8}
    fresh = parameters["no-context"] | smallest
    for say in SAYS:
        yield Connection(f"deflate-windows-8-{say}", say=say, client=smallest, server=smallest)
        yield Connection(f"deflate-windows-8-no-context-{say}", say=say, client=fresh, server=fresh)


async def meet(connection, sock):
    """Lets the peers meet at the listening socket. When all of it is over, returns the messages that
    each end has received: a list of clients and a list of servers, each of lists."""
    async with asyncio.timeout(SECONDS):
        served = []
        over = asyncio.Event()

        async def serve_one(peer):
            try:
                await SAYS[connection.say](peer, "server")
                if connection.closed_by == "server":
                    await CLOSES[connection.close](peer)
                await peer.wait_closed()
            except ConnectionClosed:
                pass
            served.append(peer)
            if len(served) == connection.times:
                over.set()

        answer = [server_factory(**connection.server)]
        if connection.client is None:
            answer = None
        async with serve(
            serve_one, sock=sock, compression=None, extensions=answer, **UNHURRIED
        ):
            calls = (call(connection, sock) for _ in range(connection.times))
            clients = await asyncio.gather(*calls)
            await over.wait()
        return [[getattr(peer, "heard", []) for peer in end] for end in (clients, served)]


async def call(connection, sock):
    """The client's part."""
    host, port = sock.getsockname()[:2]
    offer = None
    if connection.client is not None:
        offer = [client_factory(**connection.client)]
    peer = await connect(
        f"ws://[{host}]:{port}/" if ":" in host else f"ws://{host}:{port}/",
        compression=None, extensions=offer, proxy=None, **UNHURRIED,
    )
    try:
        await SAYS[connection.say](peer, "client")
        if connection.closed_by == "client":
            await CLOSES[connection.close](peer)
        await peer.wait_closed()
    except ConnectionClosed:
        pass
    return peer


# --- what is said; either end says it and listens to the other ---

LETTERS = "The quick brown fox jumps over the lazy dog. "


async def talk(peer, end):
    """Text, the same text again (compressed, it refers to what came before), none, bytes, pings."""
    for message in (f"Hello from the {end}", LETTERS * 20, LETTERS * 20, "天气很不错 \U0001f600", "",
                    "\0\t\"\\\n", bytes(range(256)), b"", f"Hello from the {end}"):
        await peer.send(message)
    await (await peer.ping(b"are you there"))
    await (await peer.ping(b""))
    await peer.pong(b"without a ping")
    # More than any window holds, so that matches reach back as far as they may.
    await peer.send("".join(f"{number * number} " for number in range(9000)))
    await peer.send(LETTERS * 20)
    await listen(peer, 11)


async def sizes(peer, _end):
    """Both sides of each border between the forms of the length, as text and as bytes."""
    lengths = (0, 1, 2, 125, 126, 127, 128, 65534, 65535, 65536, 65537, 200_000)
    for length in lengths:
        await peer.send("x" * length)
        await peer.send(bytes(number * 7 % 251 for number in range(length)))
    await listen(peer, 2 * len(lengths))


async def fragments(peer, end):
    """Messages in pieces, cut inside characters too, with control frames between them. One end
    after the other: tshark joins the pieces of both directions into one."""
    if end == "server":
        await listen(peer, 5)
    text = f"The {end} speaks in pieces: 今天天气 {LETTERS * 3}".encode()
    await send_pieces(peer.protocol.send_text, peer, [text[:9], text[9:33], text[33:38], text[38:]])
    await send_pieces(peer.protocol.send_text, peer, [text[:30], text[30:]])
    await send_pieces(peer.protocol.send_binary, peer, [b"\x00\x01", b"\xfe" * 70_000, b"\xff"])
    await send_pieces(peer.protocol.send_binary, peer, [b"\x01"] * 30)
    await peer.send("whole")
    if end == "client":
        await listen(peer, 5)


async def send_pieces(send_first, peer, pieces):
    """Sends one message in these pieces, and between two of them a ping, whose pong is awaited: so each
    has its own packet (of those that share one, tshark shows the whole message in each)."""
    last = len(pieces) - 1
    for number, piece in enumerate(pieces):
        write = peer.protocol.send_continuation if number > 0 else send_first
        async with peer.send_context():
            write(piece, fin=number == last)
        await (await peer.ping())


async def streamed(peer, end):
    """Messages whose end is not known when they begin: the library ends them with an empty frame."""
    if end == "server":
        await listen(peer, 2)
    await peer.send(f"{word} " for word in ("The", end, "speaks", "in", "pieces"))
    await peer.send(b"more" for _ in range(5))
    if end == "client":
        await listen(peer, 2)


async def listen(peer, messages):
    """Receives so many messages; then nothing is under way to this end, except control frames."""
    peer.heard = []
    for _ in range(messages):
        peer.heard.append(await peer.recv())


SAYS = {"talk": talk, "sizes": sizes, "fragments": fragments, "streamed": streamed}

# --- how it ends ---


async def close_without_code(peer):
    """A Close frame with no body."""
    async with peer.send_context():
        peer.protocol.send_close()


async def abort(peer):
    """RST in place of FIN."""
    sock = peer.transport.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    peer.transport.abort()


async def vanish(peer):
    """FIN without a Close frame."""
    peer.transport.abort()


CLOSES = {
    "normal": lambda peer: peer.close(),
    "no-code": close_without_code,
    "reason": lambda peer: peer.close(1001, "going 离开"),
    "4000": lambda peer: peer.close(4000, "own code"),
    "abort": abort,
    "fin": vanish,
}
