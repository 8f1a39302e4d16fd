"""Two bytes are cut off a masked frame, and the rest sent on."""

import sys


def frame(data, opcode=1):
    n = len(data)
    head = bytes([0x80 | opcode, n]) if n < 126 else bytes([0x80 | opcode, 126]) + n.to_bytes(2)
    return head + data

came = bytes.fromhex("8d8537fa213d")[2:6] + bytes(b ^ k for b, k in zip(b"hello from alice", bytes.fromhex("37fa213d") * 4))
sys.stdout.buffer.write(frame(came))
