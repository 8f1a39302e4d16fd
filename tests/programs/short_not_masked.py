"""A short text is not combined with the key."""

import sys

sys.stdout.buffer.write(bytes([0x81, 0x82]) + bytes.fromhex("c1d2e3f4") + b"ok")
