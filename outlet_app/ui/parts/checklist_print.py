"""材料清单 on paper for whoever asks: numbered and kept first, then printed; no case comes of it."""

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from outlet_app.domain.catalogue import ServiceItem, SubItem
from outlet_app.domain.entry import IntakeEntry
from outlet_app.domain.forms.loose import CHECKLIST
from outlet_app.services.counter import Counter
from outlet_app.services.views import PaperView
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lanes
from outlet_app.ui.office import Office
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.hand_over import HandOver
from outlet_app.ui.parts.sheet_dialog import Answers, SheetDialog
from outlet_app.wording import items as words


class ChecklistPrint(QObject):
    """One list at a time: a second press while one is drawn would number it twice."""

    def __init__(
        self, counter: Counter, office: Office, lanes: Lanes, feedback: Feedback, host: QWidget
    ) -> None:
        super().__init__(host)
        self._counter, self._office, self._desk = counter, office, lanes.desk
        self._feedback, self._host = feedback, host
        self._papers = HandOver(counter.papers, lanes.press, feedback, host)
        self._is_busy = False

    def ask(self, item: ServiceItem) -> None:
        """For which variant of the item, and for whom."""
        variants = _by_code(item)
        choices = {"variant": {code: words.variant(sub) for code, sub in variants.items()}}
        likely = (sub for sub in item.sub_items if sub.materials)
        first = next(likely, item.sub_items[0]).code

        def print_it(answers: Answers) -> None:
            self._print(variants[answers["variant"]], answers["asked_by"])

        ready = {"variant": first}
        lines = lines_of(CHECKLIST, words.LIST_FIELDS, ready, hints=words.LIST_HINTS, choices=choices)
        title, text, go, today = words.LIST_TITLE, words.LIST_TEXT, words.LIST_GO, self._office.now().date()
        self._feedback.open(SheetDialog(self._host, title, text, lines, go, print_it, today=today))

    def print_for(self, entry: IntakeEntry) -> None:
        """For what is being registered, with the applicant's name as far as it is typed."""
        sub_item = self._counter.reference.catalogue.sub_item(entry.sub_item)
        self._print(sub_item, entry.applicant.name.strip())

    def _print(self, sub_item: SubItem, asked_by: str) -> None:
        if self._is_busy:
            return
        self._is_busy = True

        def issued(answer: Done[PaperView] | Failed) -> None:
            self._is_busy = False
            if isinstance(answer, Failed):
                tell(self._feedback, answer.error)
            else:
                self._papers.hand(answer.value, sub_item.name)

        checklists = self._counter.checklists
        self._desk.run(lambda: checklists.issue(sub_item.code, asked_by), issued, owner=self)


def _by_code(item: ServiceItem) -> Mapping[str, SubItem]:
    return {sub.code: sub for sub in item.sub_items}
