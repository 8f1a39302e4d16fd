"""Opens the page of `ws-inspect serve` in a real Chromium and chats on it: in the group, one to one,
in English and Chinese. One line of `ok` or `FAIL` for each test; exit code 1 if one failed.

    browser.py [--chromium PROGRAM] [--only NAME] COMMAND..

COMMAND is `ws-inspect serve` or what stands in for it; it gets `--port 0` and prints the page's address.
"""

import argparse
import asyncio
import inspect
import json
import re
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import browser_tests
from devtools import PATIENCE, Browser, until

ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


def main():
    """Runs every test, or the one that is named."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--chromium", default="chromium")
    parser.add_argument("--only")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    given = parser.parse_args()
    try:
        return asyncio.run(run_all(given))
    except asyncio.CancelledError:
        return 1


async def run_all(given):
    # What is told to end takes the browser and the server with it.
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, asyncio.current_task().cancel)
    tests = inspect.getmembers(browser_tests, inspect.iscoroutinefunction)
    failures = 0
    async with Browser(given.chromium) as browser:
        for name, test in sorted(tests, key=lambda item: item[1].__code__.co_firstlineno):
            # What that file imports is no test, nor is what its tests have in common.
            is_test = test.__module__ == browser_tests.__name__ and test.__doc__ is None
            if is_test and given.only in (None, name):
                failures += await verdict(name, test, browser, given.command)
    return min(failures, 1)


async def verdict(name, test, browser, command):
    """Runs a test against a server of its own, prints the one line, and gives 1 for a failure."""
    name = name.replace("_", " ")
    with Server(command) as server:
        pages = Pages(browser, server)
        try:
            server.address = await until(server.told_address, "the server to tell its address")
            await test(pages)
            server.stop()
            for tab in pages.tabs:
                if tab.complaints:
                    raise AssertionError("the console complains")
            print(f"ok   {name}", flush=True)
            return 0
        except Exception as error:  # whatever it is, the other tests run all the same
            print(f"FAIL {name}: {type(error).__name__}: {error}", flush=True)
            for tab in pages.tabs:
                print(f"     a tab shows: {json.dumps(await shown(tab), ensure_ascii=False)}")
                print(f"     its console: {tab.complaints}")
            print(f"     the server said: {server.said()[-2000:]}", flush=True)
            return 1
        finally:
            await pages.close()


async def shown(tab):
    """What a tab shows; of one that is gone, what is the matter with it."""
    try:
        return await tab.run("document.body.innerText")
    except Exception as error:
        return repr(error)


class Server:
    """The server under test, on a port of its own choice. Its log goes to a file, so that it never
    waits for a reader."""

    def __init__(self, command):
        self.command, self.address = [*command, "--port", "0"], None

    def __enter__(self):
        self.log = tempfile.NamedTemporaryFile(prefix="ws-inspect-serve-")
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log
        )
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(PATIENCE)
        self.log.close()

    def said(self):
        return Path(self.log.name).read_text(errors="replace")

    def told_address(self):
        if self.process.poll() is not None:
            raise RuntimeError(f"the server ended with {self.process.returncode}: {self.said()}")
        found = ADDRESS.search(self.said())
        return found and found.group()

    def stop(self):
        """Asks the server to end, as Ctrl-C does, and holds it to its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        code = self.process.wait(PATIENCE)
        if code != 0:
            raise AssertionError(f"the server ended with {code}: {self.said()[-2000:]}")


class Pages:
    """The tabs of one test, on one server."""

    def __init__(self, browser, server):
        self.browser, self.server, self.tabs = browser, server, []

    async def open(self, path, language="en-US"):
        tab = await self.browser.open(self.server.address + path, language)
        self.tabs.append(tab)
        return tab

    async def close(self):
        for tab in self.tabs:
            await tab.close()


if __name__ == "__main__":
    sys.exit(main())
