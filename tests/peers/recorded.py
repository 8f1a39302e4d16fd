"""What `serve --record` writes: real clients talk to the live server, and its recording is a capture
like any other, to be compared with tshark."""

import asyncio

from websockets.asyncio.client import connect

from live import Server


def record(program, path):
    """Has the server record a conversation of every kind into a file. Gives the server's port."""
    command = f"{program} serve --log off --record {path} --force --port {{port}}"
    with Server(command, path.with_suffix(".log")) as server:
        asyncio.run(talk(f"ws://127.0.0.1:{server.port}"))
    return server.port


async def talk(at):
    """Echo of all sizes and kinds, the group, single chat; compressed and not."""
    for compression in (None, "deflate"):
        async with connect(at + "/echo", compression=compression) as peer:
            for size in (0, 1, 125, 126, 20_000, 65_536, 200_000):
                await exchange(peer, "今天天气很不错 " * (size // 22) + "x" * (size % 22))
                await exchange(peer, bytes(range(256)) * (size // 256))
            if compression is None:  # tshark 4.0 shows compressed fragments as they are
                await peer.send(["a message ", "in three ", "fragments"])
                assert await peer.recv() == "a message in three fragments"
            await (await peer.ping(b"are you there?"))
        async with (
            connect(at + "/ws", compression=compression) as one,
            connect(at + "/ws", compression=None) as other,
        ):
            await one.send("大家好, hello to all of you, hello, hello, hello")
            assert await other.recv() == "大家好, hello to all of you, hello, hello, hello"
        async with connect(at + "/ws/a", compression=compression) as peer:
            await peer.send('{"to_user": "nobody", "msg": "hi"}')
            assert "absent" in await peer.recv()
            await peer.close(4001, "that is all")


async def exchange(peer, message):
    await peer.send(message)
    assert await peer.recv() == message
