"""What is done with a case after the visitor has left: found on 办件查询, stepped on, all by keys."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from outlet_app.domain.dossier import Case
from outlet_app.ui.pages.cases.action_row import MoreDialog
from outlet_app.ui.pages.cases.asks import ReasonDialog, SentenceDialog
from outlet_app.ui.pages.cases.page import CasesPage
from outlet_app.ui.pages.cases.supplement_dialog import SupplementDialog
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from outlet_app.ui.widgets.buttons import Button, Kind
from outlet_app.ui.widgets.check import Check
from outlet_app.ui.widgets.combo import Combo
from outlet_app.ui.widgets.dialog import Dialog
from tour.stage import Stage

_K, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier
Says = Mapping[str, str]


def find(stage: Stage, case_no: str) -> Case:
    """Ctrl+3, F3, the number: the case stands beside the list."""
    hands = stage.hands
    hands.press(_K.Key_3, CONTROL)
    hands.wait("办件查询", lambda: stage.shows(CasesPage))
    hands.press(_K.Key_F3)
    hands.press(_K.Key_A, CONTROL)
    hands.write(case_no)
    hands.press(_K.Key_Return)
    page = stage.page(CasesPage)
    hands.wait(case_no, lambda: _shown(page) == case_no and _is_level(stage, page))
    hands.press(_K.Key_Return)
    return _case(stage, page)


def step(stage: Stage, case_no: str, action: str, says: Says, paper: Says | None = None) -> Case:
    """Take a step on a case and wait until it is in its course.

    paper: what is written in the outcome paper that the program then asks for, by field; empty puts it off.
    """
    before = find(stage, case_no)
    page, feedback = stage.page(CasesPage), stage.program.shell.feedback
    _press(stage, page, action)
    stage.hands.wait(f"the question of {action}", lambda: feedback.open_dialog is not None)
    dialog = feedback.open_dialog
    assert dialog is not None
    stage.await_cursor(dialog)
    answer(stage, dialog, says)
    stage.hands.wait(f"the end of {action}", lambda: feedback.open_dialog is not dialog)
    stage.hands.wait(f"{action} in the course", lambda: _case(stage, page).events > before.events)
    stage.hands.wait("the page at rest", lambda: _is_level(stage, page))
    if paper is not None:
        _outcome(stage, paper)
    return _case(stage, page)


def _outcome(stage: Stage, paper: Says) -> None:
    """The matter has come to its paper: put off with Esc, or chosen, written and printed."""
    hands, feedback, before = stage.hands, stage.program.shell.feedback, len(stage.spooler.jobs)
    hands.wait("the question of the paper", lambda: feedback.open_dialog is not None)
    asked = feedback.open_dialog
    assert asked is not None
    stage.await_cursor(asked)
    if not paper:
        hands.press(_K.Key_Escape)
        hands.wait("the paper put off", lambda: feedback.open_dialog is None)
        return
    if isinstance(asked, ReasonDialog):
        answer(stage, asked, {"reason": paper["form"]})
        hands.wait("the paper's fields", lambda: feedback.open_dialog not in (None, asked))
        asked = feedback.open_dialog
        assert asked is not None
        stage.await_cursor(asked)
    answer(stage, asked, {key: text for key, text in paper.items() if key != "form"})
    stage.papers(before + 1)


def _press(stage: Stage, page: CasesPage, action: str) -> None:
    """Its own button, or out of 更多办理."""
    buttons, feedback = page.detail.steps.buttons, stage.program.shell.feedback
    detail = page.state.detail
    assert detail is not None
    assert action in detail.actions, (
        f"{action} is not open for {detail.row.case_no}: {sorted(detail.actions)}"
    )
    if buttons[action].isVisible():
        stage.tab_to(buttons[action])
        stage.hands.press(_K.Key_Space)
        return
    stage.tab_to(page.detail.steps.more)
    stage.hands.press(_K.Key_Space)
    stage.hands.wait("更多办理", lambda: isinstance(feedback.open_dialog, MoreDialog))
    more = feedback.open_dialog
    assert isinstance(more, MoreDialog)
    stage.await_cursor(more)
    stage.hands.press(_K.Key_Down, times=list(more.choices).index(action))
    stage.hands.press(_K.Key_Return)
    stage.hands.wait("the list closed", lambda: feedback.open_dialog is not more)


def answer(stage: Stage, dialog: Dialog, says: Says) -> None:
    """Fill in whatever is asked, by keys, and take the dialog's own button."""
    for kind, answer in _ANSWERS.items():
        if isinstance(dialog, kind):
            answer(stage, dialog, says)
            break
    # What cannot be undone is never what Enter does.
    final = [button for button in dialog.findChildren(Button) if button.kind is Kind.DANGER]
    if final:
        stage.tab_to(final[0])
        stage.hands.press(_K.Key_Space)
    else:
        stage.hands.press(_K.Key_Return, CONTROL)


def _sheet(stage: Stage, dialog: Dialog, says: Says) -> None:
    assert isinstance(dialog, SheetDialog)
    for key, text in says.items():
        control = dialog.controls[key]
        stage.tab_to(control)
        if isinstance(control, Check):
            stage.hands.press(_K.Key_Space)
            continue
        stage.hands.press(_K.Key_A, CONTROL)
        stage.hands.write(text)
        if isinstance(control, Combo):
            stage.hands.press(_K.Key_Return)
            assert control.value, f"{key} has no choice {text}"


def _sentence(stage: Stage, dialog: Dialog, says: Says) -> None:
    assert isinstance(dialog, SentenceDialog)
    stage.tab_to(dialog.area)
    stage.hands.press(_K.Key_A, CONTROL)
    stage.hands.write(says["text"])


def _reason(stage: Stage, dialog: Dialog, says: Says) -> None:
    assert isinstance(dialog, ReasonDialog)
    codes = list(dialog.radios)
    ready = next((code for code, radio in dialog.radios.items() if radio.isChecked()), codes[0])
    stage.hands.press(_K.Key_Down, times=codes.index(says["reason"]) - codes.index(ready))
    stage.hands.press(_K.Key_Space)
    if "remark" in says:
        stage.tab_to(dialog.controls["remark"])
        stage.hands.write(says["remark"])


def _supplement(stage: Stage, dialog: Dialog, _says: Says) -> None:
    """Everything owed came complete."""
    assert isinstance(dialog, SupplementDialog)
    for row in dialog.rows:
        stage.tab_to(row.marks)
        stage.hands.press(_K.Key_1)
    QApplication.processEvents()


_ANSWERS: Mapping[type[Dialog], Callable[[Stage, Dialog, Says], None]] = {
    SentenceDialog: _sentence,
    ReasonDialog: _reason,
    SheetDialog: _sheet,
    SupplementDialog: _supplement,
}


def _shown(page: CasesPage) -> str:
    detail = page.state.detail
    return detail.row.case_no if detail is not None else ""


def _is_level(stage: Stage, page: CasesPage) -> bool:
    """Whether the page shows the case as the store has it: a step just taken is read again after it."""
    detail = page.state.detail
    return detail is not None and detail.case.events == _case(stage, page).events


def _case(stage: Stage, page: CasesPage) -> Case:
    return stage.here.counter.cases.detail(page.state.chosen).case
