"""127 is followed by four bytes."""

import sys
import struct

data = ("all work and no play " * 4000).encode()
sys.stdout.buffer.write(b"\x81\x7f" + struct.pack("!I", len(data)) + data)
