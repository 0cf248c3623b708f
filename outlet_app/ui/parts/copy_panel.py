"""One key a field: copies the texts of a case for a national site, and marks what was copied."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget

from outlet_app.domain.copying import CopyField
from outlet_app.services.copying import CopySheet
from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.boxes import Row
from outlet_app.ui.widgets.buttons import COMPACT, Button, Kind
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.key_cap import KeyCap
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.strokes import is_plain
from outlet_app.ui.widgets.tall_column import REST_OF_DIALOG, TallColumn
from outlet_app.ui.widgets.text import ElidedLabel, Label
from outlet_app.wording import copying as words

Marks = dict[str, datetime]
# The sentence above the fields and the two lines below them.
AROUND = 130
LABEL = 116


class CopyRow(Row):
    """A field with its key, its text and the mark that it was copied."""

    def __init__(self, key: int, field: CopyField) -> None:
        self.field, self.key = field, key
        name = words.label(field.name)
        self.label, self.text = Label(name, "body", "text2"), ElidedLabel(field.text, "body")
        self.mark = Label("", "caption", "ok")
        self.button = Button("", "copy", Kind.GHOST, COMPACT, name=words.COPY_NAME.format(label=name))
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        super().__init__(KeyCap(str(key)), self.label, (self.text, 1), self.mark, self.button, gap=10)
        self.setAccessibleName(f"{key} {name}：{field.text}")

    def restyle(self) -> None:
        """Let the texts stand in one column."""
        super().restyle()
        self.label.setFixedWidth(look().s(LABEL))

    def show_copied(self, at: datetime) -> None:
        """Say when."""
        self.mark.setText(words.done(at))
        self.setAccessibleDescription(words.done(at))


class CopyPanel(Dialog):
    """`copied` carries the field's code. Marks are kept by the caller, so that they survive closing."""

    copied = Signal(str)

    def __init__(self, parent: QWidget, sheet: CopySheet, marks: Marks, now: Callable[[], datetime]) -> None:
        super().__init__(f"{words.TITLE}　{sheet.case_no}", parent, broad=True)
        self._marks, self._now = marks, now
        self.body.add(Paragraph(words.TEXT.format(site=sheet.site)))
        self.rows = [CopyRow(key, field) for key, field in enumerate(sheet.fields, 1)]
        self._list = TallColumn(words.TITLE, parent.window(), *self.rows, rest=REST_OF_DIALOG + AROUND)
        self.body.add(self._list)
        for row in self.rows:
            row.button.clicked.connect(lambda _on=False, row=row: self._copy(row))
            if at := marks.get(row.field.name):
                row.show_copied(at)
        self.progress = Label("", "caption", "text2")
        self.body.add(self.progress)
        self.body.add(Paragraph(words.LOGGED, 13, "text3"))
        self.add_button(words.CLOSE, self.reject, default=True, closes=False)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        place = event.key() - Qt.Key.Key_1
        if is_plain(event) and 0 <= place < len(self.rows):
            self._copy(self.rows[place])
            return
        super().keyPressEvent(event)

    def _copy(self, row: CopyRow) -> None:
        QGuiApplication.clipboard().setText(row.field.text)
        self._marks[row.field.name] = self._now()
        row.show_copied(self._marks[row.field.name])
        self._list.ensureWidgetVisible(row)
        left = sum(one.field.name not in self._marks for one in self.rows)
        self.progress.setText(words.progress(row.label.text(), left))
        self.copied.emit(row.field.name)
