"""The text is encoded in Big5."""

import sys


def frame(data, opcode=1):
    n = len(data)
    head = bytes([0x80 | opcode, n]) if n < 126 else bytes([0x80 | opcode, 126]) + n.to_bytes(2)
    return head + data

sys.stdout.buffer.write(frame("大家好，我們今天說一下這個問題".encode("big5")))
