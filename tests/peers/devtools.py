"""A headless Chromium, driven through the DevTools protocol. Knows nothing of what it shows."""

import asyncio
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from websockets.asyncio.client import connect

# Seconds that anything may take. A machine under load is slow; one that hangs is found all the same.
PATIENCE = 20

FLAGS = [
    "--headless=new", "--remote-debugging-port=0", "--no-first-run", "--no-default-browser-check",
    "--disable-gpu", "--disable-dev-shm-usage", "--disable-extensions", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--no-proxy-server",
    "--disable-breakpad", "--disable-crash-reporter",
]  # fmt: skip


class Browser:
    """Chromium with a profile of its own, which goes with it."""

    def __init__(self, program):
        self.program, self.tabs, self.number, self.answers = program, {}, 0, {}

    async def __aenter__(self):
        self.profile = Path(tempfile.mkdtemp(prefix="ws-inspect-browser-"))
        flags = [*FLAGS, f"--user-data-dir={self.profile}"]
        if os.geteuid() == 0:
            flags.append("--no-sandbox")  # as root Chromium starts no other way
        # Whatever it writes goes with its profile, and all its processes are in a session of their own.
        homes = ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
        self.process = subprocess.Popen(
            [self.program, *flags, "about:blank"],
            env=os.environ | dict.fromkeys(homes, str(self.profile)),
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        try:
            port, path = (await until(self.devtools, "Chromium to start")).split()
            address = f"ws://127.0.0.1:{port}{path}"
            self.socket = await connect(address, max_size=None, compression=None, proxy=None)
        except BaseException:
            self.end()
            raise
        self.reader = asyncio.create_task(self.read())
        return self

    def devtools(self):
        path = self.profile / "DevToolsActivePort"
        text = path.read_text() if path.exists() else ""
        return text if text.count("\n") == 1 and not text.endswith("\n") else None

    async def __aexit__(self, *_):
        try:
            await self.call("Browser.close")
            await self.socket.close()
            self.reader.cancel()
            await until(lambda: self.process.poll() is not None, "Chromium to end")
        finally:
            self.end()

    def end(self):
        """Ends what is left of this browser's own session of processes, and its profile."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait(PATIENCE)
        shutil.rmtree(self.profile, ignore_errors=True)

    async def read(self):
        async for text in self.socket:
            message = json.loads(text)
            if "id" in message:
                answer = self.answers.pop(message["id"], None)
                if answer and not answer.done():
                    answer.set_result(message)
            elif message.get("sessionId") in self.tabs:
                self.tabs[message["sessionId"]].happened(message["method"], message["params"])

    async def call(self, method, session=None, **params):
        """One command and its result."""
        self.number += 1
        answer = self.answers[self.number] = asyncio.get_running_loop().create_future()
        command = {"id": self.number, "method": method, "params": params}
        if session:
            command["sessionId"] = session
        await self.socket.send(json.dumps(command))
        message = await asyncio.wait_for(answer, PATIENCE)
        if "error" in message:
            raise RuntimeError(f"{method}: {message['error']['message']}")
        return message["result"]

    async def open(self, address, language="en-US"):
        """A new tab with a page; `language` is what the page takes for the reader's."""
        target = (await self.call("Target.createTarget", url="about:blank"))["targetId"]
        attached = await self.call("Target.attachToTarget", targetId=target, flatten=True)
        tab = Tab(self, target, attached["sessionId"])
        self.tabs[tab.session] = tab
        for domain in ("Runtime", "Log", "Network", "Page"):
            await tab.call(f"{domain}.enable")
        agent = await tab.run("navigator.userAgent")
        await tab.call("Emulation.setUserAgentOverride", userAgent=agent, acceptLanguage=language)
        # A tab in the background believes itself focused, as two windows side by side would.
        await tab.call("Emulation.setFocusEmulationEnabled", enabled=True)
        await tab.call("Page.navigate", url=address)
        await until(lambda: tab.loaded, f"{address} to load")
        return tab


class Tab:
    """A page, with what its console said and which frames came and went."""

    def __init__(self, browser, target, session):
        self.browser, self.target, self.session = browser, target, session
        self.loaded, self.complaints = False, []
        self.sent, self.received, self.headers = [], [], {}

    def happened(self, event, params):
        if event == "Page.loadEventFired":
            self.loaded = True
        elif event == "Runtime.exceptionThrown":
            self.complaints.append(json.dumps(params["exceptionDetails"]))
        elif event == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning", "assert"):
            self.complaints.append(json.dumps(params["args"]))
        elif event == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
            self.complaints.append(params["entry"]["text"])
        elif event == "Network.webSocketFrameSent":
            self.note(self.sent, params["response"])
        elif event == "Network.webSocketFrameReceived":
            self.note(self.received, params["response"])
        elif event == "Network.responseReceived":
            response = params["response"]
            self.headers[response["url"]] = {k.lower(): v for k, v in response["headers"].items()}

    def note(self, frames, frame):
        if frame["opcode"] in (1, 2):
            frames.append(frame["payloadData"])

    async def call(self, method, **params):
        return await self.browser.call(method, self.session, **params)

    async def run(self, script):
        """The value of a JavaScript expression in the page, or what it promises."""
        how = {"returnByValue": True, "awaitPromise": True}
        result = await self.call("Runtime.evaluate", expression=script, **how)
        if "exceptionDetails" in result:
            raise RuntimeError(f"{script}: {json.dumps(result['exceptionDetails'])}")
        return result["result"].get("value")

    async def until(self, script, what):
        """Waits until an expression is true in the page."""
        return await until(lambda: self.run(script), what)

    async def type(self, selector, text):
        """Puts the focus on an element and types, as a person would."""
        await self.run(f"document.querySelector({json.dumps(selector)}).focus()")
        await self.call("Input.insertText", text=text)

    async def click(self, selector):
        """Clicks on the middle of an element."""
        script = f"""(() => {{
            const box = document.querySelector({json.dumps(selector)}).getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2];
        }})()"""
        x, y = await self.run(script)
        for kind in ("mousePressed", "mouseReleased"):
            await self.call(
                "Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1
            )

    async def enter(self, shift=False, composing=False):
        """Presses and releases Enter. While composing, the input method keeps the character."""
        key = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13}
        key["modifiers"] = 8 if shift else 0
        down = {"type": "rawKeyDown"} if composing else {"type": "keyDown", "text": "\r"}
        await self.call("Input.dispatchKeyEvent", **down, **key)
        await self.call("Input.dispatchKeyEvent", type="keyUp", **key)

    async def close(self):
        await self.browser.call("Target.closeTarget", targetId=self.target)


async def until(true, what):
    """Waits until `true()` gives something true, and gives that; not longer than there is patience."""
    end = time.monotonic() + PATIENCE
    while True:
        found = true()
        found = await found if asyncio.iscoroutine(found) else found
        if found:
            return found
        if time.monotonic() > end:
            raise TimeoutError(f"waited {PATIENCE} s for {what}")
        await asyncio.sleep(0.02)
