"""FIN is shifted by 6."""

import sys

data = b"hello world"
sys.stdout.buffer.write(bytes([1 << 6 | 1, len(data)]) + data)
