"""The length is one byte, up to 255."""

import sys

data = ("It was a bright cold day in April. " * 5).encode()
sys.stdout.buffer.write(bytes([0x81, len(data)]) + data)
