"""A new key for the header and for the masking."""

import sys


def masked(data, key):
    return bytes(b ^ key[i % 4] for i, b in enumerate(data))

data = b"hello from the client"
sys.stdout.buffer.write(bytes([0x81, 0x80 | len(data)]) + bytes.fromhex("c1d2e3f4") + masked(data, bytes.fromhex("19af8be3")))
