"""The server under test: started on a free port, its memory read from /proc, ended by its id."""

import os
import resource
import shlex
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

# How long a server may take to listen, and to end.
SECONDS = 15


class Server:
    """A server that listens on `port` of 127.0.0.1 from `with` on. `command` has `{port}` in it; what
    it prints goes to the file `log`, its complaints to `log` with `.err` behind."""

    def __init__(self, command, log, arguments=()):
        self.port = free_port()
        self.command = [part.format(port=self.port) for part in shlex.split(command)]
        self.command += [str(argument) for argument in arguments]
        self.log = Path(log)

    def __enter__(self):
        # So that whoever ends this program ends the server too.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit("told to end"))
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("wb") as out, self.complaints.open("wb") as err:
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.DEVNULL, stdout=out, stderr=err
            )
        until = time.monotonic() + SECONDS
        while not self.listens():
            if self.process.poll() is not None or time.monotonic() > until:
                self.__exit__()
                raise RuntimeError(f"{self.command} does not listen: {self.said()}")
            time.sleep(0.05)
        return self

    def __exit__(self, *_):
        """Asks it to end, as Ctrl-C would; one that does not is killed."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    @property
    def complaints(self):
        return self.log.with_name(self.log.name + ".err")

    def listens(self):
        """Asked of the system's table, not by a connection that the log would show."""
        wanted = f"0100007F:{self.port:04X}"
        lines = Path("/proc/net/tcp").read_text().splitlines()[1:]
        return any(line.split()[1] == wanted and line.split()[3] == "0A" for line in lines)

    def said(self):
        return self.complaints.read_text(errors="replace")[-2000:]

    def is_up(self):
        return self.process.poll() is None

    def memory(self):
        """Resident memory now, and the most since `forget_peak`, in KiB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        values = dict(line.split(":", 1) for line in status.splitlines())
        return tuple(int(values[name].split()[0]) for name in ("VmRSS", "VmHWM"))

    def forget_peak(self):
        """From here on, the most is what comes now."""
        Path(f"/proc/{self.process.pid}/clear_refs").write_text("5")

    def cpu_seconds(self):
        """Processor time so far, user's and system's."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


def allow_open_files():
    """As many open files as the system grants, for this process and its children; tells how many."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return most
