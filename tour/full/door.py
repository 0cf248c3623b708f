"""From F2 to the decision saved: one visitor of the whole day at the registration page, by keys."""

from datetime import timedelta
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.channels import INCOMING
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import Channel
from outlet_app.domain.materials import MaterialState
from outlet_app.services.views import CaseFilter, CaseRow
from outlet_app.ui.pages.intake.page import IntakePage
from outlet_app.ui.pages.notice.page import NoticePage
from outlet_app.ui.parts.checklist.mark_bar import CHOICES
from outlet_app.ui.parts.decisions.pledge import PledgeDialog
from outlet_app.ui.parts.decisions.promise import PromiseDialog
from outlet_app.ui.parts.decisions.reject import RejectDialog
from outlet_app.ui.parts.transfer_dialog import TransferDialog
from outlet_app.ui.widgets.combo import Combo
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.wording import fields as labels
from outlet_app.wording.channels import CHANNEL_KEYS
from tour.full.parties import Party
from tour.full.visitors import Visitor
from tour.scenes import first_defects
from tour.stage import Stage

_K = Qt.Key
D = TypeVar("D", bound=Dialog)
ON_ITS_WAY = timedelta(days=3)
LETTERS = {
    Decision.ANSWER: _K.Key_D,
    Decision.ACCEPT: _K.Key_S,
    Decision.NOTICE: _K.Key_Y,
    Decision.DEFICIENT: _K.Key_R,
    Decision.TRANSFER: _K.Key_Z,
    Decision.REJECT: _K.Key_B,
    Decision.RECEIVE: _K.Key_J,
}


def receive(stage: Stage, visitor: Visitor) -> CaseRow:
    """Register one visitor; the case as it stands then."""
    before = _registered(stage)
    called = visitor.channel is Channel.PHONE
    stage.hands.press(_K.Key_F2, *((Qt.KeyboardModifier.ShiftModifier,) if called else ()))
    stage.hands.wait("the registration page", lambda: stage.shows(IntakePage))
    page = stage.page(IntakePage)
    stage.hands.wait("an empty form", lambda: _is_ready(page, visitor.channel))
    if visitor.channel in INCOMING:
        _tell_sender(stage, visitor)
    if visitor.party is not None:
        _tell_party(stage, visitor.party)
    _tell_matter(stage, visitor)
    _mark(stage, visitor)
    if visitor.decision is Decision.ANSWER:
        stage.tab_to(page.fields.fields["answer"].control)
        stage.hands.write(visitor.text)
    if visitor.situation:
        stage.tab_to(_control(stage, "situation"))
        stage.hands.write(visitor.situation)
        stage.hands.press(_K.Key_Return)
    _decide(stage, visitor)
    stage.hands.wait("the case saved", lambda: _registered(stage) == before + 1)
    stage.hands.wait("an empty form again", lambda: page.state.is_blank)
    return _newest(stage)


def _is_ready(page: IntakePage, channel: Channel) -> bool:
    """An empty form, for somebody who stands here or for a caller."""
    state = page.state
    begun = Channel.COUNTER if channel in INCOMING else channel
    return state.entry.channel is begun and (state.is_blank or (state.is_afar and not state.entry.request))


def _tell_sender(stage: Stage, visitor: Visitor) -> None:
    """How it came in, and what it tells of itself."""
    stage.tab_to(_control(stage, "channel"))
    stage.hands.write(CHANNEL_KEYS[visitor.channel][0])
    stage.hands.press(_K.Key_Return)
    posted = f"{stage.program.clock.now() - ON_ITS_WAY:%m-%d}" if visitor.channel is Channel.LETTER else ""
    told = (("incoming_no", visitor.number), ("incoming_posted", posted), ("incoming_from", visitor.sender))
    for code, text in told:
        if text:
            stage.tab_to(_control(stage, code))
            stage.hands.write(text)


def _tell_party(stage: Stage, party: Party) -> None:
    page = stage.page(IntakePage)
    if page.state.entry.applicant.kind is not party.kind:
        stage.tab_to(_control(stage, "applicant.kind"))
        stage.hands.write(labels.KIND_KEYS[party.kind][0])
        stage.hands.press(_K.Key_Return)
    for code, text in (
        ("applicant.name", party.name),
        ("applicant.id_number", party.number),
        ("contact", party.contact),
        ("phone", party.phone),
    ):
        stage.tab_to(_control(stage, code))
        _write_over(stage, text)
    stage.hands.press(_K.Key_Tab)


def _tell_matter(stage: Stage, visitor: Visitor) -> None:
    for code, text in (("item", visitor.item), ("sub_item", visitor.sub_item)):
        if text:
            stage.tab_to(_control(stage, code))
            stage.hands.write(text)
            stage.hands.press(_K.Key_Return)
    stage.tab_to(_control(stage, "request"))
    stage.hands.write(visitor.request)


def _mark(stage: Stage, visitor: Visitor) -> None:
    """What is asked about each material: 齐全, unless the visitor says otherwise."""
    if visitor.decision in (Decision.ANSWER, Decision.REJECT, Decision.TRANSFER, Decision.RECEIVE):
        return
    page, hands = stage.page(IntakePage), stage.hands
    rows = [row for row in page.materials.rows if row.takes_focus]
    if not rows:
        return
    stage.tab_to(rows[0].bar)
    for at, row in enumerate(rows):
        state = visitor.marks.get(row.code, MaterialState.COMPLETE)
        hands.press(Qt.Key(_K.Key_1 + CHOICES.index(state)))
        if state is MaterialState.FAULTY:
            first_defects(stage)
        if at + 1 < len(rows):
            hands.press(_K.Key_Down)


def _decide(stage: Stage, visitor: Visitor) -> None:
    papers = len(stage.spooler.jobs)
    stage.hands.alt(LETTERS[visitor.decision])
    match visitor.decision:
        case Decision.NOTICE:
            _give_notice(stage)
        case Decision.TRANSFER:
            _send(stage, visitor)
        case Decision.REJECT:
            _reject(stage, visitor)
        case Decision.DEFICIENT:
            promise(stage)
    if MaterialState.PLEDGED in visitor.marks.values():
        pledge(stage)
    if visitor.decision not in (Decision.ANSWER, Decision.TRANSFER):
        stage.papers(papers + 1)


def _give_notice(stage: Stage) -> None:
    stage.hands.wait("the notice page", lambda: stage.shows(NoticePage))
    stage.hands.wait("the preview", lambda: bool(stage.page(NoticePage).preview.pdf))
    stage.tab_to(stage.page(NoticePage).editor.tick)
    stage.hands.press(_K.Key_Space)
    stage.hands.alt(_K.Key_P)


def _send(stage: Stage, visitor: Visitor) -> None:
    dialog = _asked(stage, TransferDialog)
    stage.hands.write(visitor.to)
    stage.hands.press(_K.Key_Return)
    assert isinstance(dialog.controls["to"], Combo)
    assert dialog.controls["to"].value, f"nobody is called {visitor.to}"
    stage.tab_to(dialog.controls["reason"])
    stage.hands.write(visitor.text)
    stage.hands.press(_K.Key_Return, Qt.KeyboardModifier.ControlModifier)


def _reject(stage: Stage, visitor: Visitor) -> None:
    dialog = _asked(stage, RejectDialog)
    stage.tab_to(dialog.instead.control)
    stage.hands.write(visitor.text)
    stage.hands.press(_K.Key_Return)
    if stage.program.shell.feedback.open_dialog is dialog:
        stage.hands.press(_K.Key_Return)


def promise(stage: Stage) -> None:
    """Tick what only the people at the counter can say; the days stand ready."""
    dialog = _asked(stage, PromiseDialog)
    for tick in dialog.conditions.ticks.values():
        stage.tab_to(tick)
        if not tick.isChecked():
            stage.hands.press(_K.Key_Space)
    stage.hands.press(_K.Key_Return, Qt.KeyboardModifier.ControlModifier)


def pledge(stage: Stage) -> None:
    """The applicant was told what it means, and signs."""
    dialog = _asked(stage, PledgeDialog)
    for tick in (dialog.told.check, dialog.signed.check):
        stage.tab_to(tick)
        stage.hands.press(_K.Key_Space)
    stage.hands.press(_K.Key_Return, Qt.KeyboardModifier.ControlModifier)


def _asked(stage: Stage, kind: type[D]) -> D:
    feedback = stage.program.shell.feedback
    stage.hands.wait(kind.__name__, lambda: isinstance(feedback.open_dialog, kind))
    dialog = feedback.open_dialog
    assert isinstance(dialog, kind)
    stage.await_cursor(dialog)
    return dialog


def _write_over(stage: Stage, text: str) -> None:
    """Over whatever was filled in from an earlier visit."""
    focus = QApplication.focusWidget()
    if focus is not None and getattr(focus, "text", str)() != text:
        stage.hands.press(_K.Key_A, Qt.KeyboardModifier.ControlModifier)
        stage.hands.write(text)


def _control(stage: Stage, code: str) -> QWidget:
    return stage.page(IntakePage).fields.fields[code].control


def _registered(stage: Stage) -> int:
    return stage.here.counter.cases.page(CaseFilter(), 1).total


def _newest(stage: Stage) -> CaseRow:
    return stage.here.counter.cases.page(CaseFilter(), 1).rows[0]
