"""One bad review in full: what was said of whom, what was done, and the steps open now."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from outlet_app.domain.rectification.task import ENDED
from outlet_app.domain.reviews.levels import Level
from outlet_app.services.task_views import TaskDetail, TaskStep
from outlet_app.ui.widgets.boxes import Column, Line, Row, Scroller
from outlet_app.ui.widgets.buttons import COMPACT, Button, Kind
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.chip import Chip
from outlet_app.ui.widgets.empty_state import EmptyState
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.text import Label
from outlet_app.ui.widgets.timeline import Moment, Timeline
from outlet_app.wording import rectification as words
from outlet_app.wording.review_words import LEVELS
from outlet_app.wording.statuses import status
from outlet_app.wording.timeline import moment


class Told(Column):
    """A name with what is said under it; absent where nothing is said yet."""

    def __init__(self, name: str) -> None:
        self.name, self.text = Label(name, "caption", "text3"), Paragraph("", 15, "text")
        super().__init__(self.name, self.text, gap=0)

    def say(self, text: str) -> None:
        """Say something, or be absent."""
        self.text.set_text(text)
        self.setVisible(bool(text))


class TaskCard(Card):
    """`acted` carries the code of a step; `print_wanted` asks for the paper."""

    acted = Signal(str)
    print_wanted = Signal()

    def __init__(self, item_name: Callable[[int], str]) -> None:
        super().__init__()
        self._item_name = item_name
        self.title = Label("", "record")
        self.chip = Chip(status("in_progress"))
        self.step = Label("", "label", "text2")
        self.buttons = {code: Button(words.STEPS[code], size=COMPACT) for code in words.ORDER}
        self.print = Button(words.PRINT, "printer", size=COMPACT)
        self.told = {name: Told(name) for name in _NAMES}
        self.course = Timeline(words.COURSE)
        self.copies = Label("", "caption", "text3")
        self._room = QWidget()
        self._rooms = QStackedLayout(self._room)
        self._rooms.addWidget(EmptyState("star", *words.NONE_CHOSEN))
        self._rooms.addWidget(self._whole())
        self.add((self._room, 1))
        for code, button in self.buttons.items():
            button.clicked.connect(lambda _on=False, code=code: self.acted.emit(code))
        self.print.clicked.connect(self.print_wanted)

    def show_detail(self, detail: TaskDetail | None, now: datetime) -> None:
        """Show a task, or that none is chosen."""
        self._rooms.setCurrentIndex(0 if detail is None else 1)
        if detail is None:
            return
        row, task = detail.row, detail.task
        self.title.setText(row.number)
        at = row.due.at if row.due else None
        self.chip.show_status(words.due_chip(at, row.urgency, row.overdue_days, ended=row.state in ENDED))
        self.step.setText(words.step_words(row.state, calls=task.call_is_due))
        self._offer(detail.allowed, words.MAIN.get(row.state, ""))
        for name, text in _said(detail, self._item_name).items():
            self.told[name].say(text)
        self.course.show_moments([_moment(one, now) for one in detail.steps])
        newest = detail.papers[0] if detail.papers else None
        self.copies.setText(words.copies(newest.copy_no, newest.number) if newest else "")

    def _offer(self, allowed: frozenset[str], main: str) -> None:
        for code, button in self.buttons.items():
            button.setVisible(code in allowed)
            button.set_kind(Kind.PRIMARY if code == main else Kind.PLAIN)

    def _whole(self) -> QWidget:
        head = Row(self.title, self.chip, self.step, None, gap=10, margins=(16, 12, 12, 0))
        steps = Row(*self.buttons.values(), None, self.print, gap=8, margins=(16, 8, 12, 10))
        short = [self.told[name] for name in _SHORT]
        sides = zip(short[::2], short[1::2], strict=True)
        pairs = [Row((left, 1), (right, 1), gap=16) for left, right in sides]
        facts = Column(*pairs, *(told for told in self.told.values() if told not in short), gap=8)
        inside = Column(
            Paragraph(words.SECRET, 13, "text3"), 8, facts, 8, Line(), 8,
            Row(Label(words.COURSE, "strong"), None, self.copies), 8, self.course, None,
            gap=0, margins=(16, 10, 16, 12),
        )  # fmt: skip
        return Column(head, steps, Line(), (Scroller(inside, words.TITLE), 1), gap=0)


_SHORT = (words.RATED, words.ITEM, words.MONTH, words.LEVEL)
_NAMES = (
    *_SHORT, words.TAGS, words.TEXT, words.HANDLERS, words.FOUND,
    words.FINDING, words.MEASURES, words.REPLY, words.CALL, words.REVIEWED, words.ARCHIVE,
)  # fmt: skip


def _said(detail: TaskDetail, item_name: Callable[[int], str]) -> dict[str, str]:
    task, told = detail.task, detail.task.opened
    mended, reviewed = task.mended, task.reviewed
    return {
        words.RATED: f"{detail.row.rated}（{told.rated_by[-4:]}）",
        words.ITEM: item_name(told.item),
        words.MONTH: words.month_line(told.month),
        words.LEVEL: LEVELS[Level(told.level)],
        words.TAGS: words.tag_line(told.tags),
        words.TEXT: told.text,
        words.HANDLERS: words.names(detail.row.handlers),
        words.FOUND: f"{task.verified.how}：{task.verified.found}" if task.verified else "",
        words.FINDING: words.finding_line(task.classified.finding, task.classified.reason)
        if task.classified
        else "",
        words.MEASURES: mended.measures if mended else "",
        words.REPLY: mended.reply if mended else "",
        words.CALL: words.call_line(task.call, calls=told.calls) if mended else "",
        words.REVIEWED: words.reviewed_line(reviewed.excluded, reviewed.reason) if reviewed else "",
        words.ARCHIVE: task.archive_no,
    }


def _moment(one: TaskStep, now: datetime) -> Moment:
    title, text = words.tell(one.fact)
    icon, tone = words.icon_of(one.fact)
    who = one.who if one.outlet else words.CITY
    shown = title if one.counts else f"{title}　{words.NO_EFFECT}"
    return Moment(moment(one.at, now), shown, f"{who}　{text}", icon, tone if one.counts else "mute")
