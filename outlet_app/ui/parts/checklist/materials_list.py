"""The checklist: one stop for the Tab key, arrows between its rows, digits for the states."""

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from outlet_app.domain.forms.intake import row_field
from outlet_app.domain.materials import CheckedMaterial
from outlet_app.domain.problems import Problem
from outlet_app.ui.parts.checklist.mark_bar import Marking
from outlet_app.ui.parts.checklist.material_row import MARK_ROOM, WIDE_MARK_ROOM, MaterialRow
from outlet_app.ui.widgets.boxes import Column, Line
from outlet_app.ui.widgets.empty_state import EmptyState
from outlet_app.wording import intake as words
from outlet_app.wording.fields import sentence


class Listed(Protocol):
    """What is shown: the rows, what is wrong with them, whose list it is and what stands in an empty one."""

    @property
    def rows(self) -> tuple[CheckedMaterial, ...]: ...
    @property
    def problems(self) -> Mapping[str, Problem]: ...
    @property
    def list_key(self) -> str: ...
    @property
    def is_chosen(self) -> bool: ...


Below = Callable[[CheckedMaterial], QWidget | None]


class MaterialsList(Column):
    """`picked(code, state)`, `noted(code, remark)`; `list_wanted(code)` asks for the defect list."""

    picked = Signal(str, int)
    noted = Signal(str, str)
    list_wanted = Signal(str)
    rebuilt = Signal()

    def __init__(
        self, defects: Mapping[str, str], marking: Marking | None = None, below: Below | None = None
    ) -> None:
        super().__init__(gap=0)
        self._below = below
        self._defects, self._marking = defects, marking or Marking()
        self._key = ""
        self._is_compact = self._is_stacked = False
        self.rows: tuple[MaterialRow, ...] = ()
        self.empty = EmptyState("clipboard-list", "", words.MATERIALS_LATER, slim=True)
        self._lines = Column(gap=0)
        self.add(self.empty)
        self.add(self._lines)

    def show_state(self, state: Listed) -> None:
        """Rows of the list as they stand."""
        rows = state.rows
        if state.list_key != self._key or len(rows) != len(self.rows):
            self._rebuild(state.list_key, rows)
        for widget, row in zip(self.rows, rows, strict=True):
            problem = state.problems.get(row_field(row.code))
            widget.show_row(row, words.note(row, self._defects), _said(problem, row.name))
        self.empty.setVisible(not rows)
        self.empty.say("", words.NO_MATERIALS if state.is_chosen else words.MATERIALS_LATER)

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

    def set_stacked(self, stacked: bool) -> None:
        """Names on lines of their own, where the list has no room for a name beside the states."""
        self._is_stacked = stacked
        for row in self.rows:
            row.set_stacked(stacked)

    def _rebuild(self, key: str, rows: tuple[CheckedMaterial, ...]) -> None:
        self._key = key
        self._lines.clear()
        # One room for all rows, so that the states stand below one another.
        room = WIDE_MARK_ROOM if any(row.may_pledge for row in rows) else MARK_ROOM
        self.rows = tuple(MaterialRow(number, row, self._marking, room) for number, row in enumerate(rows, 1))
        for place, row in enumerate(self.rows):
            if place:
                self._lines.add(Line())
            self._lines.add(row)
            row.show()
            if self._below and (note := self._below(rows[place])):
                self._lines.add(note)
                note.show()
            row.set_compact(self._is_compact)
            row.set_stacked(self._is_stacked)
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
