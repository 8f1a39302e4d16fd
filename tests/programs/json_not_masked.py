"""A JSON text is not combined with the key."""

import sys

data = b'{"op":"sub","ch":3}'
sys.stdout.buffer.write(bytes([0x81, 0x80 | len(data)]) + bytes.fromhex("c1d2e3f4") + data)
