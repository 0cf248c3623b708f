"""The real city server with one fault planted: `python -m tests.support.faulty_city FAULT serve …`.

kill-before-commit | kill-after-commit   SIGKILL in the first push, before or after its transaction
older:KIND                               a server that does not know this kind (or "review") yet
no-room:BYTES                            a store of attachments that is full after so many bytes
newer:GENERATION                         a server of a later program, which writes a stage in this generation
held:PIPE                                a push has written all and commits only when somebody opened the pipe
                                         and closed it again; later ones do not wait
hurried:SECONDS                          waits so short a time for slow peers, and has room for forty lines
odd                                      judging breaks on the stage POISON, and takes half a second on SLOW;
                                         whatever else looks at an operation breaks on the stages of BREAKING
"""

import errno
import os
import signal
import sys
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

from city_server import cli
from outlet_app.domain.events import FACTS, StageReached
from outlet_app.sync.wire import Pushed
from tests.support.generations import be_of_generation

POISON = "毒"
SLOW = "慢"
# Every room of the city that looks at an operation, and the stage on which it breaks there.
BREAKING = {"_read": "毒读", "apply": "毒折", "sight_of": "毒看", "holds": "毒岗"}
HURRIED_LINES = 40
app: Any = import_module("city_server.app")
bench: Any = import_module("city_server.bench")


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _after_take_push(act: Callable[[], None]) -> None:
    taking = app.take_push

    def take_push(*args: Any) -> Pushed:
        pushed: Pushed = taking(*args)
        act()
        return pushed

    app.take_push = take_push


def _before_answering(act: Callable[[], None]) -> None:
    answering = app.answer

    def answer(message: Any, *args: Any, **more: Any) -> Any:
        if isinstance(message, Pushed):
            act()
        return answering(message, *args, **more)

    app.answer = answer


def _be_odd() -> None:
    judging = bench.judge

    def judge(case: Any, event: Any) -> Any:
        if event.fact == StageReached(POISON):
            raise RuntimeError(POISON)
        if event.fact == StageReached(SLOW):
            time.sleep(0.5)
        return judging(case, event)

    bench.judge = judge
    for name in ("_read", "apply", "sight_of"):
        setattr(bench, name, _breaking(getattr(bench, name), BREAKING[name]))
    bench.Posts.holds = _breaking(bench.Posts.holds, BREAKING["holds"])


def _breaking(looking: Callable[..., Any], poison: str) -> Callable[..., Any]:
    """The same, but it raises where anything it is given has the word in it."""

    def look(*told: Any) -> Any:
        if any(poison in (one.decode() if isinstance(one, bytes) else repr(one)) for one in told):
            raise RuntimeError(poison)
        return looking(*told)

    return look


def _be_older(kind: str) -> None:
    if FACTS.pop(kind, None) is None:
        for name in ("bench", "push", "release"):
            import_module(f"city_server.{name}").REVIEW_KIND = "of a later treaty"  # type: ignore[attr-defined]


def _be_full(after: int) -> None:
    """Every put writes what fits, then fails as a full disk does."""
    store: Any = import_module("city_server.blob_store")
    writing = store.Directory._write
    left = after

    def write(self: Any, fresh: Any, pieces: Any) -> None:
        nonlocal left
        content = b"".join(pieces)
        writing(self, fresh, [content[:left]])
        if len(content) > left:
            raise OSError(errno.ENOSPC, "no room")
        left -= len(content)

    store.Directory._write = write


def _hold(pipe: str) -> None:
    """Wait until somebody has the other end, and until they let it go; where there is no pipe, not at all."""
    if not os.path.exists(pipe):
        return
    with open(pipe, "rb") as end:
        end.read()


def _be_hurried(seconds: float) -> None:
    lines, bodies = import_module("city_server.patience"), import_module("city_server.bodies")
    lines.HEAD_SECONDS = lines.UNHEARD_SECONDS = bodies.SILENCE_SECONDS = seconds  # type: ignore[attr-defined]
    lines.MOST_LINES = HURRIED_LINES  # type: ignore[attr-defined]


def main() -> int:
    name, _, word = sys.argv[1].partition(":")
    plant: dict[str, Callable[[], object]] = {
        "kill-before-commit": lambda: _after_take_push(_die),
        "kill-after-commit": lambda: _before_answering(_die),
        "older": lambda: _be_older(word),
        "newer": lambda: be_of_generation(int(word)),
        "held": lambda: _after_take_push(lambda: _hold(word)),
        "hurried": lambda: _be_hurried(float(word)),
        "odd": _be_odd,
        "no-room": lambda: _be_full(int(word)),
    }
    plant[name]()
    return cli.main(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
