"""What a page is to the window: title, record line, actions, panes, and what its keys do."""

from collections.abc import Callable, Sequence
from enum import IntEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outlet_app.ui.widgets.boxes import Item, Row, Strip, ground
from outlet_app.ui.widgets.buttons import Button, Kind

ACTION_BAR = 64


class Layout(IntEnum):
    """The layout classes of UI.md 3, by window width ÷ size factor."""

    COMPACT = 0
    NARROW = 1
    STANDARD = 2
    WIDE = 3

    @classmethod
    def of(cls, effective_width: float) -> "Layout":
        """The class of an effective width in design pixels."""
        return cls(sum(effective_width >= least for least in (1180, 1340, 1700)))


class ActionBar(Strip):
    """The bar under a page where a decision is made; the accent button stands last."""

    def __init__(self, *items: Item) -> None:
        super().__init__(ACTION_BAR, *items, gap=8, margins=(24, 0, 16, 0))
        ground(self, "actionbar")


class Page(QWidget):
    """Pages override what they need; `go_to` asks the window for another page (key, what to show).

    above: a line of the program over the page, shown or not as it has something to say.
    """

    go_to = Signal(str, object)

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self.wants_search = True
        self.head = Row(gap=8)
        self.tools = Row(gap=12)
        self.above: QWidget | None = None
        self.action_bar: ActionBar | None = None
        self.layout_class = Layout.STANDARD

    def activated(self, what: object = None) -> None:
        """The page is shown; `what` is the record another page asked for, if any."""

    def leave(self, go: Callable[[], None]) -> None:
        """Call `go` when the page may be left; at once unless something must be asked."""
        go()

    def refresh(self) -> None:
        """F5: read again what is shown."""

    def print_current(self) -> None:
        """F9: print the document the page shows."""

    def save(self) -> None:
        """Ctrl+S: keep the draft now."""

    @property
    def is_kept(self) -> bool:
        """Whether the store has all that was filled in here."""
        return True

    def keep(self, then: Callable[[bool], None]) -> None:
        """Keep what was filled in, and tell whether the store has it."""
        then(True)

    def go_back(self) -> bool:
        """Esc: true if there was something to close or to go back from."""
        return False

    def subject(self) -> str:
        """The case the page shows, if it shows one."""
        return ""

    @property
    def takes_answers(self) -> bool:
        """Whether an entry of 政策问答 can be written here."""
        return False

    def take_answer(self, _answer: object) -> bool:
        """Write an entry of 政策问答; false where something else stands there already."""
        return False

    def take_scan(self, _scan: object) -> bool:
        """What a scanner read of a paper: true where the page does something of its own with it."""
        return False

    def undo(self) -> bool:
        """Ctrl+Z: true if the page took back something of its own."""
        return False

    def phrase_item(self) -> int | None:
        """The service item that texts on the page are about, if it is known."""
        return None

    def pointed(self) -> str:
        """The case the keys are on, for a page that is called from here."""
        return self.subject()

    def find_here(self) -> bool:
        """F3: true if the page has a search field of its own and focused it."""
        return False

    def panes(self) -> Sequence[QWidget]:
        """What F6 walks through; empty means the page is one pane."""
        return ()

    def set_layout(self, layout: Layout) -> None:
        """Take another layout class; pages rearrange themselves here."""
        self.layout_class = layout

    def primary(self) -> Button | None:
        """The accent button that Ctrl+Enter presses: in the action bar, then the page, then its head."""
        places = (self.action_bar, self, self.tools)
        found = (button for place in places if place for button in place.findChildren(Button))
        return next((b for b in found if b.kind is Kind.PRIMARY and b.isVisible() and b.isEnabled()), None)
