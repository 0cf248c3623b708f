"""A counter that is killed the hard way in the middle of a round: `… FOLDER MOMENT`.

in-body        half of the push is on the line, the rest never comes
after-answer   the push was answered, nothing of it is kept yet
in-page        a page of the pull is half taken down
"""

import os
import signal
import socket
import sys
from pathlib import Path
from typing import Any

from outlet_app.models.instance import Instance
from outlet_app.sync.client import CityClient
from outlet_app.sync.wire import Push, Pushed
from tests.support import counter


def die() -> None:
    """SIGKILL to this very process."""
    os.kill(os.getpid(), signal.SIGKILL)


class HalfSaid(socket.socket):
    """Sends the head of a push and half of its body, and dies there."""

    _is_push = False

    def send(self, data: Any, flags: int = 0, /) -> int:
        if self._is_push:
            super().sendall(bytes(data)[: len(data) // 2], flags)
            die()
        self._is_push = bytes(data).startswith(b"POST /v1/push")
        return super().send(data, flags)


class KilledAfterAnswer(CityClient):
    """Gets the answer and dies with it."""

    def push(self, push: Push) -> Pushed:
        super().push(push)
        die()
        raise AssertionError("still alive")


def main() -> None:
    folder, moment = Path(sys.argv[1]), sys.argv[2]
    client: Any = KilledAfterAnswer if moment == "after-answer" else CityClient
    one = counter.Counter(folder, "", lambda instance: _client(client, instance))
    if moment == "in-page":
        one.engine._inbound._on_cases_changed = lambda _uow, _case_ids: die()
    if moment == "in-body":
        told: Any = socket
        told.socket = HalfSaid
    one.sync()


def _client(kind: Any, instance: Instance) -> CityClient:
    made: CityClient = kind(instance)
    return made


if __name__ == "__main__":
    main()
