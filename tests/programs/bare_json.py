"""The text is written as it is."""

import sys
import json

sys.stdout.buffer.write(json.dumps({"type": "chat", "text": "hello everyone"}).encode())
