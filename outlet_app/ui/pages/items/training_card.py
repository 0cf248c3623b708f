"""One activity in full: what it is, the steps open now, and its list of people."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from outlet_app.domain.masking import mask_phone
from outlet_app.domain.training.activity import Activity, ActivityState, Seat
from outlet_app.services.training_views import TrainingDetail
from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.boxes import Column, Line, Row
from outlet_app.ui.widgets.buttons import COMPACT, Button, Kind
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.chip import Chip
from outlet_app.ui.widgets.empty_state import EmptyState
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.table import Table
from outlet_app.ui.widgets.table_model import Cell
from outlet_app.ui.widgets.table_model import Column as TableColumn
from outlet_app.ui.widgets.text import ElidedLabel, Label
from outlet_app.wording import training as words

A_ROW, NAME_WIDTH = 5, 64


class TrainingCard(Card):
    """`acted` carries the code of a step; `print_wanted` asks for the sheet."""

    acted = Signal(str)
    print_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.activity: Activity | None = None
        self.title = ElidedLabel("", "heading")
        self.chip = Chip(words.chip(ActivityState.PLANNED))
        self.buttons = {code: Button(text, size=COMPACT) for code, text in words.STEPS.items()}
        self.print = Button(words.PRINT, "printer", size=COMPACT)
        self.facts = Column(gap=2)
        self.copies = Label("", "caption", "text3")
        self.seats: Table[Seat] = Table(self._columns(), words.TITLE, row_height=36)
        self._room = QWidget()
        self._rooms = QStackedLayout(self._room)
        self._rooms.addWidget(EmptyState("users", *words.NONE_CHOSEN))
        self._rooms.addWidget(self._whole())
        self.add((self._room, 1))
        for code, button in self.buttons.items():
            button.clicked.connect(lambda _on=False, code=code: self.acted.emit(code))
        self.print.clicked.connect(self.print_wanted)
        self.seats.opened.connect(lambda _row: self.acted.emit("sign_in"))

    def show_detail(self, detail: TrainingDetail | None) -> None:
        """Show an activity, or that none is chosen."""
        self.activity = detail.activity if detail else None
        self._rooms.setCurrentIndex(0 if detail is None else 1)
        if detail is None:
            return
        activity = detail.activity
        self.title.setText(activity.plan.title)
        self.chip.show_status(words.chip(activity.state))
        main = words.MAIN.get(activity.state, "")
        for code, button in self.buttons.items():
            button.setVisible(code in detail.allowed)
            button.set_kind(Kind.PRIMARY if code == main else Kind.PLAIN)
        self._tell(activity)
        newest = detail.papers[0] if detail.papers else None
        self.copies.setText(words.copies(newest.number, newest.copy_no) if newest else "")
        self.seats.show_rows(activity.holding, keep=lambda seat: seat.fact.seat)

    def _tell(self, activity: Activity) -> None:
        self.facts.clear()
        for name, text in words.facts(activity):
            label = Label(name, "caption", "text3")
            label.setMinimumWidth(look().s(NAME_WIDTH))
            self.facts.add(Row(label, (Paragraph(text, 14, "text"), 1), gap=8))

    def _whole(self) -> QWidget:
        head = Row((self.title, 1), self.chip, gap=10, margins=(16, 12, 12, 0))
        buttons = [*self.buttons.values()]
        upper = Row(*buttons[:A_ROW], None, self.print, gap=8, margins=(16, 8, 12, 4))
        lower = Row(*buttons[A_ROW:], None, self.copies, gap=8, margins=(16, 0, 12, 10))
        told = Column(self.facts, gap=0, margins=(16, 8, 16, 8))
        return Column(head, upper, lower, Line(), told, Line(), (self.seats, 1), gap=0)

    def _columns(self) -> tuple[TableColumn[Seat], ...]:
        title = words.SEATS_COLUMNS
        return (
            TableColumn("name", title["name"], lambda seat: Cell(seat.fact.name), 120),
            TableColumn("unit", title["unit"], lambda seat: Cell(seat.fact.unit)),
            TableColumn("phone", title["phone"], lambda seat: Cell(mask_phone(seat.fact.phone)), 120),
            TableColumn("state", title["state"], self._state, 130),
        )

    def _state(self, seat: Seat) -> Cell:
        return Cell(words.seat_state(self.activity, seat) if self.activity else "")
