"""A scanned business licence fills the applicant, and asks before it pushes another one out."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from outlet_app.domain.licences import Licence
from outlet_app.services.applicants import Applicants
from outlet_app.services.views import ApplicantHit
from outlet_app.ui.feedback import Answer, Feedback
from outlet_app.ui.jobs import Done, Failed, Lane
from outlet_app.ui.pages.intake import steps
from outlet_app.ui.pages.intake.fields import IntakeFields
from outlet_app.ui.pages.intake.recalling import Recalling
from outlet_app.ui.pages.intake.state import IntakeState
from outlet_app.wording import scanning as words


class TakingLicence(QObject):
    """Reads the page's state and hands back the next one; the last visit is looked up in the lane."""

    def __init__(
        self,
        fields: IntakeFields,
        applicants: Applicants,
        lane: Lane,
        feedback: Feedback,
        recalling: Recalling,
        state: Callable[[], IntakeState],
        change: Callable[[IntakeState], None],
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._fields, self._applicants, self._lane = fields, applicants, lane
        self._feedback, self._state, self._change = feedback, state, change
        self._recalling = recalling

    def take(self, licence: Licence) -> None:
        """Fill the applicant, or ask where the page holds another one."""
        if not steps.is_about_another(self._state(), licence):
            self._look(licence)
            return
        party = self._state().entry.applicant
        old, new = party.name or party.id_number, licence.name or licence.code
        self._feedback.ask(
            words.OTHER_TITLE,
            (words.OTHER_TEXT.format(old=old, new=new), words.OTHER_SAFE),
            (
                Answer(words.OTHER_TAKE, lambda: self._look(licence)),
                Answer(words.OTHER_KEEP, default=True),
            ),
        )

    def _look(self, licence: Licence) -> None:
        self._lane.run(
            lambda: self._applicants.last_visit(licence.code),
            lambda answer: self._fill(licence, answer),
            owner=self,
        )

    def _fill(self, licence: Licence, answer: Done[ApplicantHit | None] | Failed) -> None:
        # A failed look at earlier visits leaves what the licence itself tells; the lane has logged it.
        hit = answer.value if isinstance(answer, Done) else None
        known, at = (hit.applicant, hit.visited_at) if hit else (None, None)
        before = self._state().entry.applicant.contact
        self._change(steps.took_licence(self._state(), licence, known, at.date() if at else None))
        if hit is not None:
            self._recalling.recall(hit.case_no)
        party = self._state().entry.applicant
        empty = [name for name, text in (("applicant.name", party.name), ("phone", party.phone)) if not text]
        self._fields.focus(empty[0] if empty else "channel")
        from_licence = party.contact == licence.person != before
        self._feedback.toast(words.FILLED, words.filled(licence, contact=from_licence, last=at))
