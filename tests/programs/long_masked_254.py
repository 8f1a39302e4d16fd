"""The MASK bit is added to a one-byte length."""

import sys


def masked(data, key):
    return bytes(b ^ key[i % 4] for i, b in enumerate(data))

data, key = ("all work and no play makes jack a dull boy " * 5)[:200].encode(), bytes.fromhex("c1d2e3f4")
sys.stdout.buffer.write(bytes([0x81, 0x80 | len(data) & 0xFF]) + key + masked(data, key))
