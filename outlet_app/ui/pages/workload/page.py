"""统计报表: the daily sheet by item, by person and as flow, checked before it is printed."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from outlet_app.domain.people import Right
from outlet_app.domain.sheet_columns import Figure
from outlet_app.domain.workload import DaySheet as Sheet
from outlet_app.domain.workload import Line
from outlet_app.services.day_closing import DayClosing
from outlet_app.services.day_sheet import DaySheet
from outlet_app.services.ledgers import Ledgers
from outlet_app.services.papers import Papers
from outlet_app.services.people import People
from outlet_app.services.reference import Reference
from outlet_app.services.views import CaseFilter, Counted, DayVisits
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lanes
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.office import Office
from outlet_app.ui.pages.workload import state as steps
from outlet_app.ui.pages.workload.closing import ClosingDesk
from outlet_app.ui.pages.workload.day_bar import DayBar
from outlet_app.ui.pages.workload.flow import FlowView
from outlet_app.ui.pages.workload.groups import GroupView
from outlet_app.ui.pages.workload.ledgers import LedgerPrinting
from outlet_app.ui.pages.workload.printing import SheetPrinting
from outlet_app.ui.pages.workload.side import WIDTH, Charts
from outlet_app.ui.pages.workload.state import Table, WorkloadState
from outlet_app.ui.pages.workload.tables import CountTable
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.widgets.boxes import Line as HairLine
from outlet_app.ui.widgets.boxes import Row, Scroller, Strip
from outlet_app.ui.widgets.buttons import Button, Kind
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.chip import Chip
from outlet_app.ui.widgets.empty_state import EmptyState
from outlet_app.ui.widgets.page import Layout, Page
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.segmented import Segmented
from outlet_app.ui.widgets.text import Label
from outlet_app.wording import closing as closing_words
from outlet_app.wording import ledger_dialog as ledger_words
from outlet_app.wording import sheet_papers
from outlet_app.wording import workload as words
from outlet_app.wording.statuses import reworded

ROOMS: Mapping[Table, int] = {Table.FLOW: 1, Table.GROUPS: 2}
FAILED = 3
Reading = tuple[Sheet, Mapping[str, str], str, tuple[DayVisits, ...]]


class WorkloadPage(Page):
    """A clerk sees the own row, who may see the whole sheet all tables (decisions.md 22).

    `counting` carries the day on show, each time it is counted.
    """

    counting = Signal(object)

    def __init__(
        self,
        day_sheet: DaySheet,
        papers: Papers,
        reference: Reference,
        office: Office,
        lanes: Lanes,
        feedback: Feedback,
        *,
        people: People,
        ledgers: Ledgers,
        closing: DayClosing,
    ) -> None:
        super().__init__(words.TITLE)
        self.wants_search = False
        self._day_sheet, self._reference, self._office = day_sheet, reference, office
        self._lanes, self._feedback, self._people = lanes, feedback, people
        self.tables = steps.tables_for(office.person)
        day = steps.first_day(office.now(), reference.calendar)
        self.state = WorkloadState(day, self.tables[0])
        self._counting: date | None = None
        self._wants_paper = False
        self._standing, self._before = "", tuple[DayVisits, ...]()
        self.printing = SheetPrinting(self, day_sheet, papers, lanes, feedback, reference.outlet.sign)
        self.ledgers = LedgerPrinting(self, ledgers, papers, lanes, feedback)
        self.closing = ClosingDesk(self, closing, papers, lanes, feedback, reference.outlet.sign)
        self.days = DayBar(lambda: office.now().date())
        names = [words.VIEWS[table] for table in self.tables]
        self.views = Segmented(names, words.VIEW, current=0)
        self.chip = Chip(reworded("material_complete", words.CHECKED), 32)
        self.counts = CountTable(words.ITEM, self._name_of)
        self.flow, self.groups = FlowView(), GroupView()
        self.empty = EmptyState("chart-column", *words.UNREAD)
        self.charts = Charts()
        self.warning = Paragraph("", 14, "bad")
        self._build()
        self._connect()
        self.days.show_day(day)
        self._show()

    def activated(self, what: object = None) -> None:
        """Shown, perhaps for a day that is wanted on paper: then Enter prints it."""
        if isinstance(what, date):
            self._go(what)
        self._wants_paper = isinstance(what, date) and self._may_print()
        self.refresh()
        self._take_focus()

    def refresh(self) -> None:
        """Count the day again."""
        self._count()

    def print_current(self) -> None:
        """F9: print the sheet of the day once it was counted and checked, where the post may."""
        if self._may_print() and self.state.sheet is not None:
            self.printing.print(self.state.day)

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 walks through."""
        return (self.days, self.counts, self.tools)

    def set_layout(self, layout: Layout) -> None:
        """A compact window leaves the charts out."""
        super().set_layout(layout)
        compact = layout is Layout.COMPACT
        self._side.setVisible(layout not in (Layout.COMPACT, Layout.NARROW))
        # Five buttons beside it have the room first; the outlet's name stands at the foot as well.
        self._subtitle.setVisible(layout >= (Layout.STANDARD if self._may_print() else Layout.NARROW))
        self._note.setVisible(not compact)
        self.restyle()

    def restyle(self) -> None:
        """Scale the side column."""
        self._side.setFixedWidth(look().s(WIDTH))
        self._column.setSpacing(look().s(12))

    def _build(self) -> None:
        self._subtitle = Label("", "label", "text2")
        self.head.add(self._subtitle)
        self.preview_button = Button(words.PREVIEW, "eye")
        self.export_button = Button(words.EXPORT, "file-down")
        self.print_button = Button(words.PRINT, "printer", Kind.PRIMARY)
        self.ledger_button = Button(ledger_words.BUTTON, "book-open")
        self.closing_button = Button(closing_words.BUTTON, "clipboard-check")
        for button in (
            self.ledger_button,
            self.closing_button,
            self.preview_button,
            self.export_button,
            self.print_button,
        ):
            self.tools.add(button)
            button.setVisible(self._may_print())
        self._side = Scroller(self.charts)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(Row(self.days, 8, self.views, None, self.chip))
        self.views.setVisible(len(self.tables) > 1)
        self.chip.setVisible(steps.sees_whole(self._office.person))
        self._column.addWidget(self.warning)
        self._column.addWidget(Row((self._card(), 1), self._side, gap=16), 1)
        follow(self.restyle)

    def _card(self) -> Card:
        room = QWidget()
        self._rooms = QStackedLayout(room)
        further = Scroller(self.groups, words.VIEWS["groups"])
        for widget in (self.counts, Scroller(self.flow, words.VIEWS["flow"]), further, self.empty):
            self._rooms.addWidget(widget)
        self._note = Label("", "label", "text2")
        self._until = Label("", "label", "text3")
        foot = Strip(44, self._note, None, self._until, margins=(16, 0, 16, 0))
        return Card().add((room, 1), HairLine(), foot)

    def _connect(self) -> None:
        self.days.went.connect(self._go)
        self.views.chosen.connect(lambda place: self._turn(self.tables[place]))
        self.counts.entered.connect(self._open)
        self.preview_button.clicked.connect(lambda: self.printing.preview(self.state.day))
        self.export_button.clicked.connect(lambda: self.printing.export(self.state.day))
        self.print_button.clicked.connect(self.print_current)
        self.closing_button.clicked.connect(lambda: self.closing.ask(self.state.day))
        self.closing.busy_changed.connect(self._show_comparing)
        self.closing.changed.connect(self.refresh)
        self.ledger_button.clicked.connect(lambda: self.ledgers.ask(self._office.now().date()))

    def _may_print(self) -> bool:
        person = self._office.person
        return person is not None and person.may(Right.PRINT_SHEET)

    def _go(self, day: date) -> None:
        if day != self.state.day:
            self.state = steps.went_to(self.state, day)
            self._show()
        self.days.show_day(day)
        self._count()

    def _turn(self, table: Table) -> None:
        self.state = steps.turned(self.state, table)
        self._show()

    def _count(self) -> None:
        """One day at a time; a day chosen meanwhile is counted afterwards."""
        if self._counting is not None:
            return
        day = self._counting = self.state.day
        self.counting.emit(day)
        self._lanes.desk.run(lambda: self._read(day), self._counted, owner=self)

    def _read(self, day: date) -> Reading:
        everybody = self._people.all()
        standing = self.closing.told(day) if self._may_print() else ""
        names, before = {one.staff_no: one.name for one in everybody}, self._day_sheet.visits_before(day)
        return self._day_sheet.sheet(day), names, standing, before

    def _counted(self, outcome: Done[Reading] | Failed) -> None:
        counted, self._counting = self._counting, None
        if isinstance(outcome, Failed):
            self.state = steps.failed(self.state)
            tell(self._feedback, outcome.error)
        else:
            sheet, names, self._standing, self._before = outcome.value
            self.state = steps.counted(self.state, sheet, names)
        self._show()
        if counted != self.state.day:
            self._count()
        elif self._wants_paper:
            self._take_focus()
            self._wants_paper = False

    def _show_comparing(self, busy: bool) -> None:
        self.closing_button.setEnabled(not busy)
        self.closing_button.setText(closing_words.COMPARING if busy else closing_words.BUTTON)

    def _take_focus(self) -> None:
        """On the counts; on 打印 where paper is wanted and the day has been counted."""
        ready = self._wants_paper and self.print_button.isEnabled()
        (self.print_button if ready else self.counts.rows).setFocus()

    def _show(self) -> None:
        sheet, lines = self.state.sheet, steps.lines(self.state, self._office.person)
        whole, table = steps.sees_whole(self._office.person), self.state.table
        self._subtitle.setText(self._office.outlet.name if whole else words.OWN_ROW)
        self._note.setText(words.NOTES.get(table, words.SHEET_NOTE))
        self._rooms.setCurrentIndex(FAILED if self.state.failed else ROOMS.get(table, 0))
        self.print_button.setEnabled(sheet is not None)
        if sheet is None:
            return
        told = (self._standing, words.counted_until(sheet.until, sheet.day))
        self._until.setText("　".join(filter(None, told)))
        self.counts.rename(words.ITEM if self.state.table is Table.ITEMS else words.CLERK)
        self.counts.show_lines(lines, sheet.total if whole else None)
        self.flow.show_sheet(sheet, self._person_of, whole=whole)
        self.groups.show_sheet(sheet, self._person_of, whole=whole)
        self.charts.show_day(sheet.day, sheet.total if whole else lines[0], self._before)
        self._show_checks()

    def _show_checks(self) -> None:
        broken = steps.broken(self.state) if steps.sees_whole(self._office.person) else ()
        rows = {**self._item_names(), **(self.state.names or {})}
        listed = sheet_papers.LISTED_BY.join(sheet_papers.broken(one, rows) for one in broken)
        self.warning.set_text(f"{words.BROKEN}：{listed}" if broken else "")
        self.warning.setVisible(bool(broken))
        ok = reworded("material_complete", words.CHECKED)
        self.chip.show_status(reworded("overdue", words.problems(len(broken))) if broken else ok)

    def _open(self, line: Line, figure: Figure) -> None:
        cell, sheet = steps.cell_of(self.state, line, figure), self.state.sheet
        if cell is not None and sheet is not None:
            self._lanes.desk.run(
                lambda: self._day_sheet.behind(sheet.day, sheet.until, cell), self._list, owner=self
            )

    def _list(self, outcome: Done[Counted] | Failed) -> None:
        if isinstance(outcome, Failed):
            tell(self._feedback, outcome.error)
        elif self.isVisible():
            self.go_to.emit(PageKey.CASES, CaseFilter(counted=outcome.value))

    def _item_names(self) -> dict[str, str]:
        listed = {str(item.number): item.short_name for item in self._reference.catalogue.items}
        return {**listed, "0": words.NOT_LISTED, "": words.TOTAL}

    def _name_of(self, line: Line) -> str:
        if self.state.table is Table.ITEMS:
            return self._item_names().get(line.key, line.key)
        return self._person_of(line.key)

    def _person_of(self, staff_no: str) -> str:
        me, names = self._office.person, self.state.names or {}
        if me is not None and staff_no == me.staff_no:
            return me.name
        return names.get(staff_no, staff_no[-4:]) if staff_no else words.TOTAL
