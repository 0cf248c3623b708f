"""The overlay 帮助与快捷键: every key in groups, three columns, over the page that was shown."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.widgets.boxes import Column, Row, Scroller
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.key_cap import KeyCap
from outlet_app.ui.widgets.text import Label
from outlet_app.wording.keys import COLUMN_BREAKS
from outlet_app.wording.shell import CLOSE, HELP

Group = tuple[str, tuple[tuple[str, str], ...]]
WIDE, TALL = 1080, 460


class HelpDialog(Dialog):
    """Closes with Esc, Enter or its button."""

    def __init__(self, groups: Sequence[Group], parent: QWidget) -> None:
        super().__init__(HELP, parent, broad=True)
        self._wide = WIDE
        cuts = [0, *COLUMN_BREAKS, len(groups)]
        columns = [groups[at:end] for at, end in pairwise(cuts)]
        inside = Row(*((_column(part), 1) for part in columns), gap=32)
        self._scroller = Scroller(inside, HELP)
        self._scroller.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.body.add((self._scroller, 1))
        self.add_button(CLOSE, default=True)
        follow(self.fit)

    def fit(self) -> None:
        """Stay inside the window at every size."""
        room = self._host.height() - look().s(220)
        self._scroller.setFixedHeight(max(min(look().s(TALL), room), look().s(120)))
        self.restyle()


def _column(groups: Sequence[Group]) -> Column:
    return Column(*(_group(*group) for group in groups), None, gap=16)


def _group(title: str, rows: tuple[tuple[str, str], ...]) -> Column:
    column = Column(Label(title, "strong"), gap=4)
    for keys, what in rows:
        column.add(Row(Label(what, "label", "text2"), None, KeyCap(keys), gap=12))
    return column
