"""One too few, masked."""

import sys


def masked(data, key):
    return bytes(b ^ key[i % 4] for i, b in enumerate(data))

key = bytes.fromhex("c1d2e3f4")
for data in [b"hello there", b"how are you", b"good bye"]:
    sys.stdout.buffer.write(bytes([0x81, 0x80 | len(data) - 1]) + key + masked(data, key))
