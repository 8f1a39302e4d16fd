"""A client that can do everything wrong: bytes as the test wants them, of its own making. Shares no
code with what it tests, and none with other peers."""

import asyncio
import base64
import itertools
import os
import socket
import struct
import zlib

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA

# How long the server may take for anything that it owes at once.
SECONDS = 10


class Ended(Exception):
    """The connection is over. `how` is a close code, `"eof"`, `"reset"`, or `"silence"`: it goes on, and
    nothing came in time."""

    def __init__(self, how):
        super().__init__(how)
        self.how = how


def request(port, path="/echo", **headers):
    """A good request; `headers` replace its own (`Sec_WebSocket_Key="..."`), or take one out (None)."""
    given = {
        "Host": f"127.0.0.1:{port}",
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
        "Sec-WebSocket-Version": "13",
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"{name}: {value}\r\n" for name, value in given.items() if value is not None]
    return f"GET {path} HTTP/1.1\r\n{''.join(lines)}\r\n".encode()


def frame(opcode, payload=b"", *, fin=True, rsv=0, key=b"\x37\xfa\x21\x3d", claim=None):
    """A frame of a client; `claim` is the length that it names in place of its own, `key` None does
    not mask."""
    length = len(payload) if claim is None else claim
    if length < 126:
        second, extended = length, b""
    elif length < 0x10000:
        second, extended = 126, struct.pack("!H", length)
    else:
        second, extended = 127, struct.pack("!Q", length)
    first = fin << 7 | rsv << 4 | opcode
    if key is None:
        return bytes([first, second]) + extended + payload
    return bytes([first, 0x80 | second]) + extended + key + masked(payload, key)


def masked(payload, key):
    """Payload XOR key, as one large number each."""
    if not payload:
        return b""
    keys = (key * (len(payload) // 4 + 1))[: len(payload)]
    return (int.from_bytes(payload) ^ int.from_bytes(keys)).to_bytes(len(payload))


def deflated(payload):
    """A message as permessage-deflate sends it without context."""
    packer = zlib.compressobj(wbits=-15)
    return (packer.compress(payload) + packer.flush(zlib.Z_SYNC_FLUSH))[:-4]


def inflated(payload):
    return zlib.decompressobj(wbits=-15).decompress(payload + b"\x00\x00\xff\xff")


class Peer:
    """One TCP connection."""

    def __init__(self, reader, writer):
        self.reader, self.writer = reader, writer
        self.head = b""
        self.finished = False

    @classmethod
    async def connect(cls, port, source=None, receive_buffer=None):
        """A connection on which nothing was said yet."""
        sock = socket.socket()
        sock.setblocking(False)
        if receive_buffer:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        if source:
            sock.bind((source, 0))
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            await asyncio.wait_for(
                asyncio.get_running_loop().sock_connect(sock, ("127.0.0.1", port)), SECONDS
            )
            limit = receive_buffer or 1 << 16
            return cls(*await asyncio.open_connection(sock=sock, limit=limit))
        except BaseException:
            sock.close()
            raise

    @classmethod
    async def open(cls, port, path="/echo", headers=None, **connection):
        """A connection after a good handshake."""
        peer = await cls.connect(port, **connection)
        status = await peer.ask(request(port, path, **(headers or {})))
        if status != 101:
            peer.reset()
            raise AssertionError(f"{path} answered {status}: {peer.head!r}")
        return peer

    async def ask(self, head):
        """Sends a request and reads the head of the answer: its status, or 0 where it gives none."""
        await self.write(head)
        try:
            self.head = await asyncio.wait_for(self.reader.readuntil(b"\r\n\r\n"), SECONDS)
        except asyncio.IncompleteReadError as error:
            self.head = error.partial
        except ConnectionError:
            return 0
        parts = self.head.split(maxsplit=2)
        return int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else 0

    async def write(self, *pieces):
        """Each piece is a packet of its own, as far as TCP lets us say so. Nothing goes out behind FIN."""
        if self.finished:
            return
        try:
            for piece in pieces:
                self.writer.write(piece)
                await self.writer.drain()
                if len(pieces) > 1:
                    await asyncio.sleep(0)
        except ConnectionError:
            pass  # what the server said before it left can still be read

    async def receive(self, seconds=SECONDS):
        """The next frame: its first byte, and its payload. `Ended` where there is none."""
        try:
            return await asyncio.wait_for(self._receive(), seconds)
        except TimeoutError:
            raise Ended("silence") from None
        except asyncio.IncompleteReadError:
            raise Ended("eof") from None
        except ConnectionError:
            raise Ended("reset") from None

    async def _receive(self):
        first, second = await self.reader.readexactly(2)
        if second & 0x80:
            raise AssertionError("the server masks")
        length = second
        if second == 126:
            (length,) = struct.unpack("!H", await self.reader.readexactly(2))
        elif second == 127:
            (length,) = struct.unpack("!Q", await self.reader.readexactly(8))
        return first, await self.reader.readexactly(length)

    async def message(self, seconds=SECONDS):
        """The payload of the next message; answers pings on the way. `Ended` where there is none."""
        while True:
            first, payload = await self.receive(seconds)
            if first & 0x0F == CLOSE:
                raise Ended(close_code(payload))
            if first & 0x0F == PING:
                await self.write(frame(PONG, payload))
            elif first & 0x0F != PONG:
                return inflated(payload) if first & 0x40 else payload

    async def end(self, seconds=SECONDS):
        """How it ends: the code of the Close frame (which is answered), or as in `Ended`."""
        how = None
        try:
            while True:
                first, payload = await self.receive(seconds)
                if first & 0x0F == CLOSE and how is None:
                    how = close_code(payload)
                    await self.write(frame(CLOSE, payload[:2]))
        except Ended as ended:
            return how or ended.how
        finally:
            self.reset()

    async def rest(self, seconds=SECONDS):
        """All bytes up to the end of the connection."""
        try:
            return await asyncio.wait_for(self.reader.read(), seconds)
        except ConnectionError:
            return b""

    def finish(self):
        """FIN: nothing more is sent."""
        self.finished = True
        if self.writer.can_write_eof():
            try:
                self.writer.write_eof()
            except OSError:
                pass

    def reset(self):
        """RST: gone at once, and no port is left waiting for late segments."""
        sock = self.writer.get_extra_info("socket")
        try:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        except OSError:
            pass
        self.writer.transport.abort()


def close_code(payload):
    return int.from_bytes(payload[:2]) if len(payload) >= 2 else 1005


def sources():
    """Addresses of this computer in turn: each has ports of its own."""
    return itertools.cycle(f"127.0.0.{number}" for number in range(2, 10))
