"""The 16-bit length is written in three bytes."""

import sys

data = b"all work and no play " * 20
sys.stdout.buffer.write(b"\x81\x7e" + len(data).to_bytes(3) + data)
