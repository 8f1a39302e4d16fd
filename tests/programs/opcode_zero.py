"""Opcode 0 for whole messages."""

import sys

for text in [b"hello", b"how are you"]:
    sys.stdout.buffer.write(bytes([0x80, len(text)]) + text)
