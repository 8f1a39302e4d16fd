"""The opcode is the character 1."""

import sys

sys.stdout.buffer.write(bytes([0x80 | ord("1"), 5]) + b"hello")
