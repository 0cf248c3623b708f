"""转办: to whom a matter goes and why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outlet_app.domain.entry import TransferDetail
from outlet_app.domain.outlets import Outlet, OutletKind
from outlet_app.domain.people import Person
from outlet_app.domain.problems import Problem
from outlet_app.domain.texts import check_text, clean_text
from outlet_app.services.reference import Reference
from outlet_app.ui.widgets.check import Check
from outlet_app.ui.widgets.combo import Choice, Combo
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.text_area import TextArea
from outlet_app.wording import intake_dialogs as words
from outlet_app.wording.fields import sentence

LIMIT = 300
LONGEST = 20_000


class TransferDialog(Dialog):
    """`decided` carries the TransferDetail."""

    decided = Signal(object)

    def __init__(self, choices: list[Choice], parent: QWidget) -> None:
        super().__init__(words.TRANSFER_TITLE, parent, broad=True)
        self.say(words.TRANSFER_TEXT)
        self.to = Field(words.TRANSFER_TO, Combo(choices, words.TRANSFER_TO_HINT), required=True)
        self.area = TextArea(words.TRANSFER_REASON_HINT, longest=LONGEST)
        self.reason = Field(words.TRANSFER_REASON, self.area, required=True)
        self.urgent = Check(words.TRANSFER_URGENT)
        for widget in (self.to, self.reason, self.urgent):
            self.body.add(widget)
        self.add_button(words.CANCEL, self.reject, closes=False)
        self.add_button(words.TRANSFER_DONE, self._submit, icon="forward", default=True, closes=False)
        self.focus_first(self.to.control)

    def _submit(self) -> None:
        chosen = self.to.control.value if isinstance(self.to.control, Combo) else None
        reason = clean_text(self.area.text())
        missing = Problem("field.missing", {"field": "reason"})
        problems = {
            self.to: None if chosen else Problem("transfer.to"),
            self.reason: check_text(reason, LIMIT) if reason else missing,
        }
        wrong = {field: problem for field, problem in problems.items() if problem and not problem.soft}
        for field in problems:
            field.say(sentence(wrong[field], field.line.label)) if field in wrong else field.clear()
        if wrong:
            next(iter(wrong)).control.setFocus()
        elif isinstance(chosen, tuple):
            outlet, staff, name = chosen
            self.accept()
            self.decided.emit(TransferDetail(outlet, staff, name, reason, self.urgent.isChecked()))


def receivers(reference: Reference, colleagues: tuple[Person, ...], me: str) -> list[Choice]:
    """The city's divisions, colleagues, then every other outlet of the table."""
    city = next(one for one in reference.outlets.all if one.kind is OutletKind.CITY)
    here = reference.outlet.code
    bodies = [
        Choice((city.code, "", words.CITY_DIVISION), words.CITY_DIVISION, words.CITY_DIVISION_KEYS),
        Choice((city.code, "", words.DISPUTES), words.DISPUTES, words.DISPUTES_KEYS),
    ]
    people = [_colleague(one, here) for one in colleagues if one.active and one.staff_no != me]
    return bodies + people + [_outlet(one) for one in reference.outlets.all if one.code != here]


def _colleague(one: Person, outlet: str) -> Choice:
    text = words.COLLEAGUE.format(name=one.name, short=one.short_no)
    return Choice((outlet, one.staff_no, one.name), text, (one.name, one.short_no))


def _outlet(one: Outlet) -> Choice:
    text = words.OUTLET.format(name=one.name, sign=one.sign)
    return Choice((one.code, "", one.name), text, (one.sign, one.code))
