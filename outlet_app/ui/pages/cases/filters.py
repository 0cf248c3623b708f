"""The filter bar of 办件查询: every choice applies at once, 清除条件 takes all away."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QSizePolicy

from outlet_app.domain.catalogue import Catalogue
from outlet_app.domain.decisions import Decision
from outlet_app.services.views import CaseFilter, Counted
from outlet_app.ui.pages.cases.state import (
    PERIODS,
    STANDINGS,
    StandingChoice,
    is_unfiltered,
    period_code,
    period_of,
    standing_of,
)
from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.widgets.boxes import Row, Strip
from outlet_app.ui.widgets.buttons import Button, Kind
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.check import Check
from outlet_app.ui.widgets.combo import Choice, Combo
from outlet_app.ui.widgets.key_cap import KeyCap
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.wording import cases as words
from outlet_app.wording.states import DECISIONS
from outlet_app.wording.workload import counted

TYPING_MS = 200
HEIGHT = 56
WIDTHS = {"status": 152, "item": 132, "period": 124, "handler": 132}
LONGEST_TEXT = 100
# The search is as wide as it may be before the empty room behind it gets any.
FIRST = 100


class FilterBar(Card):
    """`changed` carries the filters as they stand; `left` tells that Enter was pressed in the search."""

    changed = Signal(object)
    left = Signal()

    def __init__(self, catalogue: Catalogue, today: Callable[[], date]) -> None:
        self._today = today
        self.filter = CaseFilter()
        self.text = LineEdit(
            words.SEARCH_HINT,
            lead="search",
            enter_moves=False,
            longest=LONGEST_TEXT,
            brief=words.SEARCH_BRIEF,
        )
        self.text.setAccessibleName(words.SEARCH)
        self.status = _combo(words.STATUS, _standings())
        self.item = _combo(words.ITEM, _items(catalogue))
        self.period = _combo(words.PERIOD, _periods())
        self.handler = _combo(words.HANDLER, (Choice("", words.ALL_HANDLERS),))
        self.only_open = Check(words.ONLY_OPEN)
        self.clear_button = Button(words.CLEAR, "rotate-cw", Kind.QUIET)
        self.more = Button(words.FILTERS, "list-filter")
        self.more.setCheckable(True)
        self.choices = Row(self.status, self.item, self.period, self.handler, self.only_open)
        self._typing = QTimer(singleShot=True, interval=TYPING_MS)
        self.more.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        super().__init__()
        parts = ((self.text, FIRST), KeyCap("F3"), self.choices, None, self.clear_button, self.more)
        self._first = Strip(HEIGHT, *parts, margins=(12, 0, 8, 0))
        self._second = Strip(HEIGHT, None, margins=(12, 0, 8, 0))
        self.add(self._first, self._second)
        self._typing.setParent(self)
        follow(self._size_fields)
        self.set_compact(False)
        self._connect()
        self.show_filter(self.filter)

    def show_filter(self, wanted: CaseFilter) -> None:
        """Set every control, silently."""
        self.filter = wanted
        self._typing.stop()
        self.text.show_text(wanted.text)
        self._typing.stop()
        self.status.set_choices((*_standings(), *_own_standing(wanted, self._today())))
        self.status.set_value(_status_value(wanted))
        self.item.set_value(-1 if wanted.item is None else wanted.item)
        self._show_period(wanted)
        self.handler.set_value(wanted.handler)
        self.only_open.blockSignals(True)
        self.only_open.setChecked(wanted.only_open)
        self.only_open.blockSignals(False)
        self.clear_button.setEnabled(not is_unfiltered(wanted))

    def offer_handlers(self, people: Sequence[tuple[str, str]]) -> None:
        """Offer the colleagues of this counter."""
        known = (Choice(staff_no, words.person(name, staff_no), (staff_no,)) for staff_no, name in people)
        self.handler.set_choices((Choice("", words.ALL_HANDLERS), *known))
        self.handler.set_value(self.filter.handler)

    def set_compact(self, compact: bool) -> None:
        """In a narrow window the choices come on demand."""
        self.more.setVisible(compact)
        (self._second if compact else self._first).box.insertWidget(0 if compact else 2, self.choices)
        self._show_second(compact and self.more.isChecked())

    def _size_fields(self) -> None:
        for name, width in WIDTHS.items():
            getattr(self, name).setFixedWidth(look().s(width))
        self.text.setMinimumWidth(look().s(160))
        self.text.setMaximumWidth(look().s(420))

    def _connect(self) -> None:
        self._typing.timeout.connect(self._apply_text)
        self.text.typed.connect(lambda _text: self._typing.start())
        self.text.returnPressed.connect(self._search_now)
        self.status.chosen.connect(lambda value: self._apply(_with_status(self.filter, value)))
        self.item.chosen.connect(
            lambda value: self._apply(replace(self.filter, item=None if value == -1 else value))
        )
        self.period.chosen.connect(self._period_chosen)
        self.handler.chosen.connect(lambda value: self._apply(replace(self.filter, handler=value)))
        self.only_open.toggled.connect(lambda on: self._apply(replace(self.filter, only_open=on)))
        self.clear_button.clicked.connect(self._clear_all)
        self.more.toggled.connect(self._show_second)

    def _show_second(self, shown: bool) -> None:
        self._second.setVisible(shown)

    def _search_now(self) -> None:
        self._typing.stop()
        self._apply_text()
        self.left.emit()

    def _apply_text(self) -> None:
        self._apply(replace(self.filter, text=self.text.text().strip()))

    def _apply(self, wanted: CaseFilter) -> None:
        if wanted != self.filter:
            self.filter = wanted
            self.clear_button.setEnabled(not is_unfiltered(wanted))
            self.changed.emit(wanted)

    def _clear_all(self) -> None:
        self.show_filter(CaseFilter())
        self.changed.emit(self.filter)
        self.text.setFocus()

    def _period_chosen(self, code: str) -> None:
        since, until = period_of(code, self._today())
        self._show_period(replace(self.filter, since=since, until=until))
        self._apply(replace(self.filter, since=since, until=until))

    def _show_period(self, wanted: CaseFilter) -> None:
        code = period_code(wanted.since, wanted.until, self._today())
        own = () if code else (Choice("", words.between(wanted.since, wanted.until, self._today())),)
        self.period.set_choices((*_periods(), *own))
        self.period.set_value(code)


def _combo(name: str, choices: Sequence[Choice]) -> Combo:
    combo = Combo(choices)
    combo.setAccessibleName(name)
    return combo


def _standings() -> tuple[Choice, ...]:
    states = (Choice(code, words.STANDINGS[code]) for code in STANDINGS)
    results = (Choice(one, f"{words.RESULT_OF}{word}") for one, word in DECISIONS.items())
    return (Choice("", words.ALL_STATUS), *states, *results)


def _items(catalogue: Catalogue) -> tuple[Choice, ...]:
    listed = (Choice(one.number, one.short_name, (str(one.number), one.initials)) for one in catalogue.items)
    return (Choice(-1, words.ALL_ITEMS), *listed, Choice(0, words.OUTSIDE_LIST, ("0",)))


def _periods() -> tuple[Choice, ...]:
    return tuple(Choice(code, words.PERIODS[code]) for code in PERIODS)


def _status_value(wanted: CaseFilter) -> object:
    return wanted.counted or wanted.decision or standing_of(wanted)


def _with_status(wanted: CaseFilter, value: object) -> CaseFilter:
    if isinstance(value, Counted):
        return replace(wanted, counted=value, decision=None, states=frozenset(), urgency=None)
    decision = value if isinstance(value, Decision) else None
    place = STANDINGS.get(str(value), StandingChoice()) if decision is None else StandingChoice()
    return replace(wanted, decision=decision, states=place.states, urgency=place.urgency, counted=None)


def _own_standing(wanted: CaseFilter, today: date) -> tuple[Choice, ...]:
    """What a figure of the daily sheet counted is no status of the list, and is named by its day."""
    one = wanted.counted
    return (Choice(one, counted(one.day, one.column, today)),) if one else ()
