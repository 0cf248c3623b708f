"""The citizen's window on the whole day: one visitor is content, another says what went wrong."""

from time import monotonic

from PySide6.QtCore import Qt

from outlet_app.domain.reviews.levels import Level
from outlet_app.ui.citizen.window import DEAF_AT_FIRST_MS
from outlet_app.ui.snapshot import snapshot
from tour.acts import numbers_kept
from tour.full.desk import find
from tour.stage import Stage

_K = Qt.Key
Found = dict[str, object]
# Whose cases are rated: a report fetched, and trouble with a withdrawn matter.
CONTENT, UNHAPPY = 6, 24


def content(stage: Stage, found: Found) -> None:
    """F7 on a closed case, the first card, no reason, thanks."""
    _rate(stage, CONTENT, _K.Key_1, _K.Key_Return)
    found["level"] = Level.VERY_SATISFIED.name


def unhappy(stage: Stage, found: Found) -> None:
    """The fourth card and two reasons; what is pressed is nobody's to see at this counter."""
    _rate(stage, UNHAPPY, _K.Key_4, _K.Key_2, _K.Key_5, _K.Key_Return)
    found["level"] = Level.DISSATISFIED.name


def _rate(stage: Stage, visitor: int, *keys: Qt.Key) -> None:
    hands, host = stage.hands, stage.program.reviewing
    find(stage, numbers_kept(stage)[visitor - 1])
    hands.press(_K.Key_F7)
    hands.wait("the citizen's window", lambda: host.window is not None and host.window.talk is not None)
    for key in keys:
        # The window does not hear what the clerk was still typing.
        _pause(stage, DEAF_AT_FIRST_MS / 1_000 + 0.1)
        hands.press(key)
    assert host.window is not None
    snapshot(host.window).save(str(stage.out / "screens" / f"rated-{visitor}.png"))
    hands.wait("the end of the review", lambda: not host.is_open)
    shell = stage.program.shell
    hands.wait("the page again", lambda: not shell.is_covered and shell.isActiveWindow())


def _pause(stage: Stage, seconds: float) -> None:
    end = monotonic() + seconds
    stage.hands.wait("the window's ears", lambda: monotonic() > end)
