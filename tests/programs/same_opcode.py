"""Each fragment has the opcode of the message."""

import sys

parts = [b"one message ", b"in three ", b"fragments"]
for i, part in enumerate(parts):
    sys.stdout.buffer.write(bytes([0x81 if i == 2 else 0x01, len(part)]) + part)
