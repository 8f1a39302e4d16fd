"""struct packs the 64-bit length in the order of the machine."""

import sys
import struct

data = ("lorem ipsum dolor sit amet " * 3000).encode()
sys.stdout.buffer.write(b"\x81\x7f" + struct.pack("=Q", len(data)) + data)
