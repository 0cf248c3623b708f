"""An S3 bucket of our own: moto's server as a process on loopback, forgotten with it."""

import os
import socket
import subprocess
import sys
import time
from functools import cache
from itertools import count
from urllib.request import Request, urlopen

KEYS = {"AWS_ACCESS_KEY_ID": "invented", "AWS_SECRET_ACCESS_KEY": "invented"}
_serial = count(1)
_SECONDS = 30
_MAIN = "import sys; from moto.server import main; main(sys.argv[1:])"


class BucketServer:
    """One running server with one empty bucket after another."""

    def __init__(self) -> None:
        self.port = _free_port()
        told = [sys.executable, "-c", _MAIN, "-H", "127.0.0.1", "-p", str(self.port)]
        quiet = subprocess.DEVNULL
        env = os.environ | KEYS | {"PYTHONWARNINGS": "ignore"}
        self._process = subprocess.Popen(told, stdout=quiet, stderr=quiet, env=env)
        self._await_ready()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def new_bucket(self) -> str:
        """A fresh bucket, as `city-server serve --blobs` names it."""
        name = f"city-{next(_serial)}"
        with urlopen(Request(f"{self.url}/{name}", method="PUT"), timeout=_SECONDS):
            pass
        return f"s3://{name}/attachments?endpoint={self.url}"

    def stop(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait(_SECONDS)

    def _await_ready(self) -> None:
        for _ in range(_SECONDS * 20):
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=_SECONDS):
                    return
            except OSError:
                assert self._process.poll() is None, "moto_server did not start"
                time.sleep(0.05)
        raise AssertionError("moto_server does not answer")


@cache
def the_bucket_server() -> BucketServer:
    """The one of this run, started by whoever first asks for it."""
    return BucketServer()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
