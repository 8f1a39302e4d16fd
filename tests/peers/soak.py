"""A server under mixed load with faults, for as long as it takes: its memory must stay flat. Prints a
line a minute; the median of the last third may not exceed that of the first.

    soak.py --server 'COMMAND {port}' [--minutes 30] [--log FILE]

The command is that of `ws-inspect serve`. Echo, group, one to one, compressed and not; clients that
come and go, break off, lie, do not read."""

import argparse
import asyncio
import json
import random
import statistics
import sys
import time
from collections import Counter

from live import Server, allow_open_files
from raw import BINARY, CLOSE, CONTINUATION, TEXT, Ended, Peer, deflated, frame, request, sources

# What is sampled within a minute, in seconds.
SAMPLE = 1

# What memory may grow by and still be flat: a tenth, and what an allocator may want, in KiB.
GROWTH, SLACK = 1.1, 2048

OFFER = {"Sec_WebSocket_Extensions": "permessage-deflate; client_max_window_bits"}


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("--server", required=True, help="its command, with {port} in it")
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--seed", type=int, default=9527)
    parser.add_argument("--log", default="target/peers/soak.log")
    options = parser.parse_args()
    allow_open_files()
    limits = ["--max-message", 1 << 20, "--handshake", 3, "--log", "off"]
    with Server(options.server, options.log, limits) as server:
        soak = Soak(server, options.seed)
        try:
            asyncio.run(soak.run(options.minutes * 60))
        except AssertionError as error:
            print(f"FAIL {error}")
            return 1
    return soak.verdict()


class Soak:
    """The load, what it counts, and the samples of memory in KiB."""

    def __init__(self, server, seed):
        self.server, self.port = server, server.port
        self.chance = random.Random(seed)
        self.counts, self.samples, self.wrong = Counter(), [], Counter()
        self.source = sources()

    async def run(self, seconds):
        """All kinds of clients at once, again and again."""
        self.until = time.monotonic() + seconds
        kinds = [
            *[self.echo] * 12, *[self.echo_compressed] * 6, *[self.group] * 4, *[self.letters] * 3,
            self.slow_member, self.slow_member, self.bad_handshakes, self.resets, self.lies,
            self.noise, self.half_closed, self.visitors, self.never_finishes,
        ]  # fmt: skip
        clients = [asyncio.create_task(self.again(kind)) for kind in kinds]
        await self.sample()
        _, late = await asyncio.wait(clients, timeout=60)
        for client in late:
            client.cancel()
        assert not late, f"{len(late)} clients came to no end"

    async def sample(self):
        """Samples memory, and tells once a minute."""
        began = told = time.monotonic()
        while (now := time.monotonic()) < self.until:
            assert self.server.is_up(), f"the server has ended: {self.server.said()}"
            self.samples.append(self.server.memory()[0])
            if now - told >= 60 or now + SAMPLE >= self.until:
                recent = self.samples[-60:]
                print(
                    f"{(now - began) / 60:5.1f} min  memory {statistics.median(recent) / 1024:7.2f}"
                    f" MiB, at most {max(recent) / 1024:7.2f}  {dict(sorted(self.counts.items()))}",
                    flush=True,
                )
                told = now
            await asyncio.sleep(SAMPLE)

    async def again(self, kind):
        """One kind of client, until the end; what it finds wrong is counted."""
        while time.monotonic() < self.until:
            try:
                await kind()
                self.counts[kind.__name__] += 1
            except (Ended, AssertionError, OSError, TimeoutError, ValueError) as error:
                self.wrong[f"{kind.__name__}: {type(error).__name__}: {error}"[:160]] += 1
                await asyncio.sleep(0.1)
            await asyncio.sleep(self.chance.random() * 0.05)

    def verdict(self):
        """Prints the outcome; 1 where memory was not flat or a good client was let down."""
        third = max(1, len(self.samples) // 3)
        first, last = statistics.median(self.samples[:third]), statistics.median(self.samples[-third:])
        flat = last <= first * GROWTH + SLACK
        for wrong, count in self.wrong.most_common(20):
            print(f"FAIL {count} times {wrong}")
        print(
            f"{'ok  ' if flat else 'FAIL'} memory: median of the first third {first / 1024:.2f} MiB,"
            f" of the last {last / 1024:.2f} MiB; {self.counts.total()} connections or more"
        )
        return 0 if flat and not self.wrong else 1

    # --- clients that are as they should be ---

    async def echo(self):
        peer = await Peer.open(self.port, source=next(self.source))
        for _ in range(self.chance.randrange(1, 200)):
            payload = self.payload()
            await peer.write(*self.pieces(payload))
            assert await peer.message() == payload, "another echo"
        await self.leave(peer)

    async def echo_compressed(self):
        peer = await Peer.open(self.port, headers=OFFER, source=next(self.source))
        for _ in range(self.chance.randrange(1, 200)):
            payload = self.payload()
            await peer.write(frame(BINARY, deflated(payload), rsv=4))
            assert await peer.message() == payload, "another echo"
        await self.leave(peer)

    async def group(self):
        """Speaks, and hears whatever others say."""
        peer = await Peer.open(self.port, "/ws", source=next(self.source))
        hearing = asyncio.create_task(self.hear(peer))
        for _ in range(self.chance.randrange(1, 20)):
            await peer.write(frame(BINARY, self.payload()[:4096]))
            await asyncio.sleep(0.05)
        assert not hearing.done(), f"ended with {hearing.result()}"
        await peer.write(frame(CLOSE, (1000).to_bytes(2)))
        how = await hearing
        assert how == 1000, f"closed with {how}"

    async def hear(self, peer):
        """Reads to the end, and answers pings; tells how it ended."""
        try:
            while True:
                await peer.message()
        except Ended as ended:
            return ended.how
        finally:
            peer.reset()

    async def letters(self):
        """Two who write to each other, and to somebody who is not there."""
        names = [f"{name}{self.chance.randrange(1 << 30)}" for name in ("a", "b")]
        one, other = [await Peer.open(self.port, f"/ws/{name}") for name in names]
        for number in range(self.chance.randrange(1, 50)):
            await one.write(frame(TEXT, json.dumps({"to_user": names[1], "msg": f"你好 {number}"}).encode()))
            assert json.loads(await other.message())["msg"] == f"你好 {number}"
            await one.write(frame(TEXT, b'{"to_user": "nobody", "msg": "hi"}'))
            assert json.loads(await one.message())["code"] == "absent"
        await self.leave(one)
        await self.leave(other)

    # --- clients that are not ---

    async def slow_member(self):
        """A member of the group who reads nothing for some seconds."""
        peer = await Peer.open(self.port, "/ws", receive_buffer=4096)
        await asyncio.sleep(self.chance.random() * 10)
        peer.reset()

    async def bad_handshakes(self):
        wrong = [
            request(self.port, Sec_WebSocket_Key="short"), request(self.port, Host=None),
            request(self.port, Sec_WebSocket_Version="8"), b"POST / HTTP/1.1\r\n\r\n",
            request(self.port, Origin="https://evil.example"), b"\x16\x03\x01\x02\x00\x01\x00",
        ]  # fmt: skip
        peer = await Peer.connect(self.port)
        status = await peer.ask(self.chance.choice(wrong))
        assert status in (0, 400, 403, 405, 426), f"status {status}"
        peer.reset()

    async def resets(self):
        peer = await Peer.open(self.port, self.chance.choice(["/ws", "/echo"]))
        wire = frame(BINARY, self.payload())
        await peer.write(wire * 3, wire[: self.chance.randrange(1, len(wire))])
        peer.reset()

    async def lies(self):
        """Claims, bombs, text that is none: each with the code that is due."""
        wire, codes = self.chance.choice([
            (frame(BINARY, claim=1 << 63), [1002]),
            (frame(BINARY, claim=1 << 40), [1009]),
            (frame(BINARY, deflated(bytes(4 << 20)), rsv=4), [1009]),
            (frame(TEXT, b"\xff"), [1007]),
            (frame(CONTINUATION, b"of nothing"), [1002]),
            (frame(TEXT, b"not masked", key=None), [1002]),
        ])  # fmt: skip
        peer = await Peer.open(self.port, headers=OFFER)
        await peer.write(wire)
        how = await peer.end()
        assert how in codes, f"{how}, not {codes}"

    async def noise(self):
        peer = await self.chance.choice([Peer.open, Peer.connect])(self.port)
        await peer.write(self.chance.randbytes(self.chance.randrange(1, 4096)))
        peer.finish()
        await peer.rest()
        peer.reset()

    async def half_closed(self):
        peer = await Peer.open(self.port)
        await peer.write(frame(TEXT, b"and out"))
        peer.finish()
        assert await peer.message() == b"and out", "the echo is lost"
        assert await peer.end() != "silence", "it goes on"

    async def visitors(self):
        peer = await Peer.connect(self.port)
        status = await peer.ask(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert status == 200, f"status {status}"
        await peer.rest()
        peer.reset()

    async def never_finishes(self):
        peers = [await Peer.connect(self.port) for _ in range(20)]
        peers[0].writer.write(b"GET / HTTP/1.1\r\n")
        await asyncio.wait_for(asyncio.gather(*(peer.rest(30) for peer in peers)), 30)
        for peer in peers:
            peer.reset()

    # --- what they say ---

    def payload(self):
        """Mostly short, sometimes long; noise, or what compresses well."""
        length = int(2 ** (self.chance.random() * 17))
        if self.chance.random() < 0.5:
            return self.chance.randbytes(length)
        return (b"The quick brown fox " * (length // 20 + 1))[:length]

    def pieces(self, payload):
        """The message whole, or in fragments."""
        if self.chance.random() < 0.7:
            return [frame(BINARY, payload)]
        at = self.chance.randrange(len(payload) + 1)
        return [frame(BINARY, payload[:at], fin=False), frame(CONTINUATION, payload[at:])]

    async def leave(self, peer):
        """Closes as one should, or just goes."""
        if self.chance.random() < 0.2:
            peer.reset()
            return
        await peer.write(frame(CLOSE, (1000).to_bytes(2)))
        how = await peer.end()
        assert how == 1000, f"closed with {how}"


if __name__ == "__main__":
    sys.exit(main())
