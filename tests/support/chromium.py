"""Debian's own Chromium without a window, driven by the WebDriver protocol; every exchange is bounded."""

import base64
import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import Any

import httpx

_WAIT = ["-o", "DPkg::Lock::Timeout=120"]
_APT = ["apt-get", "install", "-y", "--no-install-recommends", "chromium", "chromium-driver"]
ANSWER_S = 15.0
READY_S = 30.0
_STEP_S = 0.02
TAB, ENTER, ALT, SHIFT, ESCAPE, SPACE, DOWN = (
    "\ue004", "\ue007", "\ue00a", "\ue008", "\ue00c", " ", "\ue015",
)  # fmt: skip


class ChromiumMissing(AssertionError):  # noqa: N818 - read as a sentence in the report
    """Chromium cannot run here; the tests fail with this sentence, they do not skip."""


class Chromium:
    """One browser with an empty profile in a folder; `close` ends it whatever it is doing."""

    def __init__(self, folder: Path) -> None:
        browser, driver = _programs()
        port = _free_port()
        self._log = (folder / "driver.log").open("wb")
        self.driver = subprocess.Popen(
            [driver, f"--port={port}"], stdout=self._log, stderr=self._log, start_new_session=True
        )
        self._client = httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=ANSWER_S)
        self._session = ""
        try:
            until(self._is_ready, READY_S)
            self._session = self._open(browser, folder)
        except BaseException:
            self.close()
            raise

    def go(self, url: str) -> None:
        """Open an address and wait until it is there."""
        self._ask("POST", "url", {"url": url})

    @property
    def path(self) -> str:
        """The path of the page that is shown, with what follows it."""
        return "/" + str(self._ask("GET", "url")).split("/", 3)[-1]

    @property
    def text(self) -> str:
        """The words that are to be seen."""
        return str(self.script("return document.body.innerText"))

    def script(self, code: str) -> Any:
        """What a line of script says of the page; the pages themselves have none."""
        return self._ask("POST", "execute/sync", {"script": code, "args": []})

    def press(self, *keys: str, holding: str = "") -> None:
        """Press keys one after the other, as fingers do."""
        strokes = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        held = [{"type": "keyDown", "value": holding}] if holding else []
        let_go = [{"type": "keyUp", "value": holding}] if holding else []
        actions = [*held, *strokes, *let_go]
        self._ask("POST", "actions", {"actions": [{"type": "key", "id": "keys", "actions": actions}]})

    def type(self, text: str) -> None:
        """Type a text where the cursor is."""
        self.press(*text)

    def focused(self) -> str:
        """The id of what has the focus, else the first words of it."""
        told = "const e = document.activeElement; return e.id || e.innerText.split('\\n')[0]"
        return str(self.script(told))

    def tab_to(self, what: str, most: int = 60) -> None:
        """Press Tab until something has the focus; nobody should have to press it much oftener."""
        for _ in range(most):
            if self.focused().startswith(what):
                return
            self.press(TAB)
        raise AssertionError(f"Tab does not lead to {what!r}, but to {self.focused()!r}")

    def await_path(self, path: str) -> None:
        """Wait until another page is shown."""
        until(lambda: self.path.split("?")[0] == path and self._is_loaded(), ANSWER_S, lambda: self.path)

    def await_text(self, words: str) -> None:
        """Wait until words are to be seen: a form may lead back to the page it stands on."""
        until(lambda: self._is_loaded() and words in self.text, ANSWER_S, lambda: self.text)

    def look(self, width: int, height: int, factor: float = 1, *, scheme: str = "light") -> None:
        """Show everything in a window of this size, in the desktop's colours."""
        size = {"width": width, "height": height, "deviceScaleFactor": factor, "mobile": False}
        self._devtools("Emulation.setDeviceMetricsOverride", size)
        feature = {"name": "prefers-color-scheme", "value": scheme}
        self._devtools("Emulation.setEmulatedMedia", {"features": [feature]})

    def picture(self, file: Path) -> None:
        """Write what is to be seen as PNG."""
        file.write_bytes(base64.b64decode(self._ask("GET", "screenshot")))

    def printed(self) -> bytes:
        """The page as it is printed, as PDF on A4."""
        paper = {"page": {"width": 21.0, "height": 29.7}, "background": False}
        return base64.b64decode(self._ask("POST", "print", paper))

    def complaints(self) -> list[str]:
        """What the browser itself had to say against the pages since it was asked last."""
        return [str(one["message"]) for one in self._ask("POST", "se/log", {"type": "browser"})]

    def close(self) -> None:
        """End the browser and its driver; a second time does nothing."""
        with suppress(httpx.HTTPError):
            if self._session and self.driver.poll() is None:
                self._client.delete(f"/session/{self._session}", timeout=5)
        self._client.close()
        if self.driver.poll() is None:
            os.killpg(self.driver.pid, signal.SIGKILL)
        self.driver.wait(timeout=ANSWER_S)
        self._log.close()

    def _open(self, browser: str, folder: Path) -> str:
        args = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=zh-CN"]
        args += [f"--user-data-dir={folder / 'profile'}", "--window-size=1366,768", "--no-first-run"]
        args += ["--disable-background-networking", "--disable-component-update", "--no-proxy-server"]
        told = {
            "browserName": "chrome",
            "goog:chromeOptions": {"binary": browser, "args": args},
            "goog:loggingPrefs": {"browser": "ALL"},
            "timeouts": {"pageLoad": 12_000, "script": 5_000, "implicit": 0},
        }
        answer = self._client.post("/session", json={"capabilities": {"alwaysMatch": told}}, timeout=READY_S)
        found = answer.json()["value"]
        if "sessionId" not in found:
            raise ChromiumMissing(f"Chromium did not start: {found.get('message', found)}")
        return str(found["sessionId"])

    def _ask(self, method: str, what: str, told: object = None) -> Any:
        answer = self._client.request(method, f"/session/{self._session}/{what}", json=told)
        value = answer.json()["value"]
        assert answer.status_code == 200, value
        return value

    def _devtools(self, command: str, params: dict[str, object]) -> None:
        self._ask("POST", "goog/cdp/execute", {"cmd": command, "params": params})

    def _is_ready(self) -> bool:
        if self.driver.poll() is not None:
            raise ChromiumMissing("the driver of Chromium ended at once; see driver.log")
        with suppress(httpx.HTTPError):
            return bool(self._client.get("/status").json()["value"]["ready"])
        return False

    def _is_loaded(self) -> bool:
        return self.script("return document.readyState") == "complete"


def until(holds: Callable[[], bool], seconds: float, told: Callable[[], str] = str) -> None:
    """Wait until something holds; AssertionError where it does not within the time."""
    for _ in range(int(seconds / _STEP_S)):
        with suppress(AssertionError):
            if holds():
                return
        Event().wait(_STEP_S)
    raise AssertionError(f"it did not come within {seconds} s: {told()}")


def _programs() -> tuple[str, str]:
    found = _found()
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update"], capture_output=True, timeout=60, check=False)
        subprocess.run([*_APT, *_WAIT], capture_output=True, timeout=200, check=False, env=environment)
        found = _found()
    if found is None:
        raise ChromiumMissing("Chromium is not installed; as root run: " + " ".join(_APT))
    return found


def _found() -> tuple[str, str] | None:
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    return (browser, driver) if browser and driver else None


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])
