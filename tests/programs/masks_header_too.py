"""The length is masked too."""

import sys


def masked(data, key):
    return bytes(b ^ key[i % 4] for i, b in enumerate(data))

data, key = b"hello from the client", bytes.fromhex("c1d2e3f4")
head = bytes([0x81, 0x80 | len(data)])
sys.stdout.buffer.write(head[:1] + bytes([head[1] ^ key[0]]) + key + masked(data, key))
