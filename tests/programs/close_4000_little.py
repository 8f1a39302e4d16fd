"""A code of one's own, low byte first."""

import sys

sys.stdout.buffer.write(b"\x88\x02" + (4001).to_bytes(2, "little"))
