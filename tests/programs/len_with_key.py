"""The length counts the key too."""

import sys

key = bytes([0x5A, 0x13, 0xC7, 0x88])
for text in [b"hello there", b"how are you", b"good bye"]:
    sys.stdout.buffer.write(bytes([0x81, 0x80 | len(text) + 4]) + key + bytes(b ^ key[i % 4] for i, b in enumerate(text)))
