"""126 is taken for the last short length."""

import sys

data = b"x" * 126
sys.stdout.buffer.write(bytes([0x81, len(data)]) + data + b"\x81\x02ok")
