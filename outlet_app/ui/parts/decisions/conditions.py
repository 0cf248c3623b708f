"""容缺受理 that cannot be: the seven conditions with what fails them, and the ways that are left."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outlet_app.services.promises import Conditions
from outlet_app.ui.parts.condition_list import ConditionList
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.wording import deficiency as words
from outlet_app.wording.intake_dialogs import CANCEL


class ConditionsDialog(Dialog):
    """`notice_wanted` asks for the notice instead; `open_wanted` carries the case that stands in the way."""

    notice_wanted = Signal()
    open_wanted = Signal(str)

    def __init__(self, told: Conditions, parent: QWidget) -> None:
        super().__init__(words.BLOCKED_TITLE, parent, broad=True)
        self.list = ConditionList(told.judged)
        for tick in self.list.ticks.values():
            tick.setEnabled(False)
        self.body.add(Paragraph(words.BLOCKED_TEXT))
        self.body.add(self.list)
        self.body.add(Paragraph(words.known(told.repute.list_as_of, told.repute.synced_at), 13, "text3"))
        self.add_button(CANCEL, self.reject, closes=False)
        if told.repute.overdue:
            first = told.repute.overdue[0].case_id
            self.add_button(words.OPEN_OVERDUE, lambda: self.open_wanted.emit(first), icon="file-search")
        self.add_button(words.NOTICE_INSTEAD, self.notice_wanted.emit, icon="file-text", default=True)
