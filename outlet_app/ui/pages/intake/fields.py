"""The labelled controls of the registration, made from its form; lists filled from the catalogue."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from outlet_app.domain.applicant import ApplicantKind, IdKind
from outlet_app.domain.catalogue import Catalogue, ServiceItem, SubItem
from outlet_app.domain.channels import INCOMING
from outlet_app.domain.events import Channel, ReplyWay
from outlet_app.domain.forms.registration import INTAKE, values_of
from outlet_app.domain.forms.spec import Field as FieldSpec
from outlet_app.domain.forms.spec import Form
from outlet_app.domain.problems import Problem
from outlet_app.domain.texts import NAME_LIMIT, codepoint
from outlet_app.ui.forms.form_fields import FormFields, FormWords
from outlet_app.ui.pages.intake.state import IntakeState
from outlet_app.ui.theme.theme import look
from outlet_app.ui.theme.tokens import Tone
from outlet_app.ui.widgets.combo import Choice, Combo
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.suggest_edit import SuggestEdit
from outlet_app.ui.widgets.text_area import TextArea
from outlet_app.wording import channels
from outlet_app.wording import fields as labels
from outlet_app.wording import intake as words
from outlet_app.wording.situations import SITUATION_CHOICES

# Far beyond any paste: what is too long is told at the field, never cut in silence.
ENDLESS = 50_000
NAMES = ("applicant.name", "contact", "agent.name")
PERSON_PAPERS = {kind.value: word for kind, word in labels.PERSON_PAPERS.items()}
WORDS = FormWords(
    labels=labels.LABELS,
    hints={"item": words.ITEM_HINT, "situation": words.SITUATION_HINT},
    placeholders={
        "applicant.id_number": words.CODE_HINT,
        "phone": words.PHONE_HINT,
        "item": words.ITEM_EMPTY,
        "sub_item": words.SUB_ITEM_EMPTY,
        "special_groups": words.NO_GROUP,
        "request": words.REQUEST_HINT,
        "answer": words.ANSWER_HINT,
        "basis": words.BASIS_HINT,
        "handed_in": words.HANDED_IN_HINT,
        "situation": words.SITUATION_EMPTY,
        "guided_to": words.GUIDED_HINT,
        "callback": words.CALLBACK_HINT,
        "incoming_due": channels.DUE_HINT,
        "incoming_posted": channels.POSTED_HINT,
    },
    options={
        "applicant.kind": {str(kind.value): word for kind, word in labels.APPLICANT_KINDS.items()},
        "applicant.id_kind": PERSON_PAPERS,
        "agent.id_kind": PERSON_PAPERS,
        "channel": {channel.value: word for channel, word in channels.CHANNELS.items()},
        "reply_by": {way.value: word for way, word in channels.REPLIES.items()},
        "special_groups": words.GROUPS,
        "situation": {
            "": words.SITUATION_EMPTY,
            **{one.value: word for one, word in SITUATION_CHOICES.items()},
        },
        "complexity": {one.value: word for one, word in words.COMPLEXITIES.items()},
    },
)


def roomy(form: Form) -> Form:
    """The same form whose controls take pastes of any length."""
    sections = [
        replace(section, fields=tuple(replace(field, limit=ENDLESS) for field in section.fields))
        for section in form.sections
    ]
    return replace(form, sections=tuple(sections))


class IntakeFields(FormFields):
    """All fields of the page but the checklist; `show_state` makes them say what the state says."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__(roomy(INTAKE), WORDS, suggesting={"applicant.name"})
        self._catalogue = catalogue
        self._item: int | None = None
        self._ways: tuple[ReplyWay, ...] = ()
        self.combo("item").set_choices([*map(_item_choice, catalogue.items), _NOT_LISTED])
        self.combo("channel").set_choices([*map(_channel_choice, Channel)])
        self.combo("applicant.kind").set_choices([_kind_choice(kind) for kind in ApplicantKind])

    @property
    def name(self) -> SuggestEdit:
        """The field that finds while it is typed in."""
        control = self.fields["applicant.name"].control
        if not isinstance(control, SuggestEdit):
            raise TypeError(control)
        return control

    def combo(self, name: str) -> Combo:
        """The list of a field."""
        control = self.fields[name].control
        if not isinstance(control, Combo):
            raise TypeError(name)
        return control

    def show_state(self, state: IntakeState) -> None:
        """Values, labels, stars and messages."""
        self._offer_sub_items(state.entry.item)
        self._offer_replies(state.entry.channel)
        self._put(values(state))
        self._name_fields(state)
        self.require(state.stars)
        shown = {**self._without_glyph(state), **state.hints, **state.problems}
        self._say(Tone.BAD, {name: one for name, one in shown.items() if not one.soft})
        self._say(Tone.WARN, {name: one for name, one in shown.items() if one.soft})
        self.show_messages(dict.fromkeys(state.verified, labels.VERIFIED), Tone.OK)

    def focused(self) -> str:
        """The field with the cursor and where in it the cursor stands: "request@12"."""
        for name, one in self.fields.items():
            if one.control.hasFocus():
                return f"{name}@{_cursor(one.control)}"
        return ""

    def focus_at(self, place: str) -> bool:
        """Put the cursor back where `focused` found it."""
        name, _, cursor = place.partition("@")
        if not self.focus(name):
            return False
        _set_cursor(self.fields[name].control, int(cursor or 0))
        return True

    def _make(self, spec: FieldSpec, suggests: bool) -> Field:
        if not suggests:
            return super()._make(spec, suggests)
        # The list under 名称 says at its foot which keys it takes.
        control = SuggestEdit(words.NAME_HINT, foot=words.FIND_FOOT, longest=ENDLESS)
        self._connect(spec.name, control)
        return Field(labels.LABELS[spec.name], control)

    def _put(self, wanted: dict[str, str]) -> None:
        changed = {name: value for name, value in wanted.items() if self.value(name) != value}
        self.put(changed)
        for name in changed:
            control = self.fields[name].control
            if isinstance(control, TextArea):
                control.restyle()

    def _offer_sub_items(self, item: int | None) -> None:
        if item == self._item:
            return
        self._item = item
        subs = self._catalogue.item(item).sub_items if item else ()
        self.combo("sub_item").set_choices(
            [
                Choice(sub.code, f"{sub.code}　{sub.name}", (sub.code, sub.code.partition(".")[2]))
                for sub in subs
            ]
        )

    def _offer_replies(self, channel: Channel) -> None:
        ways = INCOMING.get(channel)
        if ways is not None and ways != self._ways:
            self._ways = ways
            self.combo("reply_by").set_choices([Choice(way.value, channels.REPLIES[way]) for way in ways])

    def _name_fields(self, state: IntakeState) -> None:
        party = state.entry.applicant
        name = labels.LABELS["applicant.name"] if party.kind.is_body else labels.PERSON_NAME
        kind = IdKind.USCC if party.kind.is_body else _paper(party.id_kind)
        self._rename("applicant.name", name)
        self._rename("applicant.id_number", labels.id_label(kind))
        self._rename("incoming_no", channels.NUMBERS.get(state.entry.channel, channels.NUMBER))
        self.fields["incoming_posted"].setVisible(state.entry.channel is Channel.LETTER)
        self._rename("incoming_from", channels.SENDERS.get(state.entry.channel, channels.SENDER))
        if state.entry.agent:
            paper = labels.id_label(_paper(state.entry.agent.id_kind))
            self._rename("agent.id_number", labels.AGENT_ID.format(paper=paper))

    def _rename(self, name: str, label: str) -> None:
        if self.fields[name].line.label != label:
            self.fields[name].rename(label)

    def _say(self, tone: Tone, problems: dict[str, Problem]) -> None:
        said = {
            name: labels.sentence(problem, self.fields[name].line.label, value=self.value(name))
            for name, problem in problems.items()
            if name in self.fields
        }
        self.show_messages(said, tone)

    def _without_glyph(self, state: IntakeState) -> dict[str, Problem]:
        """Names that no paper can print: better known now than at the printer (UI.md §2.2)."""
        lost = {name: _first_lost(self.value(name)) for name in NAMES if name in state.left}
        return {
            name: Problem("text.no_glyph", {"character": char, "codepoint": codepoint(char)}, soft=True)
            for name, char in lost.items()
            if char
        }


def values(state: IntakeState) -> dict[str, str]:
    """The state as the texts and codes that stand in the controls."""
    said = values_of(INTAKE, state.entry)
    return said | {name: _paper(IdKind(said[name])) for name in ("applicant.id_kind", "agent.id_kind")}


_NOT_LISTED = Choice("0", words.ITEM_LINE.format(number=0, name=words.NOT_LISTED), words.NOT_LISTED_KEYS)


def _item_choice(item: ServiceItem) -> Choice:
    return Choice(str(item.number), words.item_line(item), (str(item.number), item.initials, item.short_name))


def _sub_item_choice(sub: SubItem) -> Choice:
    return Choice(sub.code, words.sub_item_line(sub), (sub.code, sub.code.partition(".")[2]))


def _paper(kind: IdKind) -> IdKind:
    return IdKind.ID_CARD if kind in (IdKind.NONE, IdKind.USCC) else kind


def _kind_choice(kind: ApplicantKind) -> Choice:
    return Choice(str(kind.value), labels.APPLICANT_KINDS[kind], labels.KIND_KEYS[kind])


def _channel_choice(channel: Channel) -> Choice:
    return Choice(channel.value, channels.CHANNELS[channel], channels.CHANNEL_KEYS[channel])


def _first_lost(name: str) -> str:
    return look().paper.without_glyph(name[:NAME_LIMIT])[:1]


def _cursor(control: QWidget) -> int:
    if isinstance(control, TextArea):
        return control.textCursor().position()
    position = getattr(control, "cursorPosition", None)
    return int(position()) if position else 0


def _set_cursor(control: QWidget, at: int) -> None:
    control.setFocus(Qt.FocusReason.OtherFocusReason)
    if isinstance(control, TextArea):
        cursor = control.textCursor()
        cursor.setPosition(min(at, len(control.text())))
        control.setTextCursor(cursor)
    elif place := getattr(control, "setCursorPosition", None):
        place(at)
