"""Characters are counted in a text with few accents."""

import sys

for text in ["Un café crème s'il vous plaît", "Merci, à bientôt"]:
    sys.stdout.buffer.write(bytes([0x81, len(text)]) + text.encode())
