"""The frame goes through str()."""

import sys


def frame(data, opcode=1):
    n = len(data)
    head = bytes([0x80 | opcode, n]) if n < 126 else bytes([0x80 | opcode, 126]) + n.to_bytes(2)
    return head + data

sys.stdout.buffer.write(str(frame(b"hello world")).encode())
