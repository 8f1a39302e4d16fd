"""The last index is taken for the length."""

import sys

for text in [b"hello there", b"how are you", b"good bye"]:
    sys.stdout.buffer.write(bytes([0x81, len(text) - 1]) + text)
