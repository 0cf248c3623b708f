"""The control for each kind of field, behind one face: a value as text, and what to show."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from outlet_app.domain.forms.spec import Field, Kind
from outlet_app.ui.widgets.check import Check
from outlet_app.ui.widgets.combo import Choice, Combo
from outlet_app.ui.widgets.line_edit import LONGEST, LineEdit
from outlet_app.ui.widgets.segmented import Segmented
from outlet_app.ui.widgets.suggest_edit import SuggestEdit
from outlet_app.ui.widgets.text_area import TextArea

MOST_SEGMENTS = 4
ON = "1"
# Pastes may exceed the limit; the checker then says so at the field instead of cutting in silence.
ROOM_FOR_PASTES = 4
Options = Mapping[str, str]


def control_for(field: Field, label: str, options: Options, hint: str, *, suggests: bool = False) -> QWidget:
    """A line, an area, a list, a segmented control or a tick, by the kind of the field."""
    if field.kind is Kind.SWITCH:
        return Check(label)
    if field.kind is Kind.TEXT:
        return TextArea(hint, longest=max(field.limit, LONGEST) * ROOM_FOR_PASTES)
    if field.kind is Kind.CHOICE:
        return _choice_control(label, options, hint)
    longest = (field.limit or LONGEST) * ROOM_FOR_PASTES
    return SuggestEdit(hint, longest=longest) if suggests else LineEdit(hint, longest=longest)


def _choice_control(label: str, options: Options, hint: str) -> QWidget:
    if 0 < len(options) <= MOST_SEGMENTS:
        return Segmented(list(options.values()), label)
    return Combo([Choice(code, word) for code, word in options.items()], hint)


def value_of(control: QWidget, codes: Sequence[str]) -> str:
    """What stands in a control: its text, the code of its choice, or 1 for a tick."""
    if isinstance(control, Combo):
        return str(control.value) if control.value is not None else ""
    if isinstance(control, Segmented):
        return codes[control.current] if control.current >= 0 else ""
    if isinstance(control, Check):
        return ON if control.isChecked() else ""
    return control.text() if isinstance(control, LineEdit | TextArea) else ""


def put_value(control: QWidget, codes: Sequence[str], value: str) -> None:
    """Fill a control from the program, without telling."""
    if isinstance(control, Combo):
        control.set_value(value or None)
    elif isinstance(control, Segmented):
        control.choose(codes.index(value) if value in codes else -1)
    elif isinstance(control, Check):
        control.setChecked(value == ON)
    elif isinstance(control, LineEdit | TextArea):
        control.show_text(value)
