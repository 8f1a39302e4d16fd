"""A line end is written behind each frame, as in HTTP."""

import sys


def frame(data, opcode=1):
    n = len(data)
    head = bytes([0x80 | opcode, n]) if n < 126 else bytes([0x80 | opcode, 126]) + n.to_bytes(2)
    return head + data

for text in [b"one", b"two", b"three"]:
    sys.stdout.buffer.write(frame(text) + b"\r\n")
