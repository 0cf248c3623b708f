"""A further 一次性告知书 of the case on the desk: its lines with their causes beside the real paper."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outlet_app.domain.correcting import brought
from outlet_app.domain.entry import IntakeEntry, NoticeDraft
from outlet_app.domain.events import Delivery, NoticeLine
from outlet_app.domain.materials import CheckedMaterial, MaterialState
from outlet_app.services.counter import Counter
from outlet_app.services.examining import Sheet
from outlet_app.services.troubles import Trouble
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.forms.controls import ON
from outlet_app.ui.jobs import Done, Failed, Lanes
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.notice import state as steps
from outlet_app.ui.parts.notice.action_bar import NoticeBar
from outlet_app.ui.parts.notice.adding import Adding
from outlet_app.ui.parts.notice.editor import NoticeEditor
from outlet_app.ui.parts.notice.preview import PreviewCard
from outlet_app.ui.parts.notice.state import NoticeState
from outlet_app.ui.parts.save_file import ask_path
from outlet_app.ui.widgets.boxes import Row
from outlet_app.ui.widgets.segmented import ROW_SHAPE, Segmented
from outlet_app.wording import notice as words
from outlet_app.wording.corrections import BACK_TO_ROWS

EDITOR_SHARE, PREVIEW_SHARE = 576, 558


class NoticePane(Row):
    """`changed` tells that something was written, `print_wanted` that nothing stands against printing."""

    changed = Signal()
    print_wanted = Signal()

    def __init__(self, counter: Counter, lanes: Lanes, feedback: Feedback, page: QWidget) -> None:
        self._counter, self._press, self._feedback = counter, lanes.press, feedback
        self._sheet: Sheet | None = None
        self.state = NoticeState()
        self.editor = NoticeEditor()
        self.preview = PreviewCard(counter.papers, lanes.press)
        self.bar = NoticeBar(BACK_TO_ROWS)
        self.panes_bar = Segmented(words.PANES, words.PANES_NAME, current=0, shape=ROW_SHAPE)
        self._is_compact = False
        super().__init__((self.editor, EDITOR_SHARE), (self.preview, PREVIEW_SHARE), gap=16)
        self._adding = Adding(
            self.editor, counter, lambda: self.state, self._change, feedback, page, self._line, self._removed
        )
        self._connect()

    @property
    def entry(self) -> IntakeEntry | None:
        """The registration as the notice leaves it; None while none is written."""
        return self.state.entry

    @property
    def draft(self) -> NoticeDraft:
        """The notice as written."""
        return self.state.draft

    def open(self, sheet: Sheet, entry: IntakeEntry, earlier: NoticeDraft | None) -> None:
        """The lines that are wanted now, in the words found earlier."""
        self._sheet = sheet
        self.state = steps.opened(entry, self._counter.examining.draft(sheet, entry), earlier)
        self._show()
        cards = self.editor.cards
        cards[0].focus_part(cards[0].first_part) if cards else self.editor.add_button.setFocus()
        self._draw_later()
        self.preview.draw_now()

    def close_draft(self) -> None:
        """Nothing is written any more."""
        self.preview.stop()
        self.state, self._sheet = NoticeState(), None

    def try_print(self) -> bool:
        """打印并送达 was pressed: show what is wrong, or tell that nothing is."""
        self._change(steps.tried(self.state))
        if self.state.problems:
            self.panes_bar.choose(0)
            self._show_panes()
            self.editor.focus_field(next(iter(self.state.problems)))
            return False
        return True

    def pdf(self) -> Callable[[], bytes] | None:
        """Draws what is on show, without a number."""
        sheet, entry, draft = self._sheet, self.state.entry, self.state.draft
        if sheet is None or entry is None:
            return None
        return lambda: self._counter.examining.preview(sheet, entry, draft)

    def set_compact(self, compact: bool) -> None:
        """A compact window shows one of the two at a time."""
        self._is_compact = compact
        self.bar.set_compact(compact)
        self._show_panes()

    def _show_panes(self) -> None:
        self.editor.setVisible(not self._is_compact or self.panes_bar.current == 0)
        self.preview.setVisible(not self._is_compact or self.panes_bar.current == 1)

    def _ask_path(self) -> None:
        ask_path(self, words.DRAFT_FILE, words.PDF_FILES, self._export)

    def _export(self, path: Path) -> None:
        draw = self.pdf()
        if draw is None:
            return

        def write() -> None:
            pdf = draw()
            try:
                path.write_bytes(pdf)
            except OSError as error:
                raise Trouble("paper.not_written", {"name": path.name}) from error

        self._press.run(write, lambda answer: self._exported(path, answer), owner=self)

    def _exported(self, path: Path, answer: Done[None] | Failed) -> None:
        if isinstance(answer, Failed):
            tell(self._feedback, answer.error)
        else:
            self._feedback.toast(words.EXPORTED, path.name)

    def _connect(self) -> None:
        editor, bar = self.editor, self.bar
        editor.written.connect(lambda *told: self._change(steps.written(self.state, *told)))
        editor.left.connect(lambda name: self._change(steps.left_field(self.state, name)))
        editor.chosen.connect(self._chose)
        bar.enlarged.connect(lambda on: self._change(steps.enlarged(self.state, on)))
        bar.export.clicked.connect(self._ask_path)
        bar.print.clicked.connect(self.print_wanted)
        self.panes_bar.chosen.connect(lambda _place: self._show_panes())

    def _change(self, state: NoticeState) -> None:
        if state == self.state:
            return
        changed = (state.entry, state.draft) != (self.state.entry, self.state.draft)
        redrawn = replace(state.draft, verified=False) != replace(self.state.draft, verified=False)
        self.state = state
        if redrawn:
            self._draw_later()
        self._show()
        if changed:
            self.changed.emit()

    def _show(self) -> None:
        self.bar.show_state(self.state)
        if self._sheet is None or self.state.entry is None:
            return
        told = self._sheet.case.registered
        item = self._counter.reference.item_of(told.item, told.catalogue)
        due = self._counter.examining.due(self.state.draft.correction_workdays)
        self.editor.show_state(self.state, words.matter(item, self._sheet.sub_item), due)

    def _draw_later(self) -> None:
        draw = self.pdf()
        if draw is not None:
            self.preview.draw_later(draw)

    def _chose(self, name: str, value: str) -> None:
        if name == "correction_workdays":
            self._change(steps.chose_period(self.state, int(value)))
        elif name == "delivery":
            self._change(steps.chose_delivery(self.state, Delivery(value)))
        else:
            self._change(steps.ticked(self.state, value == ON))

    def _line(self, row: CheckedMaterial) -> NoticeLine:
        assert self._sheet is not None
        return self._counter.examining.line(self._sheet, row)

    def _removed(self, state: NoticeState, code: str) -> NoticeState:
        """What was asked for came after all, as another paper; what was only added is as it was."""
        sheet = self._sheet
        if sheet is None or not sheet.is_correction:
            return steps.removed(state, code)
        asked = {row.code: row for row in sheet.asked}
        known = {row.code: row for row in sheet.entry.materials}
        if code in asked:
            before = asked[code]
            right = replace(before, state=MaterialState.COMPLETE, defects=(), remark="", handed=before.copies)
            return steps.removed(state, code, brought(before, right))
        return steps.removed(state, code, known.get(code))
