"""The items of a package: each with its tick, what it comes to, and its own 不予受理."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outlet_app.domain.bundle import Planned
from outlet_app.domain.catalogue import SubItem
from outlet_app.domain.decisions import Decision
from outlet_app.ui.widgets.boxes import Column, Line, Strip
from outlet_app.ui.widgets.buttons import COMPACT, Button, Kind
from outlet_app.ui.widgets.check import Check
from outlet_app.ui.widgets.chip import Chip
from outlet_app.wording import packages as words
from outlet_app.wording.statuses import status

HEIGHT = 44


class MemberLine(Strip):
    """`ticked(on)`; `refuse_wanted(on)`, `send_wanted(on)`: not accepted, handed over, or neither."""

    ticked = Signal(bool)
    refuse_wanted = Signal(bool)
    send_wanted = Signal(bool)

    def __init__(self, sub_item: SubItem) -> None:
        self.name = words.item_line(sub_item.code, sub_item.name)
        self.check = Check(self.name)
        self.chip = Chip(status("draft"))
        self.refuse = Button(words.REFUSE, kind=Kind.QUIET, size=COMPACT)
        self.send = Button(words.SEND, kind=Kind.QUIET, size=COMPACT)
        self._is_refused = self._is_sent = False
        super().__init__(HEIGHT, self.check, None, self.chip, self.send, self.refuse, gap=12)
        self.check.toggled.connect(self.ticked)
        self.refuse.clicked.connect(lambda: self.refuse_wanted.emit(not self._is_refused))
        self.send.clicked.connect(lambda: self.send_wanted.emit(not self._is_sent))

    def show_plan(self, one: Planned | None) -> None:
        """What the item comes to; nothing where it is not wanted."""
        blocked = self.check.blockSignals(True)
        self.check.setChecked(one is not None)
        self.check.blockSignals(blocked)
        self.chip.setVisible(one is not None)
        self._is_refused = one is not None and one.decision is Decision.REJECT
        self._is_sent = one is not None and one.decision is Decision.TRANSFER
        self.refuse.setVisible(one is not None and not self._is_sent)
        self.send.setVisible(one is not None and not self._is_refused)
        if one is not None:
            self.chip.show_status(words.comes_to(one))
        for button, on, text in (
            (self.refuse, self._is_refused, words.REFUSE),
            (self.send, self._is_sent, words.SEND),
        ):
            shown = words.TAKE_BACK if on else text
            button.setText(shown)
            button.setAccessibleName(words.REFUSE_NAME.format(item=self.name, what=shown))


class MemberList(Column):
    """`ticked(code, on)`, `refuse_wanted(code, on)`, `send_wanted(code, on)`."""

    ticked = Signal(str, bool)
    refuse_wanted = Signal(str, bool)
    send_wanted = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__(gap=0)
        self.lines: dict[str, MemberLine] = {}

    def show_members(self, subs: Sequence[SubItem], plans: Mapping[str, Planned]) -> None:
        """The items of the chosen package as they stand."""
        if list(self.lines) != [sub.code for sub in subs]:
            self._rebuild(subs)
        for code, line in self.lines.items():
            line.show_plan(plans.get(code))

    def stops(self) -> list[QWidget]:
        """The controls in the order of Tab."""
        return [control for line in self.lines.values() for control in (line.check, line.send, line.refuse)]

    def _rebuild(self, subs: Sequence[SubItem]) -> None:
        self.clear()
        self.lines = {sub.code: MemberLine(sub) for sub in subs}
        for place, (code, line) in enumerate(self.lines.items()):
            if place:
                self.add(Line())
            self.add(line)
            line.show()
            line.ticked.connect(lambda on, code=code: self.ticked.emit(code, on))
            line.refuse_wanted.connect(lambda on, code=code: self.refuse_wanted.emit(code, on))
            line.send_wanted.connect(lambda on, code=code: self.send_wanted.emit(code, on))
