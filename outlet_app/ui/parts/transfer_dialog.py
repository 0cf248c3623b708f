"""转办: to whom a case goes and why, what has been done, and what goes with it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outlet_app.domain.entry import TransferDetail
from outlet_app.domain.events import HandedMaterial, Situation
from outlet_app.domain.forms.transfer import send_form
from outlet_app.domain.outlets import Outlet, OutletKind
from outlet_app.domain.people import Person, Right
from outlet_app.domain.situations import REPORTED
from outlet_app.services.reference import Reference
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.sheet_controls import whenever
from outlet_app.ui.parts.sheet_dialog import TICKED, Answers, SheetDialog
from outlet_app.ui.widgets.combo import Choice
from outlet_app.wording import intake_dialogs as words
from outlet_app.wording import transfer as own


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


class TransferDialog(SheetDialog):
    """`decided` carries the TransferDetail."""

    decided = Signal(object)

    def __init__(self, choices: list[Choice], parent: QWidget, sending: Sending, today: date) -> None:
        self._sending = sending
        self._receivers = {_code(one): one for one in choices}
        super().__init__(
            parent,
            sending.title,
            sending.text,
            lines_of(
                send_form(papers=bool(sending.bundle)),
                own.send_fields(len(sending.bundle)),
                {"papers": TICKED, "urgent": TICKED if sending.urgent else ""},
                hints=own.SEND_HINTS,
                choices={"to": {code: one.text for code, one in self._receivers.items()}},
                keys={"to": {code: one.keys for code, one in self._receivers.items()}},
            ),
            sending.go,
            self._decide,
            today=today,
            icon="forward",
        )
        whenever(self.controls["to"], self._tell)

    def _tell(self) -> None:
        """What the applicant is told stands where the sheet's own sentence stood."""
        outlet, _, name = self._chosen(self.answers)
        self.text.set_text(self._sending.told(outlet, name), "text")
        self.fit()

    def _chosen(self, said: Answers) -> tuple[str, str, str]:
        value = self._receivers[said["to"]].value
        assert isinstance(value, tuple)
        return value

    def _decide(self, said: Answers) -> None:
        outlet, staff, name = self._chosen(said)
        bundle = self._sending.bundle if said.get("papers") else ()
        self.decided.emit(
            TransferDetail(outlet, staff, name, said["reason"], bool(said["urgent"]), said["done"], bundle)
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


def _code(one: Choice) -> str:
    """A receiver as the sheet answers it: outlet, person and name tell each from any other."""
    return "/".join(one.value) if isinstance(one.value, tuple) else ""
