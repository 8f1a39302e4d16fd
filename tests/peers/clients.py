"""The library `websockets` as a client of a server: echo of every size and form, compressed in every
way, pings, every close code, the group chat and the one-to-one chat.

    clients.py --server 'COMMAND {port}' [--log FILE] [NAME..]

One line of `ok` or `FAIL` for each. The command is that of `ws-inspect serve`."""

import argparse
import asyncio
import json
import random
import sys

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.frames import Close

from live import Server
from window8 import client_factory

# No test takes longer.
SECONDS = 120

MOST = 16 << 20

UNHURRIED = {"ping_interval": None, "max_queue": None, "max_size": MOST, "proxy": None}

# Offers of permessage-deflate, and whether the server takes them.
OFFERS = {
    "as the library offers it": ({}, True),
    "server without context": ({"server_no_context_takeover": True}, True),
    "client without context": ({"client_no_context_takeover": True}, True),
    "both without context": (
        {"server_no_context_takeover": True, "client_no_context_takeover": True},
        True,
    ),
    "no window of the client": ({"client_max_window_bits": None}, True),
    **{f"client window {bits}": ({"client_max_window_bits": bits}, True) for bits in range(8, 16)},
    **{f"server window {bits}": ({"server_max_window_bits": bits}, True) for bits in range(9, 16)},
    "server window 8, which is declined": ({"server_max_window_bits": 8}, False),
}


def main():
    """Every test, on two servers: one without context takeover, as is usual, and one with it."""
    options = arguments()
    failures = 0
    for manner, extra in {"": [], ", context kept": ["--deflate-context"]}.items():
        extra += ["--log", "json", "--subprotocol", "chat", "--subprotocol", "superchat"]
        with Server(options.server, options.log, extra) as server:
            failures += asyncio.run(every_test(server, manner, options.names))
    return min(failures, 1)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("--server", required=True, help="its command, with {port} in it")
    parser.add_argument("--log", default="target/peers/clients.jsonl")
    parser.add_argument("names", nargs="*", metavar="NAME")
    return parser.parse_args()


async def every_test(server, manner, names):
    failures = 0
    for name, test in tests(f"ws://127.0.0.1:{server.port}"):
        if names and name not in names:
            test.close()
            continue
        try:
            told = await asyncio.wait_for(test, SECONDS)
            print(f"ok   {name}{manner}: {told}", flush=True)
        except Exception as error:  # whatever it is, the others are done all the same
            failures += 1
            print(f"FAIL {name}{manner}: {type(error).__name__}: {error}", flush=True)
            if not server.is_up():
                print(f"FAIL the server has ended: {server.said()}")
                break
    return failures


def tests(at):
    """Every test by its name."""
    yield "echo", echo(at, None)
    for name, (offer, taken) in OFFERS.items():
        yield f"echo compressed, {name}", echo(at, offer, taken)
    yield "fragments", fragments(at, None)
    yield "fragments compressed", fragments(at, {})
    yield "16 MiB", largest(at, None)
    yield "16 MiB compressed", largest(at, {})
    yield "more than the limit", too_large(at)
    yield "many at once", many(at)
    yield "pings", pings(at)
    yield "close codes", close_codes(at)
    yield "close codes that are none", wrong_codes(at)
    yield "subprotocols", subprotocols(at)
    yield "paths", paths(at)
    yield "group", group(at, None)
    yield "group compressed", group(at, {})
    yield "one to one", one_to_one(at)
    yield "one to one, what goes wrong", letters_that_fail(at)


def client(uri, offer=None, **more):
    """A client, compressing as it offers, or not at all."""
    extensions = None if offer is None else [client_factory(**offer)]
    return connect(uri, compression=None, extensions=extensions, **UNHURRIED, **more)


# --- echo ---

LETTERS = "The quick brown fox jumps over the lazy dog. 天气很不错 \U0001f600 "


def messages():
    """Every form of the length on both sides of its borders, as text and as bytes, dense and thin."""
    noise = random.Random(9527)
    for length in (0, 1, 2, 124, 125, 126, 127, 128, 4096, 65534, 65535, 65536, 65537, 300_000):
        yield "x" * length
        yield (LETTERS * (length // 50 + 1))[: length // 2]
        yield noise.randbytes(length)
        yield bytes(length)
    yield "".join(f"{number * number} " for number in range(20_000))
    yield "\0\t\"\\\n"


async def echo(at, offer, taken=True):
    """Each message comes back as it went, twice in a row too."""
    async with client(f"{at}/echo", offer) as peer:
        agreed = [extension.name for extension in peer.protocol.extensions]
        wanted = ["permessage-deflate"] if offer is not None and taken else []
        assert agreed == wanted, f"agreed on {agreed}"
        count = 0
        for message in messages():
            for _ in range(2):
                await peer.send(message)
                assert await peer.recv() == message, f"message {count} came back otherwise"
                count += 1
        await peer.close(1000, "再见")
        assert peer.close_code == 1000, f"closed with {peer.close_code}"
    return f"{count} messages"


async def fragments(at, offer):
    """Messages in pieces, with pings between them: what comes back is whole."""
    async with client(f"{at}/echo", offer) as peer:
        for pieces in (1, 2, 3, 30, 500):
            text = [f"{LETTERS}{number}" for number in range(pieces)]
            await peer.send(pinging(peer, text))
            assert await peer.recv() == "".join(text)
            data = [bytes([number % 256]) * number for number in range(pieces)]
            await peer.send(pinging(peer, data))
            assert await peer.recv() == b"".join(data)
    return "10 messages of up to 500 pieces"


async def pinging(peer, pieces):
    for number, piece in enumerate(pieces):
        yield piece
        if number % 7 == 0:
            await (await peer.ping())


async def largest(at, offer):
    """The longest message that is taken."""
    async with client(f"{at}/echo", offer) as peer:
        # Noise grows by compression, and a frame that is longer than the limit is refused.
        noise = random.Random(9527).randbytes(MOST if offer is None else MOST - (1 << 16))
        for name, message in {"noise": noise, "text": "x" * MOST, "zeros": bytes(MOST)}.items():
            await peer.send(message)
            assert await peer.recv() == message, f"{name} came back otherwise"
    return "noise, text and zeros of 16 MiB"


async def too_large(at):
    """One byte more is refused with 1009."""
    for offer in (None, {}):
        peer = await client(f"{at}/echo", offer)
        code = await closed_with(peer, peer.send(bytes(MOST + 1)))
        assert code == 1009, f"ended with {code}"
    return "1009, compressed too"


async def many(at):
    """Fifty clients that send without waiting."""

    async def one(number):
        async with client(f"{at}/echo", {} if number % 2 else None) as peer:
            said = [f"{number} {count} {LETTERS * (count % 50)}" for count in range(100)]
            for text in said:
                await peer.send(text)
            assert [await peer.recv() for _ in said] == said

    await asyncio.gather(*(one(number) for number in range(50)))
    return "50 clients with 100 messages each"


async def pings(at):
    """Pongs with what the ping held, in their order."""
    async with client(f"{at}/echo") as peer:
        waiting = [await peer.ping(bytes([number]) * number) for number in range(126)]
        await asyncio.gather(*waiting)
    return "126 pings"


# --- how it ends ---


async def close_codes(at):
    """Whatever a client may close with is answered with the same code."""
    codes = [1000, 1001, 1002, 1003, *range(1007, 1015), 3000, 3999, 4000, 4999]
    for code in codes:
        async with client(f"{at}/echo") as peer:
            await peer.close(code, "因为" * 20)
            assert peer.close_code == code, f"{code} was answered with {peer.close_code}"
    async with client(f"{at}/echo") as peer:
        async with peer.send_context():
            peer.protocol.send_close()
        await peer.wait_closed()
        assert peer.close_code == 1005, f"none was answered with {peer.close_code}"
    return f"{len(codes)} codes, and none"


async def wrong_codes(at):
    """Codes that no frame may carry are answered with 1002."""
    codes = [0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535]
    for code in codes:
        async with client(f"{at}/echo") as peer:
            body = code.to_bytes(2)
            assert await closed_with(peer, raw_close(peer, body)) == 1002, f"{code}"
    async with client(f"{at}/echo") as peer:
        assert await closed_with(peer, raw_close(peer, b"\x03")) == 1002, "one byte"
    return f"{len(codes)} codes, and half a one"


async def raw_close(peer, body):
    """A Close frame that the library would not write, sent past it."""
    length = bytes([0x88, 0x80 | len(body)])
    peer.transport.write(length + bytes(4) + body)


async def closed_with(peer, sending):
    """The code that the server sends upon this."""
    try:
        await sending
        await peer.recv()
    except ConnectionClosed as closed:
        return closed.rcvd.code if isinstance(closed.rcvd, Close) else None
    return "an answer"


# --- the handshake ---


async def subprotocols(at):
    """The one that the server likes best, of those that it speaks; else none."""
    for offered, expected in (
        (["chat"], "chat"),
        (["superchat", "chat"], "chat"),
        (["superchat"], "superchat"),
        (["soap"], None),
        (None, None),
    ):
        async with client(f"{at}/echo", subprotocols=offered) as peer:
            assert peer.subprotocol == expected, f"{offered}: {peer.subprotocol}"
    return "5 offers"


async def paths(at):
    """Where there is a service, and where there is none."""
    for path in ("/", "/echo", "/echo?a=b", "/ws", "/ws/somebody", "/ws/%E5%BC%A0%E4%B8%89"):
        async with client(at + path):
            pass
    for path in ("/nothing", "/echo/more", "/ECHO"):
        try:
            async with client(at + path):
                raise AssertionError(f"{path} is a service")
        except InvalidStatus as refused:
            assert refused.response.status_code == 404, f"{path}: {refused}"
    return "6 of them, and 3 that are none"


# --- the chats ---


async def group(at, offer):
    """A message goes to everyone but its sender, once and in order."""
    peers = [await client(f"{at}/ws", offer if number % 2 else None) for number in range(20)]
    said = [f"{number} 大家好 {LETTERS * number}" for number in range(30)]
    for text in said:
        await peers[0].send(text)
    for number, peer in enumerate(peers[1:], 1):
        heard = [await peer.recv() for _ in said]
        assert heard == said, f"member {number} heard otherwise"
    await peers[1].send(b"\x00\xff")
    for number, peer in enumerate(peers):
        if number != 1:
            assert await peer.recv() == b"\x00\xff"
        await silent(peer)
    for peer in peers:
        await peer.close()
    return f"{len(said) + 1} messages to {len(peers) - 1} members each"


async def silent(peer):
    """Nothing more has come, by the time that a ping is answered."""
    await (await peer.ping())
    try:
        more = await asyncio.wait_for(peer.recv(), 0.01)
    except TimeoutError:
        return
    raise AssertionError(f"heard {more!r}")


async def one_to_one(at):
    """A message goes to the one whom it names, as JSON, with whom it is from."""
    async with client(f"{at}/ws/JWB") as one, client(f"{at}/ws/%E5%BC%A0%E4%B8%89", {}) as other:
        for sender, name, receiver, to in ((one, "JWB", other, "张三"), (other, "张三", one, "JWB")):
            for text in ("hi", "你好 \U0001f600", "", "\u2028<b>\"\\"):
                letter = {"to_user": to, "from_user": name, "msg": text, "time": [1, {"a": None}]}
                await sender.send(json.dumps(letter))
                assert json.loads(await receiver.recv()) == letter
            await sender.send(json.dumps({"to_user": to, "message": "by the other name"}))
            heard = json.loads(await receiver.recv())
            assert (heard["msg"], heard["from_user"]) == ("by the other name", name), heard
            await sender.send(json.dumps({"to_user": to, "from_user": "eve", "msg": "no lie"}))
            assert json.loads(await receiver.recv())["from_user"] == name
        await silent(one)
        await silent(other)
    return "12 messages each way or more"


async def letters_that_fail(at):
    """Who is wrong hears it, and stays connected."""
    async with client(f"{at}/ws/anna") as anna, client(f"{at}/ws/bert") as bert:
        wrong = {
            json.dumps({"to_user": "nobody", "msg": "hi"}): "absent",
            "hello": "bad-json",
            "[]": "bad-json",
            '{"msg": "hi"}': "bad-json",
            b"\x00\xff": "not-text",
        }
        for letter, code in wrong.items():
            await anna.send(letter)
            heard = json.loads(await anna.recv())
            assert heard["code"] == code and heard["msg"], f"{letter!r}: {heard}"
        async with client(f"{at}/ws/bert") as second:
            heard = json.loads(await second.recv())
            assert heard["code"] == "name-taken", heard
        await anna.send(json.dumps({"to_user": "bert", "msg": "still here"}))
        assert json.loads(await bert.recv())["msg"] == "still here"
        await silent(anna)
    await asyncio.sleep(0.1)
    async with client(f"{at}/ws/bert") as again, client(f"{at}/ws/anna") as anna:
        await anna.send(json.dumps({"to_user": "bert", "msg": "welcome"}))
        assert json.loads(await again.recv())["msg"] == "welcome"
    return f"{len(wrong)} letters, a name in use, and a name that is free again"


if __name__ == "__main__":
    sys.exit(main())
