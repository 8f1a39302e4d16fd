"""RSV3 is set."""

import sys

sys.stdout.buffer.write(b"\x91\x05hello")
