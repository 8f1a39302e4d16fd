"""The close code has its low byte first."""

import sys
import struct


def frame(data, opcode=1):
    n = len(data)
    head = bytes([0x80 | opcode, n]) if n < 126 else bytes([0x80 | opcode, 126]) + n.to_bytes(2)
    return head + data

sys.stdout.buffer.write(frame(struct.pack("<H", 1001) + b"going away", opcode=8))
