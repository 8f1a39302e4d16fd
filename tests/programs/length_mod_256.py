"""The length is taken modulo 256."""

import sys

data = b"all work and no play makes jack a dull boy. " * 7
sys.stdout.buffer.write(bytes([0x81, len(data) % 256]) + data)
