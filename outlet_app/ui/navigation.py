"""The navigation: pages in two groups, help and lock below; a rail of icons in a compact window."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from outlet_app.ui.keymap import KEYS, PAGE_KEYS, Command, PageKey
from outlet_app.ui.office import Queue
from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.widgets.boxes import Column, Scroller, ground
from outlet_app.ui.widgets.brand import Brand
from outlet_app.ui.widgets.drawing import CENTRE, RIGHT, brush_on, icon, panel, rule, text_width, write
from outlet_app.ui.widgets.painted import PaintedButton
from outlet_app.ui.widgets.text import Label
from outlet_app.wording import shell as words

WIDE, RAIL = 184, 64
TALL, LOW, HEAD, FOOT = 40, 34, 36, 8
ICONS = {
    PageKey.WORKBENCH: "layout-dashboard",
    PageKey.INTAKE: "file-plus",
    PageKey.CASES: "file-search",
    PageKey.NOTICE: "file-text",
    PageKey.REVIEWS: "star",
    PageKey.REPORTS: "chart-column",
    PageKey.SYNC: "refresh-cw",
    PageKey.CATALOGUE: "list-checks",
    PageKey.SETTINGS: "settings",
    PageKey.CORRECTIONS: "inbox",
    PageKey.POLICIES: "file-check",
    PageKey.ASSISTANCE: "hand-helping",
    PageKey.PACKAGES: "package",
}
COUNTER = (
    PageKey.WORKBENCH,
    PageKey.INTAKE,
    PageKey.CASES,
    PageKey.NOTICE,
    PageKey.CORRECTIONS,
    PageKey.ASSISTANCE,
    PageKey.PACKAGES,
    PageKey.REVIEWS,
    PageKey.POLICIES,
)


class NavItem(PaintedButton):
    """One entry: icon, word, key or badge."""

    def __init__(self, word: str, short: str, icon_name: str, keys: str) -> None:
        self.short, self.icon_name, self.keys = short, icon_name, keys
        self.is_rail = False
        self.tall = TALL
        self.badge, self.badge_tone = "", "mute"
        super().__init__(word)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{word} {keys}")
        self.setToolTip(f"{word} {keys}")

    def show_badge(self, text: str, tone: str) -> None:
        """Show a number beside the word, or nothing."""
        self.badge, self.badge_tone = text, tone
        self.setAccessibleDescription(text)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(
            look().s(RAIL if self.is_rail else WIDE) - 2, look().s(46 if self.is_rail else self.tall)
        )

    def minimumSizeHint(self) -> QSize:
        # Beside a scroll bar there is a little less room.
        return QSize(look().s(RAIL) - 2, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter = brush_on(self)
        self._paint_ground(painter)
        ink, mark = ("accent_text",) * 2 if self.isChecked() else ("text", "text2")
        if self.is_rail:
            self._paint_rail(painter, ink, mark)
        else:
            self._paint_wide(painter, ink, mark)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        if self.isChecked():
            painter.fillRect(self.whole(), look().color("surface"))
            rule(painter, 0, 0, look().s(4), self.height(), "accent")
        elif self.underMouse():
            painter.fillRect(self.whole(), look().color("hover"))
        if self.isChecked() and look().border > 1:
            painter.setPen(QPen(look().color("accent"), 2))
            painter.drawRect(self.whole().adjusted(1, 1, -1, -1))

    def _paint_rail(self, painter: QPainter, ink: str, mark: str) -> None:
        s = look().s
        icon(painter, self.icon_name, (self.width() - s(20)) / 2, s(14), 20, mark)
        below = QRectF(0, s(24), self.width(), s(20))
        write(painter, below, self.short, px=12, bold=self.isChecked(), color=ink, align=CENTRE)
        if self.badge:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look().color(self.badge_tone))
            painter.drawEllipse(QRectF(self.width() / 2 + s(8), s(3), s(10), s(10)))

    def _paint_wide(self, painter: QPainter, ink: str, mark: str) -> None:
        s, middle = look().s, self.height() / 2
        icon(painter, self.icon_name, s(20), middle, 20, mark)
        write(painter, self.whole().adjusted(s(52), 0, 0, 0), self.text(), bold=self.isChecked(), color=ink)
        if not self.badge:
            keys = self.keys.replace("+", " ")
            # Beside a scroll bar a long word leaves its key to the tooltip.
            if s(52 + 8 + 16) + text_width(self.text(), 15, True) + text_width(keys, 13) > self.width():
                return
            write(painter, self.whole().adjusted(0, 0, -s(16), 0), keys, px=13, color="text3", align=RIGHT)
            return
        wide = max(s(22), text_width(self.badge, 13, True) + s(12))
        pill = QRectF(self.width() - s(16) - wide, middle - s(11), wide, s(22))
        panel(painter, pill, f"{self.badge_tone}_soft", f"{self.badge_tone}_line", radius=11)
        write(painter, pill, self.badge, px=13, bold=True, color=self.badge_tone, align=CENTRE)


class Navigation(QWidget):
    """`opened` carries a page's key; `asked` a command (help, lock)."""

    opened = Signal(str)
    asked = Signal(str)

    def __init__(self, pages: tuple[PageKey, ...]) -> None:
        super().__init__()
        ground(self, "nav")
        self.setAccessibleName(words.NAVIGATION)
        # Made as they stand, or Tab would walk them in another order.
        grouped = sorted(pages, key=lambda page: page not in COUNTER)
        self.items: dict[PageKey, NavItem] = {page: self._page_item(page) for page in grouped}
        self.help = self._command_item(Command.HELP, words.HELP, words.HELP_SHORT, "keyboard")
        self.lock = self._command_item(Command.LOCK, words.LOCK, words.LOCK, "lock")
        self._heads: list[Label] = []
        self._brand = Brand()
        self._layout = QVBoxLayout(self)
        self._layout.setSpacing(0)
        self._layout.addWidget(self._brand)
        self._scroller = Scroller(self._list(), words.NAVIGATION)
        self._layout.addWidget(self._scroller, 1)
        # Queued: the range is told while the entries still stand where they stood.
        bar = self._scroller.verticalScrollBar()
        bar.rangeChanged.connect(self._bring_current, Qt.ConnectionType.QueuedConnection)
        self._is_walked = False
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_walk)
        self.is_rail = False
        follow(self.restyle)

    def show_current(self, page: PageKey) -> None:
        """Mark the page that is shown."""
        for key, item in self.items.items():
            item.setChecked(key == page)
        self._bring_current()

    def show_queue(self, queue: Queue) -> None:
        """Put the number of waiting cases beside 同步中心."""
        if item := self.items.get(PageKey.SYNC):
            shown = "99+" if queue.waiting > 99 else str(queue.waiting) if queue.waiting else ""
            item.show_badge(shown, "bad" if queue.failed else "mute")

    def set_rail(self, rail: bool) -> None:
        """Icons over short words, or the full width."""
        self.is_rail = rail
        self.restyle()

    def restyle(self) -> None:
        """Scale the width and every entry."""
        self.setFixedWidth(look().s(RAIL if self.is_rail else WIDE))
        self._layout.setContentsMargins(0, 0, look().border, 0)
        self._brand.set_compact(self.is_rail)
        # A bar would take the rail the room for its words; a half-seen last entry says that more follow.
        bar = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if self.is_rail else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self._scroller.setVerticalScrollBarPolicy(bar)
        for head in self._heads:
            head.setVisible(not self.is_rail)
            head.setFixedHeight(look().s(HEAD))
            head.setContentsMargins(look().s(20), look().s(8), 0, 0)
        for item in (*self.items.values(), self.help, self.lock):
            item.is_rail = self.is_rail
            item.restyle()
        self._share_out()

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._share_out()

    def _follow_walk(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Who walks the entries sees where the keys are; afterwards the page that is shown is seen again."""
        was, self._is_walked = self._is_walked, now is not None and self.isAncestorOf(now)
        if was and not self._is_walked:
            self._bring_current()

    def _bring_current(self) -> None:
        """Where the entries do not all fit, the page that is shown is among those seen."""
        self._scroller.verticalScrollBar().setValue(0)
        for item in self.items.values():
            if item.isChecked():
                self._scroller.bring(item)

    def _share_out(self) -> None:
        """Entries stand closer in a low window, so that all of them are seen as long as they can be."""
        items = (*self.items.values(), self.help, self.lock)
        room = (self.height() - self._brand.height()) / look().factor - len(self._heads) * HEAD - FOOT
        tall = max(LOW, min(TALL, int(room / len(items))))
        for item in items:
            if item.tall != tall:
                item.tall = tall
                item.restyle()

    def _list(self) -> Column:
        column = Column(gap=0, margins=(0, 0, 0, FOOT))
        for title, group in ((words.GROUP_COUNTER, True), (words.GROUP_OFFICE, False)):
            head = Label(title, "caption", "text3")
            self._heads.append(head)
            column.add(head)
            for page, item in self.items.items():
                if (page in COUNTER) == group:
                    column.add(item)
        for last in (None, self.help, self.lock):
            column.add(last)
        return column

    def _page_item(self, page: PageKey) -> NavItem:
        word = words.PAGES[page]
        item = NavItem(word, word, ICONS[page], PAGE_KEYS[page])
        item.clicked.connect(lambda: self._open(page))
        return item

    def _open(self, page: PageKey) -> None:
        self.items[page].setChecked(not self.items[page].isChecked())
        self.opened.emit(page)

    def _command_item(self, command: Command, word: str, short: str, icon_name: str) -> NavItem:
        item = NavItem(word, short, icon_name, KEYS[command][0])
        item.setCheckable(False)
        item.clicked.connect(lambda: self.asked.emit(command))
        return item
