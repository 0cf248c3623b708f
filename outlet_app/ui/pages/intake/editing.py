"""Turns what is typed, chosen and found in the fields into the next state."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from outlet_app.domain.catalogue import Catalogue
from outlet_app.services.applicants import Applicants
from outlet_app.services.views import ApplicantHit
from outlet_app.ui.jobs import Lane
from outlet_app.ui.pages.intake import steps
from outlet_app.ui.pages.intake.choices import chose
from outlet_app.ui.pages.intake.fields import IntakeFields
from outlet_app.ui.pages.intake.recalling import Recalling
from outlet_app.ui.pages.intake.state import IntakeState
from outlet_app.ui.parts.finder import Finder


class Editing(QObject):
    """Reads the page's state and hands back the next one."""

    def __init__(
        self,
        fields: IntakeFields,
        catalogue: Catalogue,
        applicants: Applicants,
        lane: Lane,
        state: Callable[[], IntakeState],
        change: Callable[[IntakeState], None],
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._fields, self._state, self._change = fields, state, change
        self.finder = Finder(fields.name, applicants, lane)
        self.recalling = Recalling(applicants, lane, state, change, self)
        fields.typed.connect(lambda name, text: change(steps.typed(state(), name, text)))
        fields.left.connect(lambda name: change(steps.left_field(state(), name)))
        fields.chosen.connect(lambda name, value: change(chose(state(), name, value, catalogue)))
        self.finder.found.connect(self._took_over)

    def _took_over(self, hit: ApplicantHit) -> None:
        self._change(steps.took_over(self._state(), hit.applicant, hit.visited_at.date()))
        self.recalling.recall(hit.case_no)
        self._fields.focus("channel" if self._state().entry.applicant.phone else "phone")
