"""What one client does to make a server work or hold memory for it: little on the wire, much behind
it. Each on a server of its own with the defaults, beside a well-behaved client whose waits are bounded,
and within a bound of memory."""

import asyncio
import contextlib
import subprocess
import sys
from pathlib import Path

from live import Server
from raw import TEXT, Peer, deflated, frame

# How long a well-behaved client may wait for its echo beside any of them, on two quiet cores; on a
# machine that is busy with something else, so many times as long as it waits at rest.
PATIENCE_MS = 100
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


# Each with how many MiB of memory it may cost the shared server, which it leaves alone.
OVERLOADS = {
    "many objects": (many_objects, 8),
}
