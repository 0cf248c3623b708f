"""The checklist: one stop for the Tab key, arrows between its rows, digits for the states."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from outlet_app.domain.forms.intake import row_field
from outlet_app.domain.materials import CheckedMaterial
from outlet_app.domain.problems import Problem
from outlet_app.ui.pages.intake.material_row import MaterialRow
from outlet_app.ui.pages.intake.state import IntakeState
from outlet_app.ui.widgets.boxes import Column, Line
from outlet_app.ui.widgets.empty_state import EmptyState
from outlet_app.wording import intake as words
from outlet_app.wording.fields import sentence


class MaterialsList(Column):
    """`picked(code, state)`, `noted(code, remark)`; `list_wanted(code)` asks for the defect list."""

    picked = Signal(str, int)
    noted = Signal(str, str)
    list_wanted = Signal(str)
    rebuilt = Signal()

    def __init__(self, defects: Mapping[str, str]) -> None:
        super().__init__(gap=0)
        self._defects = defects
        self._sub_item = ""
        self._is_compact = False
        self.rows: tuple[MaterialRow, ...] = ()
        self.empty = EmptyState("clipboard-list", "", words.MATERIALS_LATER)
        self._lines = Column(gap=0)
        self.add(self.empty)
        self.add(self._lines)

    def show_state(self, state: IntakeState) -> None:
        """Rows of the sub-item as they stand."""
        rows = state.rows
        if state.entry.sub_item != self._sub_item or len(rows) != len(self.rows):
            self._rebuild(state.entry.sub_item, rows)
        for widget, row in zip(self.rows, rows, strict=True):
            problem = state.problems.get(row_field(row.code))
            widget.show_row(row, words.note(row, self._defects), _said(problem, row.name))
        self.empty.setVisible(not rows)
        chosen = bool(state.sub_item) or state.entry.item == 0
        self.empty.say("", words.NO_MATERIALS if chosen else words.MATERIALS_LATER)

    def focus_row(self, code: str) -> bool:
        """Put the focus on a row, or with an empty code on the first one that can be decided."""
        for row in self.rows:
            if row.takes_focus and code in ("", row.code):
                self._make_stop(row)
                row.bar.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def focused(self) -> str:
        """The code of the row with the focus, or nothing."""
        return next((row.code for row in self.rows if row.isAncestorOf(_focus(self))), "")

    def stops(self) -> list[QWidget]:
        """The controls in the order of Tab."""
        return [widget for row in self.rows for widget in (row.bar, row.edit)]

    def set_compact(self, compact: bool) -> None:
        """Narrower notes."""
        self._is_compact = compact
        for row in self.rows:
            row.set_compact(compact)

    def _rebuild(self, sub_item: str, rows: tuple[CheckedMaterial, ...]) -> None:
        self._sub_item = sub_item
        self._lines.clear()
        self.rows = tuple(MaterialRow(number, row) for number, row in enumerate(rows, 1))
        for place, row in enumerate(self.rows):
            if place:
                self._lines.add(Line())
            self._lines.add(row)
            row.show()
            row.set_compact(self._is_compact)
            row.picked.connect(self._picked)
            row.noted.connect(self.noted)
            row.list_wanted.connect(self.list_wanted)
            row.stepped.connect(self._step)
        if first := next((row for row in self.rows if row.takes_focus), None):
            self._make_stop(first)
        self.rebuilt.emit()

    def _picked(self, code: str, mark: int) -> None:
        self.focus_row(code)
        self.picked.emit(code, mark)

    def _step(self, code: str, by: int) -> None:
        open_rows = [row.code for row in self.rows if row.takes_focus]
        at = min(max(open_rows.index(code) + by, 0), len(open_rows) - 1)
        self.focus_row(open_rows[at])

    def _make_stop(self, current: MaterialRow) -> None:
        for row in self.rows:
            policy = Qt.FocusPolicy.StrongFocus if row is current else Qt.FocusPolicy.ClickFocus
            row.bar.setFocusPolicy(policy)


def _said(problem: Problem | None, name: str) -> str:
    return sentence(problem, name) if problem else ""


def _focus(widget: QWidget) -> QWidget:
    return widget.window().focusWidget() or widget
