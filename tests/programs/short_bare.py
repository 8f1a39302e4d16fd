"""A short answer without a frame."""

import sys

sys.stdout.buffer.write(b"pong")
