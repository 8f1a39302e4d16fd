"""A terminal that stands still, as one does while a selection is held: the class must go on, memory must
not grow, and afterwards the log says how many lines it did not show.

    terminal.py --server 'COMMAND {port}'
"""

import argparse
import os
import pty
import re
import select
import shlex
import signal
import socket
import subprocess
import sys
import time

from live import free_port
from raw import TEXT, frame, request

MESSAGES, AT_ONCE = 20_000, 100
# How much the server may hold more than when it started, in KiB.
GROWTH = 8 << 10
SECONDS = 30


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("--server", required=True, help="its command, with {port} in it")
    options = parser.parse_args()
    try:
        print(f"ok   terminal: {stands_still(options.server)}")
        return 0
    except AssertionError as error:
        print(f"FAIL terminal: {error}")
        return 1


def stands_still(command):
    port = free_port()
    ours, theirs = pty.openpty()
    command = [part.format(port=port) for part in shlex.split(command)]
    server = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=theirs)
    os.close(theirs)
    try:
        assert b"Ctrl-C" in read_until(ours, b"Ctrl-C"), "no banner"
        before = resident(server.pid)
        peer = connected(port)
        began = time.monotonic()
        for _ in range(MESSAGES // AT_ONCE):
            exchange(peer, AT_ONCE)
        took, grown = time.monotonic() - began, resident(server.pid) - before
        assert grown < GROWTH, f"{grown} KiB more are resident"
        told = read_for(ours, 1)
        exchange(peer, 1)
        told += read_until(ours, b"#1  S>C")
        counted = re.search(rb"(\d+) lines not shown", told)
        assert counted, "the log does not say what it did not show"
        return (
            f"{MESSAGES} echoes in {took:.1f} s while nobody read, {grown} KiB more resident,"
            f" then {int(counted[1])} lines not shown"
        )
    finally:
        server.send_signal(signal.SIGINT)
        read_for(ours, 0.2)
        server.send_signal(signal.SIGINT)
        server.wait(SECONDS)
        os.close(ours)


def connected(port):
    peer = socket.create_connection(("127.0.0.1", port), timeout=SECONDS)
    peer.sendall(request(port, "/echo"))
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        head += peer.recv(1)
    return peer


def exchange(peer, count):
    """So many messages out and back; an echo is four bytes shorter than what it answers."""
    message = frame(TEXT, b"hello")
    peer.sendall(message * count)
    missing = (len(message) - 4) * count
    while missing > 0:
        missing -= len(peer.recv(missing))


def read_until(terminal, end):
    told, until = b"", time.monotonic() + SECONDS
    while end not in told and time.monotonic() < until:
        told += read_for(terminal, 0.1)
    return told


def read_for(terminal, seconds):
    told, until = b"", time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        if select.select([terminal], [], [], left)[0]:
            try:
                told += os.read(terminal, 1 << 16)
            except OSError:
                break
    return told


def resident(pid):
    """Resident memory in KiB."""
    with open(f"/proc/{pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


if __name__ == "__main__":
    sys.exit(main())
