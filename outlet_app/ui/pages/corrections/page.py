"""补正收件 (F11) and 审核: find the case, look at what was asked for, decide, print."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import IntakeEntry, NoticeDraft
from outlet_app.domain.materials import CheckedMaterial
from outlet_app.domain.scanning import Scan
from outlet_app.services.counter import Counter
from outlet_app.services.drafts import SavedDraft
from outlet_app.services.examining import Examined, Sheet
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lanes
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.office import Office
from outlet_app.ui.pages.corrections import state as steps
from outlet_app.ui.pages.corrections.deciding import Deciding
from outlet_app.ui.pages.corrections.desk_bar import DeskBar, TwoBars
from outlet_app.ui.pages.corrections.finding import Finding
from outlet_app.ui.pages.corrections.notice_pane import NoticePane
from outlet_app.ui.pages.corrections.rows import RowMarks
from outlet_app.ui.pages.corrections.sheet_card import SheetCard
from outlet_app.ui.pages.corrections.state import DeskState
from outlet_app.ui.parts.autosave import Unsaved
from outlet_app.ui.parts.case_order import Pointed
from outlet_app.ui.parts.draft_page import DraftPage
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.hand_over import HandOver
from outlet_app.ui.parts.shutter import Shutter
from outlet_app.ui.widgets.page import Layout
from outlet_app.wording import corrections as words

FIND, SHEET, NOTICE = 0, 1, 2


class CorrectionsPage(DraftPage):
    """Find, look at the rows, write a further notice: three stages.

    `decided` carries the Examined; `served` the case instead, where the applicant stood here with papers.
    """

    decided = Signal(object)
    served = Signal(str)

    def __init__(self, counter: Counter, office: Office, lanes: Lanes, feedback: Feedback) -> None:
        super().__init__(words.TITLE, counter.drafts, lanes.desk)
        self._counter, self._office, self._lanes, self._feedback = counter, office, lanes, feedback
        self.wants_search = False
        self.state: DeskState | None = None
        self._fresh: tuple[CheckedMaterial, ...] = ()
        self._earlier: NoticeDraft | None = None
        self._wanted = ""
        self._was_here = self._is_busy = False
        self.finding = Finding(counter, office, lanes.desk, feedback, self)
        self.search, self.sheet = self.finding.card, SheetCard(counter.reference)
        self.rows = RowMarks(self.sheet, lambda: self.state, counter.reference, feedback, self)
        self.notice = NoticePane(counter, lanes, feedback, self)
        self.tools.add(self.notice.panes_bar)
        self.bar = DeskBar()
        self.action_bar = self.bars = TwoBars(self.bar, self.notice.bar)
        self._pile = QStackedLayout(self)
        for stage in (self.search, self.sheet, self.notice):
            self._pile.addWidget(stage)
        self._papers = HandOver(counter.papers, lanes.press, feedback, self)
        self._deciding = Deciding(counter, office, lanes, feedback, self)
        self._shutter = Shutter(self, feedback)
        self.draft.autosave.is_blocked = lambda: self._is_busy
        self._connect()
        self._show_stage(FIND)

    @property
    def stage(self) -> int:
        """Which of the three is on show."""
        return self._pile.currentIndex()

    def activated(self, what: object = None) -> None:
        """Shown: with a case (its id), a scanned paper, the case on the desk, or for the next visitor."""
        came_back, self._was_here = not self._was_here, True
        if self._is_busy:
            # A scanner is not shut out with the keys: the case that is being kept must be told of first.
            return
        if isinstance(what, Scan):
            # The next paper lies under the scanner: the case on the desk goes back to the list.
            self.put_away()
            self.finding.scanned(f"{what.case_no} {what.query_code}".strip())
        elif isinstance(what, str) and what:
            self.put_away()
            self._open(what)
        elif self.state is None or not came_back:
            self.put_away(what.case_id if isinstance(what, Pointed) else "")
        elif self.stage == SHEET:
            self.rows.focus_open()

    def leave(self, go: Callable[[], None]) -> None:
        """What was marked is kept; nothing is asked."""
        self._was_here = False
        self.draft.save()
        go()

    def subject(self) -> str:
        """The case on the desk."""
        return self.state.sheet.case.case_id if self.state else ""

    def refresh(self) -> None:
        """F5: read the list again, or draw the preview."""
        if self.stage == NOTICE:
            self.notice.preview.draw_now()
        elif self.stage == FIND:
            self.finding.refresh()

    def print_current(self) -> None:
        """F9 prints the notice, as the button does."""
        if self.stage == NOTICE:
            self._print_notice()

    def find_here(self) -> bool:
        """F3: into the field, where it is on show."""
        if self.stage != FIND:
            return False
        self.search.edit.setFocus()
        self.search.edit.selectAll()
        return True

    def go_back(self) -> bool:
        """Esc: from the notice to the rows, from the rows to the list, from a search to everything."""
        if self.stage == NOTICE and not self._is_busy:
            self._back_to_rows()
        elif (self.stage == SHEET or self.search.edit.text()) and not self._is_busy:
            self.put_away()
        else:
            return self._is_busy
        return True

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 walks through."""
        if self.stage == FIND:
            return (self.search.edit, self.search.table)
        return (self.sheet,) if self.stage == SHEET else (self.notice.editor, self.notice.preview)

    def set_layout(self, layout: Layout) -> None:
        """Less room, fewer icons; notice and preview then share one place."""
        super().set_layout(layout)
        compact = layout is Layout.COMPACT
        for part in (self.sheet, self.bar, self.notice):
            part.set_compact(compact)
        self._show_rows()
        self._show_stage(self.stage)

    def put_away(self, at_hand: str = "") -> None:
        """The case goes back to the list as it stands: its marks are kept for the next time."""
        self.draft.save()
        self._clear()
        self.finding.begin(at_hand)

    def content(self) -> Unsaved | None:
        """The marks of the rows, and the notice being written; nothing while nobody has looked."""
        if self.state is None:
            return None
        notice = self.notice.draft if self.notice.entry is not None else self._earlier
        if notice is None and self.state.rows == self._fresh:
            return None
        told = self.state.sheet.entry
        return IntakeEntry(item=told.item, sub_item=told.sub_item, materials=self.state.rows), notice, ""

    def _connect(self) -> None:
        self.finding.chosen.connect(self._open)
        self.rows.changed.connect(self._change)
        self.bar.pressed.connect(self._press)
        self.sheet.back.clicked.connect(lambda: self.put_away())
        self.notice.changed.connect(self.draft.autosave.changed)
        self.notice.print_wanted.connect(self._print_notice)
        self.notice.bar.back.clicked.connect(self._back_to_rows)
        self.notice.bar.save.clicked.connect(self.save)
        self._deciding.busy_changed.connect(self._set_busy)
        self._deciding.notice_wanted.connect(self._write_notice)
        self._deciding.open_wanted.connect(lambda case_id: self.go_to.emit(PageKey.CASES, case_id))
        self._deciding.done.connect(self._done)

    def _open(self, case_id: str) -> None:
        drafts, examining = self._counter.drafts.of_case(case_id), self._counter.examining
        self._wanted = case_id

        def read(answer: Done[tuple[Sheet, SavedDraft | None]] | Failed) -> None:
            if isinstance(answer, Failed):
                tell(self._feedback, answer.error)
                self.finding.refresh()
            elif self._wanted == case_id:
                self.draft.use(drafts)
                self._opened(*answer.value)

        self._lanes.desk.run(lambda: (examining.sheet(case_id), drafts.load()), read, owner=self)

    def _opened(self, sheet: Sheet, saved: SavedDraft | None) -> None:
        self.finding.forget()
        fresh = steps.opened(sheet)
        self._fresh = fresh.rows
        self.state = steps.opened(sheet, saved.entry.materials) if saved else fresh
        is_same = saved is not None and steps.fits(sheet, saved.entry.materials)
        self._earlier = saved.notice if saved and is_same else None
        if saved and is_same:
            self.draft.resume(saved, self.content())
        self._show_rows()
        self._show_stage(SHEET)
        self.rows.focus_open()

    def _change(self, step: Callable[[DeskState], DeskState]) -> None:
        if self.state is not None:
            self.state = step(self.state)
            self.draft.autosave.changed()
            self._show_rows()

    def _show_rows(self) -> None:
        if self.state is not None:
            self.sheet.show_state(self.state)
            self.bar.show_state(self.state)

    def _press(self, choice: str) -> None:
        if self.state is None or self._is_busy:
            return
        self.state = steps.tried(self.state, choice, self._office.now().date())
        self._show_rows()
        if self.state.tried:
            self.sheet.list.focus_row(steps.first_wrong(self.state))
            return
        decision = None if choice == words.TAKE else Decision(choice)
        self._deciding.begin(self.state.sheet, steps.entry_of(self.state), decision)

    def _write_notice(self) -> None:
        if self.state is not None:
            self._show_stage(NOTICE)
            self.notice.open(self.state.sheet, steps.entry_of(self.state), self._earlier)

    def _back_to_rows(self) -> None:
        entry, self._earlier = self.notice.entry, self.notice.draft
        self.notice.close_draft()
        if self.state is not None and entry is not None:
            self.state = steps.as_noticed(self.state, entry)
            self._show_rows()
            self._show_stage(SHEET)
            self.draft.autosave.changed()
            self.sheet.list.focus_row("")

    def _print_notice(self) -> None:
        if self.state is not None and not self._is_busy and self.notice.try_print():
            entry = self.notice.entry or self.state.sheet.entry
            self._deciding.print_notice(self.state.sheet, entry, self.notice.draft)

    def _done(self, made: Examined) -> None:
        told = words.done(made.decision, made.case.state)
        self._clear()
        self._papers.give(made, told, made.case.case_no)
        if made.handed_in:
            self.served.emit(made.case.case_id)
        else:
            self.decided.emit(made)
        self.finding.begin()

    def _clear(self) -> None:
        self.draft.rest()
        self.notice.close_draft()
        self.state, self._earlier, self._wanted = None, None, ""
        self._show_stage(FIND)

    def _show_stage(self, stage: int) -> None:
        self._pile.setCurrentIndex(stage)
        self.bars.show_bar({SHEET: self.bar, NOTICE: self.notice.bar}.get(stage))
        self.notice.panes_bar.setVisible(stage == NOTICE and self.layout_class is Layout.COMPACT)

    def _set_busy(self, busy: bool) -> None:
        self._is_busy = busy
        self._shutter.set_shut(busy)
