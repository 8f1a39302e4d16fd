"""The 16-bit form for every length."""

import sys

data = b"hello world"
sys.stdout.buffer.write(b"\x81\x7e" + len(data).to_bytes(2) + data)
