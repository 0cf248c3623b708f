"""The citizen's window on the whole day: one visitor is content, another says what went wrong."""

from time import monotonic

from PySide6.QtCore import Qt

from outlet_app.domain.reviews.levels import Level
from outlet_app.ui.citizen.window import DEAF_AT_FIRST_MS, DEAF_MS
from outlet_app.ui.snapshot import snapshot
from tour.acts import numbers_of_today
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


def later(stage: Stage, found: Found) -> None:
    """追评: F7 on a rated case asks for the 查询码 of its papers; a wrong one is typed anew."""
    code = find(stage, numbers_of_today(stage)[CONTENT - 1]).registered.query_code
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    _rate(stage, CONTENT, _K.Key_2, _K.Key_Return, codes=(wrong, code))
    found["said"] = stage.program.shell.feedback.toasts.history[-1].title
    found["rated"] = len(find(stage, numbers_of_today(stage)[CONTENT - 1]).reviews_rated)


def _rate(stage: Stage, visitor: int, *keys: Qt.Key, codes: tuple[str, ...] = ()) -> None:
    hands, host = stage.hands, stage.program.reviewing
    find(stage, numbers_of_today(stage)[visitor - 1])
    hands.press(_K.Key_F7)
    hands.wait("the citizen's window", lambda: host.window is not None and host.window.talk is not None)
    # The window does not hear what the clerk was still typing, nor one press as two.
    _pause(stage, DEAF_AT_FIRST_MS)
    for code in codes:
        hands.write(code, secret=True)
        hands.press(_K.Key_Return)
        _pause(stage, DEAF_MS)
    for key in keys:
        hands.press(key)
        _pause(stage, DEAF_MS)
    assert host.window is not None
    kind = "again" if codes else "rated"
    snapshot(host.window).save(str(stage.out / "screens" / f"{kind}-{visitor}.png"))
    hands.wait("the end of the review", lambda: not host.is_open)
    shell = stage.program.shell
    hands.wait("the page again", lambda: not shell.is_covered and shell.isActiveWindow())


def _pause(stage: Stage, deaf_ms: int) -> None:
    """Until it hears again, and the store has answered what was pressed."""
    window = stage.program.reviewing.window
    end = monotonic() + deaf_ms / 1_000 + 0.1
    stage.hands.wait("the store", lambda: window is None or window.talk is None or not window._busy)
    stage.hands.wait("the window's ears", lambda: monotonic() > end)
