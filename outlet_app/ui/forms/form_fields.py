"""Widgets of a form made from its spec: labels, names, messages and signals in one place."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from outlet_app.domain.forms.spec import Field as FieldSpec
from outlet_app.domain.forms.spec import Form, Kind
from outlet_app.ui.forms.controls import ON, control_for, put_value, value_of
from outlet_app.ui.theme.tokens import Tone
from outlet_app.ui.widgets.check import Check
from outlet_app.ui.widgets.combo import Combo
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.segmented import Segmented
from outlet_app.ui.widgets.text_area import TextArea


@dataclass(frozen=True, slots=True)
class FormWords:
    """What the screen says for the codes of a form."""

    labels: Mapping[str, str]
    hints: Mapping[str, str] = field(default_factory=dict)
    placeholders: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


class FormFields(QObject):
    """`typed` and `left` for texts, `chosen` for lists, segments and ticks; codes name the fields."""

    typed = Signal(str, str)
    left = Signal(str)
    chosen = Signal(str, str)

    def __init__(self, form: Form, words: FormWords, suggesting: Collection[str] = ()) -> None:
        super().__init__()
        self.form, self._words = form, words
        self.fields: dict[str, Field] = {}
        for spec in form.fields():
            if spec.kind is not Kind.CHECKLIST:
                self.fields[spec.name] = self._make(spec, spec.name in suggesting)

    def __getitem__(self, name: str) -> Field:
        """The labelled control of a field, to be laid out by the page."""
        return self.fields[name]

    def value(self, name: str) -> str:
        """What stands in a field."""
        return value_of(self.fields[name].control, self._codes(name))

    def put(self, values: Mapping[str, str]) -> None:
        """Fill fields from the program, without telling."""
        for name, value in values.items():
            control = self.fields[name].control
            blocked = control.blockSignals(True)
            put_value(control, self._codes(name), value)
            control.blockSignals(blocked)

    def show_messages(self, messages: Mapping[str, str], tone: Tone = Tone.BAD) -> None:
        """Say these at their fields; every other message of this tone goes."""
        for name, one in self.fields.items():
            if name in messages:
                one.say(messages[name], tone)
            else:
                one.clear_of(tone)

    def require(self, names: Iterable[str]) -> None:
        """Put the red star on these labels and on no other."""
        wanted = set(names)
        for name, one in self.fields.items():
            one.rename(one.line.label, required=name in wanted)

    def focus(self, name: str) -> bool:
        """Put the focus on a field; false if the form has no such field."""
        found = self.fields.get(name)
        if found is not None:
            found.control.setFocus(Qt.FocusReason.OtherFocusReason)
        return found is not None

    def _make(self, spec: FieldSpec, suggests: bool) -> Field:
        words, name = self._words, spec.name
        label = words.labels[name]
        placeholder = words.placeholders.get(name, "")
        control = control_for(spec, label, self._options(name), placeholder, suggests=suggests)
        self._connect(name, control)
        return Field("" if isinstance(control, Check) else label, control, hint=words.hints.get(name, ""))

    def _connect(self, name: str, control: QWidget) -> None:
        if isinstance(control, Combo):
            control.chosen.connect(lambda value: self.chosen.emit(name, str(value)))
        elif isinstance(control, Segmented):
            control.chosen.connect(lambda place: self.chosen.emit(name, self._codes(name)[place]))
        elif isinstance(control, Check):
            control.toggled.connect(lambda on: self.chosen.emit(name, ON if on else ""))
        elif isinstance(control, LineEdit | TextArea):
            control.textChanged.connect(lambda *_text: self.typed.emit(name, self.value(name)))
            control.left.connect(lambda: self.left.emit(name))

    def _options(self, name: str) -> Mapping[str, str]:
        codes = self.form.field(name).options
        said = self._words.options.get(name, {})
        return {code: said[code] for code in codes} if codes else said

    def _codes(self, name: str) -> tuple[str, ...]:
        return tuple(self._options(name))
