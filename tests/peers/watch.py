"""A well-behaved client, in a process of its own: it sends a message a time and waits for its echo.

    watch.py PORT

For each line on its standard input it prints how many echoes there were since the last one, and the
longest wait in milliseconds. It ends with its standard input."""

import base64
import os
import select
import socket
import sys
import time

# Between an echo and the next message.
PAUSE = 0.005

# A server that does not answer for so long does not answer.
SECONDS = 20


def main(port):
    """Sends, receives, and tells, until nobody asks any more."""
    sock = socket.create_connection(("127.0.0.1", port), SECONDS)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    key = base64.b64encode(os.urandom(16)).decode()
    sock.sendall(
        f"GET /echo HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
        f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
        "Sec-WebSocket-Version: 13\r\n\r\n".encode()
    )
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        head += exactly(sock, 1)
    if b" 101 " not in head:
        raise SystemExit(f"no WebSocket: {head!r}")
    count, longest = 0, 0.0
    while True:
        began = time.monotonic()
        echo(sock, b"%-64d" % count)
        longest = max(longest, time.monotonic() - began)
        count += 1
        if select.select([sys.stdin], [], [], PAUSE)[0]:
            if not sys.stdin.readline():
                return
            print(count, f"{longest * 1000:.1f}", flush=True)
            count, longest = 0, 0.0


def echo(sock, payload):
    """One message there and back. Pings of the server are answered on the way."""
    send(sock, 0x82, payload)
    while True:
        first, second = exactly(sock, 2)
        answer = exactly(sock, second)
        if first == 0x82 and answer == payload:
            return
        if first != 0x89:
            raise SystemExit(f"no echo: {first:#x} {answer!r}")
        send(sock, 0x8A, answer)


def send(sock, first, payload):
    """A frame with a key of zeros: masked, and easy to make."""
    sock.sendall(bytes([first, 0x80 | len(payload)]) + bytes(4) + payload)


def exactly(sock, length):
    data = b""
    while len(data) < length:
        piece = sock.recv(length - len(data))
        if not piece:
            raise SystemExit("the server has gone")
        data += piece
    return data


if __name__ == "__main__":
    main(int(sys.argv[1]))
