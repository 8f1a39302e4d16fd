"""struct packs the length with its low byte first."""

import sys
import struct

data = ("lorem ipsum dolor sit amet " * 20).encode()
sys.stdout.buffer.write(b"\x81\x7e" + struct.pack("<H", len(data)) + data)
