"""转办: to whom a case goes and why, what has been done, and what goes with it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outlet_app.domain.entry import TransferDetail
from outlet_app.domain.events import HandedMaterial, Situation
from outlet_app.domain.outlets import Outlet, OutletKind
from outlet_app.domain.people import Person, Right
from outlet_app.domain.problems import Problem
from outlet_app.domain.situations import REPORTED
from outlet_app.domain.texts import check_text, clean_text
from outlet_app.services.reference import Reference
from outlet_app.ui.widgets.check import Check
from outlet_app.ui.widgets.combo import Choice, Combo
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.tall_column import TallColumn
from outlet_app.ui.widgets.text_area import TextArea
from outlet_app.wording import intake_dialogs as words
from outlet_app.wording import transfer as own
from outlet_app.wording.fields import sentence

LIMIT = 300
LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Sending:
    """What the question is about: its title and text, the papers at hand, and what the applicant is told.

    `told` makes the sentence for the applicant out of the outlet's code and the receiver's name.
    """

    told: Callable[[str, str], str]
    title: str = words.TRANSFER_TITLE
    text: str = words.TRANSFER_TEXT
    go: str = words.TRANSFER_DONE
    bundle: tuple[HandedMaterial, ...] = ()
    urgent: bool = False


class TransferDialog(Dialog):
    """`decided` carries the TransferDetail."""

    decided = Signal(object)

    def __init__(self, choices: list[Choice], parent: QWidget, sending: Sending) -> None:
        super().__init__(sending.title, parent, broad=True)
        self._sending = sending
        self.to = Field(words.TRANSFER_TO, Combo(choices, words.TRANSFER_TO_HINT), required=True)
        # One place for both: a screen of 696 pixels at 150 % has no room for a sentence more.
        self.applicant = Paragraph(sending.text, 14)
        self.area = TextArea(words.TRANSFER_REASON_HINT, longest=LONGEST)
        self.reason = Field(words.TRANSFER_REASON, self.area, required=True)
        self.work = TextArea(own.DONE_HINT, longest=LONGEST)
        self.done_work = Field(own.DONE, self.work)
        self.papers = Check(own.with_papers(len(sending.bundle)), checked=True)
        self.urgent = Check(words.TRANSFER_URGENT, checked=sending.urgent)
        lines = (self.applicant, self.to, self.reason, self.done_work, self.papers, self.urgent)
        self.body.add(TallColumn(sending.title, parent.window(), *lines))
        self.papers.setVisible(bool(sending.bundle))
        self.add_button(words.CANCEL, self.reject, closes=False)
        self.add_button(sending.go, self._submit, icon="forward", default=True, closes=False)
        if isinstance(self.to.control, Combo):
            self.to.control.chosen.connect(self._tell)
        self.focus_first(self.to.control)

    def _tell(self, chosen: object) -> None:
        if isinstance(chosen, tuple):
            self.applicant.set_text(self._sending.told(chosen[0], chosen[2]), "text")
            self.adjustSize()

    def _submit(self) -> None:
        chosen = self.to.control.value if isinstance(self.to.control, Combo) else None
        reason, work = clean_text(self.area.text()), clean_text(self.work.text())
        missing = Problem("field.missing", {"field": "reason"})
        problems = {
            self.to: None if chosen else Problem("transfer.to"),
            self.reason: check_text(reason, LIMIT) if reason else missing,
            self.done_work: check_text(work, LIMIT) if work else None,
        }
        wrong = {field: problem for field, problem in problems.items() if problem and not problem.soft}
        for field in problems:
            field.say(sentence(wrong[field], field.line.label)) if field in wrong else field.clear()
        if wrong:
            next(iter(wrong)).control.setFocus()
        elif isinstance(chosen, tuple):
            outlet, staff, name = chosen
            bundle = self._sending.bundle if self.papers.isChecked() else ()
            self.accept()
            self.decided.emit(
                TransferDetail(outlet, staff, name, reason, self.urgent.isChecked(), work, bundle)
            )


def receivers(
    reference: Reference, colleagues: Sequence[Person], me: str, situation: Situation | None = None
) -> list[Choice]:
    """The city's divisions, colleagues, then every other outlet of the table.

    A situation leaves those to whom it leads: C colleagues, D others, E and G whoever leads here or the city.
    """
    city = next(one for one in reference.outlets.all if one.kind is OutletKind.CITY)
    here = reference.outlet.code
    bodies = [
        Choice((city.code, "", words.CITY_DIVISION), words.CITY_DIVISION, words.CITY_DIVISION_KEYS),
        Choice((city.code, "", words.DISPUTES), words.DISPUTES, words.DISPUTES_KEYS),
    ]
    others = [one for one in colleagues if one.active and one.staff_no != me]
    outlets = [_outlet(one) for one in reference.outlets.all if one.code != here]
    if situation in REPORTED:
        return [_colleague(one, here) for one in others if one.may(Right.DESIGNATE)] + bodies
    people = [_colleague(one, here) for one in others]
    if situation is Situation.COLLEAGUE:
        return people
    return bodies + ([] if situation is Situation.ELSEWHERE else people) + outlets


def _colleague(one: Person, outlet: str) -> Choice:
    text = words.COLLEAGUE.format(name=one.name, short=one.short_no)
    return Choice((outlet, one.staff_no, one.name), text, (one.name, one.short_no))


def _outlet(one: Outlet) -> Choice:
    text = words.OUTLET.format(name=one.name, sign=one.sign)
    return Choice((one.code, "", one.name), text, (one.sign, one.code))
