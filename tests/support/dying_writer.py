"""A clerk at the real page whose program is killed the hard way: `… FOLDER MOMENT`, keys on a real store.

resting      the draft was kept by itself, and the cursor rests in the middle of a word
moved        nothing was written since the last save, only the cursor went elsewhere
in-material  the cursor stands on a row of the checklist
in-notice    a notice is being written, the cursor in the middle of a remedy
in-save      the store is in the middle of writing a later state
typing       more was typed after the last save, not yet kept
"""

import os
import signal
import sys
import tempfile
from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.materials import MaterialState
from outlet_app.models.drafts import Drafts
from outlet_app.ui.parts import autosave
from outlet_app.ui.theme.theme import install_theme
from tests.support.counter_fakes_intake import Visit, open_desk

RESOURCES = Path(__file__).parents[2] / "resources"
SOON_MS = 5


def die(*_: Any, **__: Any) -> Any:
    """SIGKILL to this very process."""
    os.kill(os.getpid(), signal.SIGKILL)


def rest(visit: Visit) -> None:
    """Two seconds pass, in this process a few milliseconds."""
    QTest.qWait(SOON_MS * 8)
    visit.desk.drain()
    QApplication.processEvents()


def shown(window: QWidget, size: tuple[int, int] = (1366, 768)) -> QWidget:
    window.resize(*size)
    window.show()
    assert QTest.qWaitForWindowActive(window)
    return window


def main() -> None:
    folder, moment = Path(sys.argv[1]), sys.argv[2]
    tempfile.tempdir = str(folder)
    app = QApplication([])
    install_theme(app, RESOURCES / "fonts", RESOURCES / "icons")
    autosave.PAUSE_MS = autosave.RETRY_MS = SOON_MS
    visit = Visit(open_desk(folder), shown)
    visit.begin().party().matter("8.2", "申报 2026 年资助")
    visit.hands.press("1", "Down", "2")
    visit.page.fields.focus_at("request@3")
    visit.hands.type("度")
    rest(visit)
    if moment == "moved":
        visit.page.fields.focus_at("contact@0")
        rest(visit)
        visit.hands.press("Right", "Right")
        rest(visit)
    elif moment == "in-material":
        visit.page.materials.focus_row("8.2-M3")
        rest(visit)
    elif moment == "in-notice":
        undecided = [row.code for row in visit.page.state.rows if row.state is MaterialState.UNDECIDED]
        for code, key in [("8.2-M1", "2"), *((code, "1") for code in undecided)]:
            visit.page.materials.focus_row(code)
            visit.hands.press(key)
        visit.hands.go("Alt+Y")
        page: Any = visit.window.page
        page.editor.cards[0].focus_part("remedy", 4)
        visit.hands.type("尽快")
        rest(visit)
    elif moment in ("in-save", "typing"):
        if moment == "in-save":
            Drafts.save = die  # type: ignore[method-assign]
        else:
            autosave.PAUSE_MS = 60_000
        visit.hands.type("还有一句")
        rest(visit)
    die()


if __name__ == "__main__":
    main()
