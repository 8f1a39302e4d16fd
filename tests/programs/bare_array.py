"""A list as JSON, without a frame."""

import sys

sys.stdout.buffer.write(b'[{"id":1,"name":"bob"},{"id":2,"name":"eve"}]')
