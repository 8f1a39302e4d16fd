"""MASK is not set."""

import sys


def masked(text, key=bytes([0x37, 0xFA, 0x21, 0x3D])):
    data = text.encode()
    return bytes([0x81, len(data)]) + key + bytes(b ^ key[i % 4] for i, b in enumerate(data))

sys.stdout.buffer.write(masked("hello from the client"))
