"""No fragment is the last."""

import sys


def frame(data, opcode=1):
    n = len(data)
    head = bytes([0x80 | opcode, n]) if n < 126 else bytes([0x80 | opcode, 126]) + n.to_bytes(2)
    return head + data

for i, part in enumerate([b"a message ", b"in three ", b"fragments"]):
    sys.stdout.buffer.write(bytes([0x01 if i == 0 else 0x00, len(part)]) + part)
sys.stdout.buffer.write(frame(b"the next message"))
