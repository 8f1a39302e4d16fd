"""Opcode 5 for a text."""

import sys

sys.stdout.buffer.write(b"\x85\x05hello")
