"""The text is printed."""

import sys

print("Welcome to the chat room")
