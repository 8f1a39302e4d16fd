"""Chinese in UTF-16."""

import sys


def frame(data, opcode=1):
    n = len(data)
    head = bytes([0x80 | opcode, n]) if n < 126 else bytes([0x80 | opcode, 126]) + n.to_bytes(2)
    return head + data

sys.stdout.buffer.write(frame("今天的天气很好，我们去公园吧".encode("utf-16-le")))
