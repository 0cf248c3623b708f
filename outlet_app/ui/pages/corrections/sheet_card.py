"""The case on the desk: who it is, what was told, and the rows with what the notice asked of each."""

from PySide6.QtWidgets import QWidget

from outlet_app.domain.materials import CheckedMaterial, MaterialState
from outlet_app.services.examining import Sheet
from outlet_app.services.reference import Reference
from outlet_app.ui.pages.corrections.desk_bar import hint
from outlet_app.ui.pages.corrections.state import DeskState
from outlet_app.ui.parts.checklist.mark_bar import Marking
from outlet_app.ui.parts.checklist.materials_list import MaterialsList
from outlet_app.ui.parts.section_head import SectionHead
from outlet_app.ui.widgets.boxes import Column, Line, Row, Scroller, Strip
from outlet_app.ui.widgets.buttons import COMPACT, Button, Kind
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.chip import Chip
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.text import ElidedLabel, Label
from outlet_app.wording import corrections as words
from outlet_app.wording.notice import matter
from outlet_app.wording.statuses import Status, status

CORRECTED = (MaterialState.COMPLETE, MaterialState.MISSING, MaterialState.FAULTY, MaterialState.DEFERRED)
EXAMINED = (*CORRECTED, MaterialState.NOT_NEEDED, MaterialState.PLEDGED)


class SheetCard(Card):
    """A list of each kind is made once; only the one of this sheet is shown."""

    def __init__(self, reference: Reference) -> None:
        super().__init__()
        self._reference = reference
        self._asked: dict[str, str] = {}
        self._is_compact = False
        names = {code: phrase.name for code, phrase in reference.phrases.items()}
        self.lists = {
            True: MaterialsList(names, Marking(CORRECTED, words.MARKS), self._below),
            False: MaterialsList(names, Marking(EXAMINED), self._below),
        }
        self.list = self.lists[True]
        self.name, self.number = ElidedLabel("", "heading"), Label("", "body", "text2")
        self.matter, self.told = Label("", "label", "text2"), Label("", "label", "text2")
        self.chip = Chip(status("correcting"))
        self.back = Button(words.BACK, "arrow-left", Kind.QUIET, COMPACT)
        self.all_right = Button(words.ALL_RIGHT, "check-check", Kind.QUIET, COMPACT)
        self.head = SectionHead(1, words.ASKED, self.all_right, caption=words.KEYS)
        self.empty = Label(words.NONE_ASKED, "body", "text2", wrap=True)
        self.add(self._facts(), Line(), (self._rows(), 1))

    def show_state(self, state: DeskState) -> None:
        """Everything as it stands."""
        sheet = state.sheet
        self._show_facts(sheet)
        self._asked = (
            {line.code: words.asked_text(line) for line in sheet.lines} if sheet.is_correction else {}
        )
        self.list = self.lists[sheet.is_correction]
        for kind, one in self.lists.items():
            one.setVisible(kind is sheet.is_correction)
        self.list.show_state(state)
        self.head.say(
            words.ASKED if sheet.is_correction else words.WHOLE,
            words.KEYS if sheet.is_correction else words.KEYS_WHOLE,
        )
        if self._is_compact:
            self.head.caption.setText(hint(state)[2])
        self.all_right.setText(words.ALL_RIGHT if sheet.is_correction else words.ALL_COMPLETE)
        self.all_right.setEnabled(bool(state.counted.undecided))
        self.empty.setVisible(sheet.is_correction and not state.rows)

    def set_compact(self, compact: bool) -> None:
        """Narrower notes, and what the bar has no room for stands over the rows."""
        self._is_compact = compact
        for one in self.lists.values():
            one.set_compact(compact)

    def notes(self) -> list[Paragraph]:
        """What stands below the rows on show."""
        return [one for one in self.list.findChildren(Paragraph) if one.isVisibleTo(self)]

    def _show_facts(self, sheet: Sheet) -> None:
        case, told = sheet.case, sheet.case.registered
        item = self._reference.item_of(told.item, told.catalogue)
        self.name.setText(told.applicant.name or words.UNNAMED)
        self.number.setText(case.case_no)
        self.matter.setText(matter(item, sheet.sub_item) or words.OUTSIDE_LIST)
        self.chip.show_status(_chip(sheet))
        self.told.setText(_told(sheet))

    def _below(self, row: CheckedMaterial) -> QWidget | None:
        text = self._asked.get(row.code, "")
        return Row((Paragraph(text, 14), 1), margins=(24, 0, 16, 8)) if text else None

    def _facts(self) -> Column:
        who = Strip(36, (self.name, 1), self.chip, self.back)
        what = Row(self.number, 12, self.matter, None)
        return Column(who, what, self.told, gap=2, margins=(20, 10, 16, 12))

    def _rows(self) -> Scroller:
        inner = Column(self.head, *self.lists.values(), self.empty, None, gap=0, margins=(20, 4, 16, 12))
        return Scroller(inner, words.ASKED)


def _chip(sheet: Sheet) -> Status:
    return status("correcting") if sheet.is_correction else words.TO_REVIEW


def _told(sheet: Sheet) -> str:
    case = sheet.case
    if sheet.is_correction:
        due = case.correction_due.at if case.correction_due else None
        return words.told_line(len(case.notices), case.told_at, due)
    until = case.review_due.at if case.review_due else None
    return words.received_line(case.received_at or case.registered_at, until)
