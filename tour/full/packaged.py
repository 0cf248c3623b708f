"""A package on the whole day: one form, one set of materials, a case of its own for every item in it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from outlet_app.services.views import CaseFilter, CaseRow
from outlet_app.ui.pages.packages.page import PackagesPage
from tour.full.parties import Party
from tour.stage import Stage

_K = Qt.Key
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
Found = dict[str, object]
RIGHTS = "P5"
GUEST = Party("杭锦后旗河套老井酒业有限公司", "91150826K8PBRNYT43", "苏日娜·宝音", "13900011013")
TOLD = {"right": "商标", "opponent": "仿冒包装的网店"}


def open_package(stage: Stage, found: Found) -> None:
    """Shift+F11, the arrows, who came, what both sides are, 1 on every row, Ctrl+Enter."""
    hands, before = stage.hands, stage.here.counter.cases.page(CaseFilter(), 1).total
    printed = len(stage.spooler.jobs)
    hands.press(_K.Key_F11, SHIFT)
    hands.wait("集成办", lambda: stage.shows(PackagesPage))
    page = stage.page(PackagesPage)
    hands.wait(
        "the keys on the packages", lambda: (row := page.list.current()) is not None and row.hasFocus()
    )
    _choose(stage, page)
    for code, text in _told().items():
        stage.tab_to(_control(page, code))
        hands.write(text)
    _tick(stage, page)
    planned = {one.sub_item.code: one.decision.value for one in page.state.plans if one.decision}
    hands.press(_K.Key_Return, CONTROL)
    hands.wait("the package saved", lambda: _total(stage) == before + 1 + len(planned))
    hands.wait("an empty form again", lambda: not page.state.is_begun)
    hands.wait("what the clerk is told", lambda: bool(page.served.text()))
    stage.papers(printed + 1)
    stage.shoot("package-opened")
    rows = _rows(stage, 1 + len(planned))
    found |= {
        "case_nos": [row.case_no for row in rows],
        "planned": planned,
        "decided": {row.sub_item: row.decision.value for row in rows if row.decision},
        "said": stage.program.shell.feedback.toasts.history[-1].text,
        "keys_besides_text": hands.pressed,
    }


def _choose(stage: Stage, page: PackagesPage) -> None:
    """Down to the package."""
    for _ in page.list.rows:
        if page.state.package is not None and page.state.package.code == RIGHTS:
            return
        stage.hands.press(_K.Key_Down)
    raise AssertionError(f"no arrow leads to {RIGHTS}")


def _told() -> dict[str, str]:
    party = {
        "applicant.name": GUEST.name,
        "applicant.id_number": GUEST.number,
        "contact": GUEST.contact,
        "phone": GUEST.phone,
        "request": "网店仿冒我们的酒标",
        "answer": "可以保全证据，先向平台投诉。",
    }
    return {**party, **{f"field.{key}": text for key, text in TOLD.items()}}


def _control(page: PackagesPage, code: str) -> QWidget:
    shared = page.form.shared.fields if page.form.shared else {}
    return {**shared, **page.form.party.fields}[code].control


def _tick(stage: Stage, page: PackagesPage) -> None:
    rows = [row for row in page.materials.rows if row.takes_focus]
    for at, row in enumerate(rows):
        if not at:
            stage.tab_to(row.bar)
        stage.hands.press(_K.Key_1)
        if at + 1 < len(rows):
            stage.hands.press(_K.Key_Down)


def _total(stage: Stage) -> int:
    return stage.here.counter.cases.page(CaseFilter(), 1).total


def _rows(stage: Stage, count: int) -> tuple[CaseRow, ...]:
    return stage.here.counter.cases.page(CaseFilter(), count).rows
