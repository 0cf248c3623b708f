"""一次性告知书: everything that is missing, told once; the preview is the paper."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from outlet_app.domain.events import Delivery
from outlet_app.services.counter import Counter
from outlet_app.services.drafts import SavedDraft
from outlet_app.services.troubles import Trouble
from outlet_app.services.views import Outcome
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.forms.controls import ON
from outlet_app.ui.jobs import Done, Failed, Lanes
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.office import Office
from outlet_app.ui.parts.autosave import Unsaved
from outlet_app.ui.parts.draft_page import DraftPage
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.hand_over import HandOver
from outlet_app.ui.parts.notice import state as steps
from outlet_app.ui.parts.notice.action_bar import NoticeBar
from outlet_app.ui.parts.notice.adding import Adding
from outlet_app.ui.parts.notice.editor import NoticeEditor
from outlet_app.ui.parts.notice.preview import PreviewCard
from outlet_app.ui.parts.notice.state import NoticeState
from outlet_app.ui.parts.notice_order import NoticeIssued, NoticeOrder
from outlet_app.ui.parts.save_file import ask_path
from outlet_app.ui.parts.shutter import Shutter
from outlet_app.ui.widgets.boxes import Row
from outlet_app.ui.widgets.buttons import Button, Kind
from outlet_app.ui.widgets.empty_state import EmptyState
from outlet_app.ui.widgets.page import Layout
from outlet_app.ui.widgets.segmented import ROW_SHAPE, Segmented
from outlet_app.wording import notice as words

EDITOR_SHARE, PREVIEW_SHARE = 576, 558
PREFIX = PageKey.NOTICE.value + "."


class NoticePage(DraftPage):
    """`decided` carries the Outcome once the notice is issued and its case registered."""

    decided = Signal(object)

    def __init__(self, counter: Counter, office: Office, lanes: Lanes, feedback: Feedback) -> None:
        super().__init__(words.TITLE, counter.drafts, lanes.desk)
        self._counter, self._office, self._lanes, self._feedback = counter, office, lanes, feedback
        self.state = NoticeState()
        self._is_busy = self._is_left = False
        self._after: Callable[[], None] | None = None
        self.editor = NoticeEditor()
        self.preview = PreviewCard(counter.papers, lanes.press)
        self.bar = NoticeBar()
        self.action_bar = self.bar
        self.draft.autosave.is_blocked = lambda: self._is_busy
        self.panes_bar = Segmented(words.PANES, words.PANES_NAME, current=0, shape=ROW_SHAPE)
        self.tools.add(self.panes_bar)
        self.to_intake = Button(words.TO_INTAKE, "file-plus", Kind.PRIMARY)
        self.nothing = EmptyState("file-text", words.NOTHING_TITLE, words.NOTHING_TEXT, self.to_intake)
        self._work = Row((self.editor, EDITOR_SHARE), (self.preview, PREVIEW_SHARE), gap=16)
        self._pile = QStackedLayout(self)
        self._pile.addWidget(self.nothing)
        self._pile.addWidget(self._work)
        self._shutter = Shutter(self, feedback)
        self._papers = HandOver(counter.papers, lanes.press, feedback, self)
        self._adding = Adding(self.editor, counter, lambda: self.state, self._change, feedback, self)
        self._connect()
        self._show()
        self.set_layout(self.layout_class)

    def activated(self, what: object = None) -> None:
        """Shown: with an order from the registration, or to go on where the draft stands."""
        self._is_left = False
        if isinstance(what, NoticeOrder):
            self._open(what)
        else:
            self.draft.load()

    def leave(self, go: Callable[[], None]) -> None:
        """The draft is kept; nothing is asked. A crash elsewhere does not lead back here."""
        self._is_left = True
        if self._is_busy:
            # The form is empty only once the store has answered: nobody may register the visitor again.
            self._after = go
            return
        self.draft.save()
        go()

    def phrase_item(self) -> int | None:
        """The item of the registration."""
        return self.state.entry.item if self.state.entry else None

    def refresh(self) -> None:
        """F5: draw the preview again."""
        self.preview.draw_now()

    def print_current(self) -> None:
        """F9 prints, as the button does."""
        self.issue()

    def go_back(self) -> bool:
        """Esc: back to the registration, the draft kept."""
        if self.state.entry is None or self._is_busy:
            return False
        self._is_left = True
        self.draft.save()
        self.draft.hand_over()
        self.go_to.emit(PageKey.INTAKE, NoticeOrder(self.state.entry, self.state.draft))
        return True

    def panes(self) -> tuple[QWidget, ...]:
        """The editor and the preview."""
        return (self.editor, self.preview)

    def set_layout(self, layout: Layout) -> None:
        """A compact window shows one pane at a time."""
        super().set_layout(layout)
        compact = layout is Layout.COMPACT
        self.panes_bar.setVisible(compact)
        self.bar.set_compact(compact)
        self.wants_search = not compact
        self._show_panes()

    def issue(self) -> None:
        """打印并送达: register the case, give the notice, store its paper, print."""
        if self._is_busy or self.state.entry is None:
            return
        self._change(steps.tried(self.state))
        if self.state.problems:
            self.panes_bar.choose(0)
            self._show_panes()
            self.editor.focus_field(next(iter(self.state.problems)))
            return
        self._set_busy(True)
        entry, draft = self.state.entry, self.state.draft
        self._lanes.desk.run(lambda: self._counter.notices.issue(entry, draft), self._issued, owner=self)

    def _connect(self) -> None:
        editor, bar = self.editor, self.bar
        editor.written.connect(lambda *told: self._change(steps.written(self.state, *told)))
        editor.left.connect(lambda name: self._change(steps.left_field(self.state, name)))
        editor.chosen.connect(self._chose)
        bar.back.clicked.connect(self.go_back)
        bar.save.clicked.connect(self.save)
        bar.export.clicked.connect(self._ask_path)
        bar.print.clicked.connect(self.issue)
        bar.enlarged.connect(lambda on: self._change(steps.enlarged(self.state, on)))
        self.to_intake.clicked.connect(lambda: self.go_to.emit(PageKey.INTAKE, None))
        self.panes_bar.chosen.connect(lambda _place: self._show_panes())
        self.draft.found.connect(self._resume)
        self.draft.none_found.connect(self._start_over)

    def _change(self, state: NoticeState) -> None:
        if state == self.state:
            return
        changed = (state.entry, state.draft) != (self.state.entry, self.state.draft)
        redrawn = replace(state.draft, verified=False) != replace(self.state.draft, verified=False)
        self.state = state
        if changed:
            self.draft.autosave.changed()
        if redrawn:
            self._draw_later()
        self._show()

    def _show(self) -> None:
        self._pile.setCurrentWidget(self._work if self.state.entry is not None else self.nothing)
        self.bar.show_state(self.state)
        entry = self.state.entry
        if entry is None:
            return
        reference = self._counter.reference
        item, sub_item = reference.item_of(entry.item or 0), reference.sub_item_of(entry.sub_item)
        due = self._counter.notices.due(self.state.draft.correction_workdays)
        self.editor.show_state(self.state, words.matter(item, sub_item), due)

    def _show_panes(self) -> None:
        compact = self.layout_class is Layout.COMPACT
        self.editor.setVisible(not compact or self.panes_bar.current == 0)
        self.preview.setVisible(not compact or self.panes_bar.current == 1)

    def _open(self, order: NoticeOrder) -> None:
        same = self.state.entry is not None and self.state.entry.sub_item == order.entry.sub_item
        earlier = order.draft or (self.state.draft if same else None)
        fresh = self._counter.notices.draft(order.entry)
        self.state = steps.opened(order.entry, fresh, earlier)
        self._show()
        self.draft.take_over()
        self.draft.autosave.save()
        place, _, at = order.focus.removeprefix(PREFIX).partition("@")
        if not self.editor.focus_field(place, int(at or -1)):
            first = self.editor.cards[0] if self.editor.cards else None
            first.focus_part(first.first_part) if first else self.editor.add_button.setFocus()
        # Last: the press draws in Python too, and would slow down what is shown meanwhile.
        self._draw_later()
        self.preview.draw_now()

    def _draw_later(self) -> None:
        entry, draft = self.state.entry, self.state.draft
        if entry is not None:
            self.preview.draw_later(lambda: self._counter.notices.preview(entry, draft))

    def _chose(self, name: str, value: str) -> None:
        if name == "correction_workdays":
            self._change(steps.chose_period(self.state, int(value)))
        elif name == "delivery":
            self._change(steps.chose_delivery(self.state, Delivery(value)))
        else:
            self._change(steps.ticked(self.state, value == ON))

    def _issued(self, answer: Done[Outcome] | Failed) -> None:
        self._set_busy(False)
        after, self._after = self._after, None
        if isinstance(answer, Failed):
            tell(self._feedback, answer.error)
            return
        outcome = answer.value
        self._start_over()
        self._papers.give(outcome, words.DONE, outcome.case.case_no)
        self.decided.emit(outcome)
        self.go_to.emit(PageKey.INTAKE, NoticeIssued(outcome.case.case_no))
        if after is not None:
            after()

    def _set_busy(self, busy: bool) -> None:
        self._is_busy = busy
        self._shutter.set_shut(busy)

    def _start_over(self) -> None:
        self.draft.stop()
        self.preview.stop()
        self.state = NoticeState()
        self._show()
        if self.isVisible():
            # Enter does what the page proposes; the keys would stay on the search above it.
            self.to_intake.setFocus()

    def _ask_path(self) -> None:
        ask_path(self, words.DRAFT_FILE, words.PDF_FILES, self._export)

    def _export(self, path: Path) -> None:
        entry, draft = self.state.entry, self.state.draft
        if entry is None:
            return

        def write() -> None:
            pdf = self._counter.notices.preview(entry, draft)
            try:
                path.write_bytes(pdf)
            except OSError as error:
                raise Trouble("paper.not_written", {"name": path.name}) from error

        self._lanes.press.run(write, lambda answer: self._exported(path, answer), owner=self)

    def _exported(self, path: Path, answer: Done[None] | Failed) -> None:
        if isinstance(answer, Failed):
            tell(self._feedback, answer.error)
        else:
            self._feedback.toast(words.EXPORTED, path.name)

    def content(self) -> Unsaved | None:
        if self.state.entry is None:
            return None
        place = "" if self._is_left else PREFIX + self.editor.focused()
        return self.state.entry, self.state.draft, place

    def _resume(self, saved: SavedDraft) -> None:
        if saved.notice is None:
            self._start_over()
        elif self.state.entry is None or (saved.entry, saved.notice) != (self.state.entry, self.state.draft):
            self._open(NoticeOrder(saved.entry, saved.notice, saved.focus))
