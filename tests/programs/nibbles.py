"""FIN and opcode change places."""

import sys

data = b"hello world"
sys.stdout.buffer.write(bytes([1 << 4 | 8, len(data)]) + data)
