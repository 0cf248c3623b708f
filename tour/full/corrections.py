"""补正收件 on the whole day: what was asked for came, what was taken in is examined, by keys alone."""

from PySide6.QtCore import Qt

from outlet_app.domain.dossier import Case
from outlet_app.domain.materials import MaterialState
from outlet_app.ui.pages.corrections.page import CorrectionsPage
from tour.stage import Stage

_K = Qt.Key
ROWS = 1


def take_in(stage: Stage, case_no: str) -> Case:
    """F11, the number, 1 on every row that asks, 受理: the case as it stands then."""
    hands, before = stage.hands, len(stage.spooler.jobs)
    hands.press(_K.Key_F11)
    hands.wait("补正收件", lambda: stage.shows(CorrectionsPage))
    page = stage.page(CorrectionsPage)
    stage.tab_to(page.search.edit)
    hands.write(case_no)
    hands.press(_K.Key_Return)
    hands.wait("what was asked for", lambda: page.stage == ROWS and page.state is not None)
    state = page.state
    assert state is not None
    case_id = state.sheet.case.case_id
    asked = [row for row in state.rows if row.state is MaterialState.UNDECIDED]
    for _ in asked:
        hands.press(_K.Key_1)
    hands.alt(_K.Key_S)
    stage.papers(before + 1)
    hands.wait("the next one", lambda: page.stage != ROWS)
    return stage.here.counter.cases.detail(case_id).case
