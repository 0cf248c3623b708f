"""市局更新: what the city handed down, what it changes, and the open cases it concerns; opened by a key."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outlet_app.domain.releases.order import Subject
from outlet_app.domain.releases.standing import Status
from outlet_app.services.release_board import ReleaseBoard
from outlet_app.services.release_views import Board, Concerned, ReleaseRow
from outlet_app.ui.jobs import Done, Failed, Lane
from outlet_app.ui.parts.list_pane import ListPane
from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.boxes import Scroller
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.empty_state import EmptyState
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.table import Table
from outlet_app.ui.widgets.table_model import Cell, Column
from outlet_app.wording import releases as words
from outlet_app.wording.statuses import status

WIDE = 820
ROW, HEAD, TEXT, TIGHT_TEXT = 34, 36, 70, 44
FEWEST, MOST = 4, 10
# Head, foot and margins of a dialog, and the gaps between its three rooms.
AROUND = 240


@dataclass(frozen=True, slots=True)
class Said:
    """A line below: a change, or an open case that can be opened."""

    text: str
    case: Concerned | None = None


class ReleasesDialog(Dialog):
    """`case_wanted` carries the number of a case that was opened."""

    case_wanted = Signal(str)

    def __init__(self, parent: QWidget, board: ReleaseBoard, lane: Lane) -> None:
        super().__init__(words.TITLE, parent, broad=True)
        self._board, self._lane = board, lane
        self._trouble = ""
        self.table: Table[ReleaseRow] = Table(_columns(), words.TITLE, row_height=ROW)
        self.pane = ListPane(self.table, EmptyState("download", *words.NONE))
        self.note = Paragraph("", 14)
        self.lines: Table[Said] = Table(
            (Column("text", words.LINES, lambda one: Cell(one.text)),), words.LINES, row_height=ROW
        )
        self.text = Paragraph("", 14, "text")
        self.whole = Scroller(self.text, words.LINES)
        self._lay_out()
        self._connect()
        self.pane.begin()
        self._lane.run(board.view, self._read, owner=self)

    def restyle(self) -> None:
        super().restyle()
        if not hasattr(self, "whole"):
            return
        s = look().s
        self.setFixedWidth(min(s(WIDE), self._host.width()))
        room = (self._host.height() - s(AROUND + TEXT + 2 * HEAD)) // s(ROW)
        rows = max(FEWEST, min(MOST, room))
        self.whole.setFixedHeight(s(TEXT if room > FEWEST else TIGHT_TEXT))
        above = max(2, rows // 3)
        self.pane.setFixedHeight(s(HEAD + ROW * above))
        self.lines.setFixedHeight(s(HEAD + ROW * (rows - above)))
        self.adjustSize()

    def _lay_out(self) -> None:
        for part in (self.pane, self.note, self.lines, self.whole):
            self.body.add(part)
        self.open_case = self.add_button(words.OPEN_CASE, self._open, icon="file-search", closes=False)
        self.add_button(words.CLOSE, default=True)
        self.open_case.setEnabled(False)
        self.focus_first(self.table)
        self.restyle()

    def _connect(self) -> None:
        self.table.current_changed.connect(self._choose)
        self.table.opened.connect(lambda _row: self.lines.setFocus())
        self.lines.current_changed.connect(self._say)
        self.lines.opened.connect(lambda _line: self._open())

    def _read(self, outcome: Done[Board] | Failed) -> None:
        if isinstance(outcome, Failed):
            self.pane.say(*words.UNREAD, "triangle-alert")
            return
        board = outcome.value
        if not board.rows:
            self.pane.say(*words.NONE, "download")
        else:
            self.pane.show_table()
        self.table.show_rows(board.rows)
        self._trouble = _troubles(board)
        self._choose(self.table.current_row())
        self.table.setFocus()
        self._lane.run(lambda: self._board.mark_read(board.rows), _nothing, owner=self)

    def _choose(self, row: ReleaseRow | None) -> None:
        self.note.set_text(" ".join(filter(None, (self._trouble, note(row) if row else ""))))
        self.lines.show_rows(tuple(_lines(row)) if row else ())
        self._say(self.lines.current_row())
        self.adjustSize()

    def _say(self, line: Said | None) -> None:
        self.text.set_text(line.text if line else "")
        self.open_case.setEnabled(line is not None and line.case is not None)

    def _open(self) -> None:
        line = self.lines.current_row()
        if line is not None and line.case is not None:
            self.accept()
            self.case_wanted.emit(line.case.case_no)


def _columns() -> tuple[Column[ReleaseRow], ...]:
    title = words.COLUMNS
    return (
        Column("name", title["name"], lambda row: Cell(words.title(row.subject, row.name), bold=row.is_new)),
        Column("since", title["since"], lambda row: Cell(row.since.isoformat()), 120),
        Column("mode", title["mode"], lambda row: Cell(words.MODES[row.mode]), 150),
        Column("status", title["status"], lambda row: Cell(status=status(_code(row))), 180),
    )


def _code(row: ReleaseRow) -> str:
    return "release_at_sign_in" if row.at_sign_in else f"release_{row.status}"


def note(row: ReleaseRow) -> str:
    """What whoever serves people has to know of a version before its lines."""
    told = [words.REASON.format(reason=row.reason)] if row.reason else []
    if row.status is Status.WITHDRAWN:
        staffed = row.subject is Subject.STAFF
        said = words.STAFF_WITHDRAWN_FOR if staffed else words.WITHDRAWN_FOR
        told.append(said.format(reason=row.withdrawn_reason))
    elif row.status is Status.WAITING:
        told.append(words.holds_from(row.since))
    elif row.at_sign_in:
        told.append(words.HOLDS_AT_SIGN_IN)
    if row.subject is Subject.STAFF:
        told.append(words.STAFF_CASES.format(cases=len(row.cases)))
    elif row.changes and row.subject in (Subject.FORMS, Subject.POLICIES):
        told.append(words.TEXT_CHANGES_OF.format(before=row.before, n=len(row.changes)))
    elif row.changes:
        told.append(words.CHANGES_OF.format(before=row.before, n=len(row.changes), cases=len(row.cases)))
    return "".join(told)


def _lines(row: ReleaseRow) -> Iterator[Said]:
    for one in row.cases:
        told = words.case(one.case_no, one.applicant, one.sub_item, one.pinned_to)
        yield Said(words.left_behind(one.case_no, one.applicant, one.left) if one.left else told, one)
    for change in row.changes:
        parts = (change.turn, change.level, change.code, change.name, change.field, change.before)
        yield Said(words.change(*parts, change.after))


def _troubles(board: Board) -> str:
    told = ""
    if board.set_aside:
        names = "、".join(sorted({one.name for one in board.set_aside}))
        told += words.SET_ASIDE.format(n=len(board.set_aside), names=names)
    if board.refused:
        told += words.TURNED_AWAY.format(n=len(board.refused))
    return told


def _nothing(_outcome: Done[None] | Failed) -> None:
    """It was looked at, whether or not that could be kept."""
