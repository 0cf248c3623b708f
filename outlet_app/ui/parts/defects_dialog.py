"""需补正: which defects a material has, from the dictionary, with a remark for the paper."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from outlet_app.domain.forms.notice import DEFECTS, REMARK
from outlet_app.domain.materials import (
    DEFECT_CODES,
    NOT_HANDED_IN,
    OTHER_DEFECT,
    CheckedMaterial,
    Defect,
    MaterialState,
    check_problems,
)
from outlet_app.domain.problems import Problem
from outlet_app.domain.sayings import Place as Saying
from outlet_app.domain.sayings import Spot
from outlet_app.ui.parts.asked_form import AskedForm, Place, at_field, room
from outlet_app.ui.parts.sheet_dialog import Answers
from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.widgets.boxes import Scroller
from outlet_app.ui.widgets.check import Check
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.text_area import TextArea
from outlet_app.wording import defects as words

COLUMNS = 2
LIST_ROOM, LEAST_ROOM, REST_OF_DIALOG = 328, 130, 300


class DefectChecks(QWidget):
    """The dictionary in two columns; arrows move between the ticks, Tab leaves them."""

    def __init__(self, names: Mapping[str, str], chosen: set[str]) -> None:
        super().__init__()
        codes = [code for code in DEFECT_CODES if code != NOT_HANDED_IN]
        self.checks = {code: Check(words.LINE.format(code=code, name=names.get(code, ""))) for code in codes}
        self._layout = QGridLayout(self)
        self._tall = -(-len(codes) // COLUMNS)
        for place, (code, check) in enumerate(self.checks.items()):
            self._layout.addWidget(check, place % self._tall, place // self._tall)
            check.setChecked(code in chosen)
            check.installEventFilter(self)
        self.setAccessibleName(words.FIELDS["defects"])
        self._make_stop(self.first())
        follow(self.restyle)

    def first(self) -> Check:
        """The first tick that is set, else the first of all."""
        every = list(self.checks.values())
        return next((check for check in every if check.isChecked()), every[0])

    def chosen(self) -> tuple[str, ...]:
        """The codes ticked, in the dictionary's order."""
        return tuple(code for code, check in self.checks.items() if check.isChecked())

    def restyle(self) -> None:
        """Scale the gaps."""
        self._layout.setContentsMargins(*(look().s(4),) * 4)
        self._layout.setHorizontalSpacing(look().s(16))
        self._layout.setVerticalSpacing(0)

    def eventFilter(self, watched: object, event: object, /) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QKeyEvent.Type.KeyPress
            and watched in self._all()
        ):
            return self._moved(self._all().index(watched), Qt.Key(event.key()))
        return False

    def _all(self) -> list[object]:
        return list(self.checks.values())

    def _moved(self, place: int, key: Qt.Key) -> bool:
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Left: -self._tall,
            Qt.Key.Key_Right: self._tall,
        }
        if key not in steps:
            return False
        every = list(self.checks.values())
        target = every[min(max(place + steps[key], 0), len(every) - 1)]
        self._make_stop(target)
        target.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _make_stop(self, current: Check) -> None:
        for check in self.checks.values():
            policy = Qt.FocusPolicy.StrongFocus if check is current else Qt.FocusPolicy.ClickFocus
            check.setFocusPolicy(policy)


class DefectsDialog(Dialog):
    """`noted` carries the defects and the remark."""

    noted = Signal(object, str)

    def __init__(self, row: CheckedMaterial, names: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(words.TITLE.format(name=row.name), parent, broad=True)
        self._row, self._window = row, parent.window()
        self.checks = DefectChecks(names, {defect.code for defect in row.defects})
        self._scroller = Scroller(self.checks, words.FIELDS["defects"])
        self.list = Field(words.FIELDS["defects"], self._scroller, hint=words.HINT, required=True)
        self.area = TextArea(words.REMARK_HINT, longest=room(DEFECTS.field(REMARK)))
        self.remark = Field(words.FIELDS[REMARK], self.area)
        places = {
            "defects": Place(
                next(iter(self.checks.checks.values())),
                lambda: ",".join(self.checks.chosen()),
                self.list.tell,
            ),
            REMARK: at_field(self.remark),
        }
        self._asked = AskedForm(DEFECTS, words.FIELDS, places, check=self._problems)
        other = "".join(defect.remark for defect in row.defects)
        self.area.show_text(other or row.remark)
        self.body.add(self.list)
        self.body.add(self.remark)
        self.add_button(words.CANCEL, self.reject, closes=False)
        self.add_button(words.DONE, self._submit, default=True, closes=False)
        self.focus_first(self.checks.first())
        follow(self._fit)

    def phrase_spot(self, _field: QWidget) -> Spot:
        """A note about the defects ticked."""
        return Spot(Saying.ISSUE, defects=self.checks.chosen())

    def _fit(self) -> None:
        effective = self._window.height() / look().factor
        room = min(max(effective - REST_OF_DIALOG, LEAST_ROOM), LIST_ROOM)
        self._scroller.setFixedHeight(look().s(room))

    def _submit(self) -> None:
        said = self._asked.take()
        if said is None:
            return
        self.accept()
        other = OTHER_DEFECT in self.checks.chosen()
        self.noted.emit(self._defects(said[REMARK]), "" if other else said[REMARK])

    def _problems(self, said: Answers) -> Mapping[str, Problem]:
        """What the checklist says of the row as it would be: a defect that is none of the list is told."""
        row = replace(self._row, state=MaterialState.FAULTY, defects=self._defects(said[REMARK]))
        wrong = check_problems([row]).get(row.code)
        return {REMARK: wrong} if wrong else {}

    def _defects(self, text: str) -> tuple[Defect, ...]:
        codes = self.checks.chosen()
        return tuple(Defect(code, text.strip() if code == OTHER_DEFECT else "") for code in codes)
