"""What one client does to make a server work or hold memory for it: little on the wire, much behind
it. Each on a server of its own with the defaults, beside a well-behaved client whose waits are bounded,
and within a bound of memory."""

import asyncio
import contextlib
import subprocess
import sys
import time
from pathlib import Path

from live import Server
from raw import BINARY, PING, SECONDS, TEXT, Peer, deflated, frame

# How long a well-behaved client may wait for its echo beside any of them. On two quiet cores it is less
# than a fifth of this; the bound holds on a shared machine, and those that stood still miss it. On a
# machine that is busy with something else, so many times as long as it waits at rest.
PATIENCE_MS = 400
PATIENCE_AT_REST = 10

DEFLATE = {"Sec_WebSocket_Extensions": "permessage-deflate"}


class Beside:
    """The well-behaved client of `watch.py`."""

    def __init__(self, port):
        self.process = subprocess.Popen(
            [sys.executable, "-B", Path(__file__).with_name("watch.py"), str(port)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def longest_wait(self):
        """In milliseconds, since the last call."""
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline().split()[1])

    def leave(self):
        self.process.stdin.close()
        self.process.wait(5)


@contextlib.asynccontextmanager
async def alone(command, name, most_mib, *arguments):
    """A server for one assault; at its end the wait of the client beside and the memory are held."""
    log = f"target/peers/overload-{name}.jsonl"
    with Server(command, log, ["--log", "json", *arguments]) as server:
        beside = Beside(server.port)
        await asyncio.sleep(0.5)
        at_rest = await asyncio.to_thread(beside.longest_wait)
        server.figures = {}
        try:
            yield server
            wait = await asyncio.to_thread(beside.longest_wait)
        finally:
            beside.leave()
        mib = server.memory()[1] / 1024
        server.figures |= {"wait": wait, "mib": mib}
        patience = max(PATIENCE_MS, PATIENCE_AT_REST * at_rest)
        assert wait <= patience, f"another client waited {wait:.0f} ms for its echo"
        assert mib <= most_mib, f"{mib:.0f} MiB at most, {most_mib} are allowed"


def figures(server):
    return f"longest wait {server.figures['wait']:.0f} ms, {server.figures['mib']:.0f} MiB at most"


async def many_objects(_server, _scale, command):
    """A one-to-one message of 16 MiB, nothing but small objects, in 24 KB on the wire."""
    start, one = b'{"to_user":"v","msg":"x","k":[', b'{"":0},'
    bomb = start + one * (((16 << 20) - len(start) - 8) // len(one)) + b"1]}"
    wire = frame(TEXT, deflated(bomb), rsv=4)
    async with alone(command, "many-objects", 160) as server:
        await Peer.open(server.port, "/ws/v")
        peers = [await Peer.open(server.port, f"/ws/{name}", DEFLATE) for name in "abcd"]
        for peer in peers:
            await peer.write(wire)
        for peer in peers:
            heard = await peer.message(30)
            assert b'"too-long"' in heard, heard[:200]
            peer.reset()
    return f"4 times 16 MiB in {len(wire) >> 10} KiB refused, {figures(server)}", {}


async def small_windows(_server, _scale, command):
    """A message of 16 MiB to a hundred members who ask for every small window there is."""
    wire = frame(TEXT, deflated(b"again " * ((16 << 20) // 6 - 1)), rsv=4)
    async with alone(command, "small-windows", 256) as server:
        members = [
            await Peer.open(server.port, "/ws", windows(9 + number % 6)) for number in range(100)
        ]
        sender = await Peer.open(server.port, "/ws", DEFLATE)
        await sender.write(wire)
        heard = await asyncio.gather(*(member.receive(60) for member in members))
        assert all(first == 0xC1 for first, _ in heard), "not compressed"
        for peer in (sender, *members):
            peer.reset()
    return f"{len(members)} members with 6 windows served, {figures(server)}", {}


async def kept_windows(_server, _scale, command):
    """The same to fifty members with a window of their own each (--deflate-context)."""
    wire = frame(TEXT, deflated(b"again " * ((4 << 20) // 6 - 1)), rsv=4)
    async with alone(command, "kept-windows", 256, "--deflate-context") as server:
        members = [await Peer.open(server.port, "/ws", DEFLATE) for _ in range(50)]
        sender = await Peer.open(server.port, "/ws", DEFLATE)
        await sender.write(wire)
        heard = await asyncio.gather(*(member.receive(60) for member in members))
        assert all(first == 0xC1 for first, _ in heard), "not compressed"
        for peer in (sender, *members):
            peer.reset()
    return f"{len(members)} members served, {figures(server)}", {}


def windows(bits):
    return {
        "Sec_WebSocket_Extensions": "permessage-deflate; server_no_context_takeover;"
        f" server_max_window_bits={bits}"
    }


async def one_long_message(_server, _scale, command):
    """The longest message to thirty members who read steadily: all of them get it."""
    size, rate = 16 << 20, 2 << 20
    async with alone(command, "one-long-message", 256) as server:
        peers = [await Peer.open(server.port, "/ws", receive_buffer=1 << 16) for _ in range(31)]
        sender, *members = peers
        reads = [asyncio.create_task(steadily(member, size + 10, rate)) for member in members]
        await sender.write(frame(BINARY, bytes(size)))
        await asyncio.gather(*reads)
        await sender.write(frame(PING, b"still here"))
        assert await sender.receive() == (0x8A, b"still here"), "the sender was dropped"
        for peer in peers:
            peer.reset()
    return f"{len(members)} members got {size >> 20} MiB each, {figures(server)}", {}


async def steadily(peer, size, rate):
    """Reads so many bytes, not faster than so many a second. A Ping may stand between them."""
    began, read = time.monotonic(), 0
    while read < size:
        data = await asyncio.wait_for(peer.reader.read(1 << 16), SECONDS)
        if not data or data.startswith(b"\x88"):
            raise AssertionError(f"a member that reads steadily was cut off behind {read} bytes")
        read += len(data)
        await asyncio.sleep(max(0, began + read / rate - time.monotonic()))


# Each with how many MiB of memory it may cost the shared server, which it leaves alone.
OVERLOADS = {
    "many objects": (many_objects, 8),
    "small windows": (small_windows, 8),
    "kept windows": (kept_windows, 8),
    "one long message": (one_long_message, 8),
}
