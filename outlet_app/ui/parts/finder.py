"""Find-as-you-type under 名称: asks the store 200 ms after the last key and offers who was here before."""

from PySide6.QtCore import QObject, QTimer, Signal

from outlet_app.domain.applicant import ApplicantKind
from outlet_app.services.applicants import Applicants
from outlet_app.services.views import ApplicantHit
from outlet_app.ui.jobs import Done, Failed, Lane
from outlet_app.ui.widgets.suggest import Suggestion
from outlet_app.ui.widgets.suggest_edit import SuggestEdit
from outlet_app.wording import intake as words

PAUSE_MS = 200
LEAST_LETTERS = 2
LONGEST = 60


class Finder(QObject):
    """`found` carries the hit that was taken. Text under composition is searched too."""

    found = Signal(object)

    def __init__(self, field: SuggestEdit, applicants: Applicants, lane: Lane) -> None:
        super().__init__(field)
        self._field, self._applicants, self._lane = field, applicants, lane
        self._asked = ""
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._ask)
        field.typed.connect(self._typed)
        field.taken.connect(self._taken)

    def forget(self) -> None:
        """Ask nothing more for what was typed so far."""
        self._pause.stop()
        self._asked = ""
        self._field.close_popup()

    def _typed(self, text: str) -> None:
        self._asked = text.strip()
        if self._field.hasFocus() and _is_enough(self._asked):
            self._pause.start()
        else:
            self.forget()

    def _ask(self) -> None:
        text = self._asked
        self._lane.run(
            lambda: self._applicants.suggest(text), lambda answer: self._show(text, answer), owner=self
        )

    def _show(self, text: str, answer: Done[tuple[ApplicantHit, ...]] | Failed) -> None:
        # Suggestions are a convenience: a failed search leaves the clerk typing, the lane has logged it.
        if isinstance(answer, Failed) or text != self._asked or not self._field.hasFocus():
            return
        if not answer.value:
            self._field.close_popup()
            return
        new = Suggestion(words.NEW_APPLICANT.format(name=text), None, icon="user-plus", accent=True)
        self._field.offer([*map(row, answer.value), new])

    def _taken(self, taken: Suggestion) -> None:
        self.forget()
        if isinstance(taken.value, ApplicantHit):
            self.found.emit(taken.value)
        else:
            self._field.focusNextPrevChild(True)


def row(hit: ApplicantHit) -> Suggestion:
    """Name with the hit marked; number, contact and last visit below."""
    who = hit.applicant
    last = words.LAST_VISIT.format(day=hit.visited_at)
    sub = "　".join(part for part in (who.id_number, who.contact, last) if part)
    icon = "user-round" if who.kind is ApplicantKind.PERSON else "building-2"
    hits = ((hit.span[0], hit.span[1] - hit.span[0]),) if hit.span else ()
    return Suggestion(who.name, hit, hits, sub, icon)


def _is_enough(text: str) -> bool:
    latin = text.isascii()
    return bool(text) and len(text) <= LONGEST and (not latin or len(text) >= LEAST_LETTERS)
