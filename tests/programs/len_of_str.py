"""The length is that of the text, not of its bytes."""

import sys

for text in ["你好，世界", "今天天气很不错"]:
    sys.stdout.buffer.write(bytes([0x81, len(text)]) + text.encode())
