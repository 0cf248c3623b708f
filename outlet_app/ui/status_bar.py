"""The status bar: outlet, person, network, queue, last sync, clock; each part opens its page."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from outlet_app.domain.people import Right
from outlet_app.ui.office import Link, Office
from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.boxes import Strip, ground
from outlet_app.ui.widgets.drawing import LEFT, brush_on, icon, rule, text_width, write
from outlet_app.ui.widgets.painted import PaintedButton
from outlet_app.ui.widgets.text import plain_tip
from outlet_app.wording import shell as words
from outlet_app.wording.statuses import STATUSES

HEIGHT = 32
ICON = 16
PAD, GAP = 12, 6
LEAST_OUTLET, LEAST_PERSON, LEAST_PERSON_COMPACT = 72, 216, 184


class StatusPart(PaintedButton):
    """An icon and a fact; a name may give way, down to `least` design pixels, and is whole in its tooltip."""

    def __init__(self, icon_name: str) -> None:
        self.icon_name, self.tone, self.bold, self.least = icon_name, "text2", False, 0
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def say(self, text: str, *, tone: str = "text2", bold: bool = False, icon_name: str = "") -> None:
        """Show another fact."""
        self.tone, self.bold = tone, bold
        self.icon_name = icon_name or self.icon_name
        self._show(text, text)

    def say_in_short(self, text: str, whole: str, least: int = 0) -> None:
        """Show a fact that is spoken whole, and may give way down to `least` where that is given."""
        self.least = least
        self._show(text, whole)

    def sizeHint(self) -> QSize:
        words_width = text_width(self.text(), 13, self.bold)
        return QSize(words_width + look().s(2 * PAD + ICON + GAP) + 2, look().s(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        whole = self.sizeHint()
        return whole.boundedTo(QSize(look().s(self.least), whole.height())) if self.least else whole

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._tell_whole()

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter, s = brush_on(self), look().s
        if self.underMouse():
            painter.fillRect(self.whole(), look().color("hover"))
        icon(painter, self.icon_name, s(PAD), self.height() / 2, ICON, self.tone)
        room = QRectF(self.rect()).adjusted(s(PAD + ICON + GAP), 0, -s(PAD), 0)
        write(painter, room, self.text(), px=13, bold=self.bold, color=self.tone, align=LEFT, elide=True)
        rule(painter, self.width() - 1, s(8), 1, self.height() - s(16), "line2")
        painter.end()

    def _show(self, text: str, spoken: str) -> None:
        self.setText(text)
        self.setAccessibleName(spoken)
        self.restyle()
        self._tell_whole()

    def _tell_whole(self) -> None:
        said = self.accessibleName()
        cut = self.width() < self.sizeHint().width() or said != self.text()
        self.setToolTip(plain_tip(said) if cut else "")


class StatusBar(Strip):
    """Reads the office and follows it; `opened` names the part that was pressed."""

    opened = Signal(str)

    def __init__(self, office: Office) -> None:
        self._office = office
        self.is_compact = False
        self.outlet, self.person = StatusPart("map-pin"), StatusPart("user-round")
        self.display = StatusPart("type")
        self.link, self.queue = StatusPart("wifi"), StatusPart("cloud-upload")
        self.seal = StatusPart("stamp")
        self.synced, self.clock = StatusPart("history"), StatusPart("clock")
        parts = (
            self.outlet,
            self.person,
            self.display,
            None,
            self.seal,
            self.link,
            self.queue,
            self.synced,
            self.clock,
        )
        super().__init__(HEIGHT + 1, *parts, gap=0, margins=(8, 0, 8, 0))
        ground(self, "statusbar")
        self.setAccessibleName(words.STATUS_BAR)
        self._connect()
        self.show_facts()

    def show_facts(self) -> None:
        """Write every part anew from the office."""
        outlet, compact = self._office.outlet, self.is_compact
        whole = words.outlet_line(outlet.name, outlet.sign)
        self.outlet.say_in_short(*((outlet.sign, whole) if compact else (whole, whole, LEAST_OUTLET)))
        person = self._person_line()
        self.person.say_in_short(person, person, LEAST_PERSON_COMPACT if compact else LEAST_PERSON)
        factor = words.percent(look().factor)
        display = f"{words.DISPLAY} {factor}"
        self.display.say_in_short(factor if compact else display, display)
        self.seal.setVisible(self._office.to_seal > 0)
        self.seal.say(words.to_seal(self._office.to_seal, short=compact), tone="warn", bold=True)
        self._show_link()
        queue = self._office.queue
        bad = queue.failed > 0
        self.queue.say(
            words.queue_line(queue.waiting, queue.failed), tone="bad" if bad else "text2", bold=bad
        )
        self._show_time()

    def set_compact(self, compact: bool) -> None:
        """Shorten the outlet and the clock."""
        if compact != self.is_compact:
            self.is_compact = compact
            self.show_facts()

    def restyle(self) -> None:
        super().restyle()
        self.show_facts()

    def _person_line(self) -> str:
        person = self._office.person
        if person is None:
            return words.NO_CLERK
        head = "" if self.is_compact or not person.may(Right.APPROVE) else words.HEAD_POST
        return words.clerk_line(person.name, person.short_no, head)

    def _show_link(self) -> None:
        if self._office.link is Link.STOPPED:
            self.link.say(words.SENDING_STOPPED, tone="bad", bold=True, icon_name="octagon-alert")
            return
        found = STATUSES[self._office.link]
        self.link.say(found.text, tone=found.tone, bold=True, icon_name=found.icon)

    def _show_time(self) -> None:
        now = self._office.now()
        synced = words.sync_line(self._office.last_sync, now.date())
        short = words.sync_in_short(self._office.last_sync, now.date())
        self.synced.say_in_short(short if self.is_compact else synced, synced)
        clock = words.clock_line(now)
        self.clock.say_in_short(f"{now:%H:%M}" if self.is_compact else clock, clock)

    def _connect(self) -> None:
        office = self._office
        changes = (office.person_changed, office.outlet_changed, office.link_changed, office.queue_changed)
        for change in (*changes, office.to_seal_changed, office.synced_changed, office.minute_passed):
            change.connect(self._follow)
        for name in ("outlet", "person", "display", "seal", "link", "queue", "synced", "clock"):
            part: StatusPart = getattr(self, name)
            part.clicked.connect(lambda _on=False, name=name: self.opened.emit(name))

    def _follow(self, _value: object) -> None:
        self.show_facts()
