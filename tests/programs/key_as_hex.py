"""The key is written as hex digits."""

import sys


def masked(data, key):
    return bytes(b ^ key[i % 4] for i, b in enumerate(data))

data, key = b"hello from the client", bytes.fromhex("c1d2e3f4")
sys.stdout.buffer.write(bytes([0x81, 0x80 | len(data)]) + key.hex().encode() + masked(data, key))
