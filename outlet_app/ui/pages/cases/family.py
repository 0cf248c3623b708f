"""The other cases of a package beside the one that is shown: parent or children, opened by their number."""

from PySide6.QtCore import Signal

from outlet_app.services.kin import Family, Kin
from outlet_app.ui.widgets.boxes import Column, Row
from outlet_app.ui.widgets.buttons import COMPACT, Button, Kind
from outlet_app.ui.widgets.text import ElidedLabel, Label
from outlet_app.wording import kin as words


class KinLine(Row):
    """One case: its number as a button, what it is about, where it stands."""

    wanted = Signal(str)

    def __init__(self, one: Kin) -> None:
        self.number = Button(one.case_no, "link", Kind.QUIET, COMPACT)
        self.number.setEnabled(one.here)
        self.about = ElidedLabel(words.about(one.name, is_parent=one.is_parent), "label", "text2")
        super().__init__(
            self.number,
            (self.about, 1),
            Label(words.stands(one.state, here=one.here), "label", "text2"),
            gap=8,
        )
        self.number.clicked.connect(lambda: self.wanted.emit(one.case_no))


class FamilyStrip(Column):
    """`opened` carries the number of the case that is wanted; nothing is shown of a case on its own."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__(gap=0, margins=(20, 6, 12, 6))
        self.title = Label("", "strong")
        self.answers = ElidedLabel("", "caption", "text3")
        self._lines = Column(gap=0)
        self.lines: list[KinLine] = []
        for part in (self.title, self._lines, self.answers):
            self.add(part)

    def show_family(self, family: Family | None) -> None:
        """Show another case's family, or none."""
        self.setVisible(family is not None)
        self._lines.clear()
        self.lines = [KinLine(one) for one in family.kin] if family else []
        for line in self.lines:
            self._lines.add(line)
            line.show()
            line.wanted.connect(self.opened)
        if family is not None:
            self.title.setText(words.title(family.package, sum(not one.is_parent for one in family.kin)))
            said = words.answers(family.answers)
            self.answers.setText(said)
            self.answers.setVisible(bool(said))
