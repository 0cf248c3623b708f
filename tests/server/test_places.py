"""Row 22: places of a node are counted when a line comes; uvicorn's lines over transports that are none."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
import uvicorn
from uvicorn.server import ServerState

from city_server import patience
from city_server.patience import Patient

PLACES = 3
ASKED = b"GET /v1/hello HTTP/1.1\r\nHost: city\r\n\r\n"
# A whole head, and a body that is still to come.
BRINGING = b"POST /v1/push HTTP/1.1\r\nHost: city\r\nContent-Length: 9\r\n\r\n"
Scene = Callable[["Node"], Awaitable[None]]


class Wire(asyncio.Transport):
    """Keeps what is written; closed when the city lets go, and the loop has not yet come to say so."""

    def __init__(self) -> None:
        super().__init__()
        self.written = b""
        self.is_gone = False

    def write(self, data: Any) -> None:
        self.written += bytes(data)

    def is_closing(self) -> bool:
        return self.is_gone

    def abort(self) -> None:
        self.is_gone = True

    def close(self) -> None:
        self.is_gone = True

    def pause_reading(self) -> None:
        """Nothing is read from here."""

    def resume_reading(self) -> None:
        """Nothing is read from here."""


class Node:
    """The lines of one node, its application answers when it is told to."""

    def __init__(self) -> None:
        self.config = uvicorn.Config(
            self._answer, interface="asgi3", http=Patient, log_config=None, access_log=False
        )
        self.config.load()
        self.state = ServerState()
        self.may_answer = asyncio.Event()
        self.lines: list[Patient] = []

    async def _answer(self, _scope: object, _receive: object, send: Callable[..., Awaitable[None]]) -> None:
        await self.may_answer.wait()
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body"})

    def come(self, said: bytes = b"") -> Wire:
        """One more peer, and what it says at once."""
        line = Patient(config=self.config, server_state=self.state, app_state={})
        wire = Wire()
        line.connection_made(wire)
        self.lines.append(line)
        if said:
            line.data_received(said)
        return wire

    async def answers(self) -> None:
        """Everybody inside is answered."""
        self.may_answer.set()
        while self.state.tasks:
            await asyncio.wait(self.state.tasks, timeout=10)

    def hang_up(self) -> None:
        """Everybody goes, and nothing of them is waited for any more."""
        for line in self.lines:
            line.connection_lost(None)


@pytest.fixture
def play(monkeypatch: pytest.MonkeyPatch) -> Callable[[Scene], None]:
    """A scene at a node with three places."""
    monkeypatch.setattr(patience, "MOST_LINES", PLACES)

    def played(scene: Scene) -> None:
        async def whole() -> None:
            node = Node()
            await scene(node)
            await node.answers()
            node.hang_up()

        asyncio.run(whole())

    return played


def heard(wire: Wire) -> bytes:
    """The status a peer was told."""
    return wire.written[9:12]


def test_row_22_a_request_is_taken_although_those_who_gave_way_for_it_are_not_yet_gone(
    play: Callable[[Scene], None],
) -> None:
    async def scene(node: Node) -> None:
        slow = [node.come(BRINGING) for _ in range(PLACES)]
        honest = [node.come(ASKED) for _ in range(PLACES)]
        assert len(node.state.connections) == 2 * PLACES
        await node.answers()
        assert [one.is_gone for one in slow] == [True] * PLACES
        assert [heard(one) for one in honest] == [b"204"] * PLACES

    play(scene)


def test_row_22_a_line_that_is_there_asks_while_another_comes_beyond_the_last_place(
    play: Callable[[Scene], None],
) -> None:
    async def scene(node: Node) -> None:
        slow = node.come(BRINGING)
        others = [node.come() for _ in range(PLACES - 1)]
        late = node.come()
        node.lines[1].data_received(ASKED)
        await node.answers()
        assert (slow.is_gone, late.is_gone) == (True, False)
        assert (heard(others[0]), others[0].is_gone) == (b"204", False)

    play(scene)


def test_row_22_where_nobody_can_give_way_the_next_one_is_told_so_and_the_others_are_answered(
    play: Callable[[Scene], None],
) -> None:
    async def scene(node: Node) -> None:
        inside = [node.come(ASKED) for _ in range(PLACES)]
        late = node.come(ASKED)
        await node.answers()
        assert [heard(one) for one in [*inside, late]] == [*[b"204"] * PLACES, b"503"]
        assert (late.is_gone, any(one.is_gone for one in inside)) == (True, False)
        again = node.come(ASKED)
        await node.answers()
        assert heard(again) == b"204"

    play(scene)


def test_row_22_up_to_the_last_place_nobody_gives_way(play: Callable[[Scene], None]) -> None:
    async def scene(node: Node) -> None:
        lines = [node.come() for _ in range(PLACES)]
        assert not any(one.is_gone for one in lines)
        assert not node.come().is_gone
        assert [one.is_gone for one in lines] == [True, False, False]

    play(scene)
