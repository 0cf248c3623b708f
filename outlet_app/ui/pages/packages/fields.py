"""The labelled controls of the page: who came, and what the chosen package asks once for all its items."""

from collections.abc import Mapping

from outlet_app.domain.applicant import ApplicantKind, IdKind
from outlet_app.domain.channels import INCOMING
from outlet_app.domain.events import Channel, ReplyWay
from outlet_app.domain.forms.registration import INTAKE, values_of
from outlet_app.domain.forms.spec import Field as FieldSpec
from outlet_app.domain.forms.spec import Form, Section
from outlet_app.domain.merging import field_name, shared_form
from outlet_app.domain.packages import SharedField
from outlet_app.ui.forms.form_fields import FormFields, FormWords
from outlet_app.ui.pages.packages.state import PackagesState
from outlet_app.ui.theme.tokens import Tone
from outlet_app.ui.widgets.combo import Choice, Combo
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.suggest_edit import SuggestEdit
from outlet_app.wording import channels
from outlet_app.wording import fields as labels
from outlet_app.wording import intake as shared
from outlet_app.wording import packages as words

_ASKED = (
    "applicant.kind", "applicant.name", "applicant.id_kind", "applicant.id_number", "contact", "phone",
    "channel", "incoming_no", "incoming_posted", "incoming_from", "incoming_due", "reply_by", "agent.name",
    "agent.id_number", "agent.phone",
)  # fmt: skip
# Who came is told as on the registration.
PARTY = Form(
    "package",
    1,
    (
        Section("applicant", tuple(map(INTAKE.field, _ASKED))),
        Section("matter", tuple(map(INTAKE.field, ("request", "answer")))),
    ),
)
WORDS = FormWords(
    labels={**labels.LABELS, "request": words.REQUEST, "answer": words.ANSWER},
    placeholders={
        "applicant.id_number": shared.CODE_HINT,
        "phone": shared.PHONE_HINT,
        "agent.name": words.AGENT_HINT,
        "request": words.REQUEST_HINT,
        "answer": words.ANSWER_HINT,
        "incoming_due": channels.DUE_HINT,
        "incoming_posted": channels.POSTED_HINT,
    },
    options={
        "applicant.kind": {str(kind.value): word for kind, word in labels.APPLICANT_KINDS.items()},
        "applicant.id_kind": {kind.value: word for kind, word in labels.PERSON_PAPERS.items()},
        "channel": {channel.value: word for channel, word in channels.CHANNELS.items()},
        "reply_by": {way.value: word for way, word in channels.REPLIES.items()},
    },
)


class PartyFields(FormFields):
    """Who came and what for."""

    def __init__(self) -> None:
        super().__init__(PARTY, WORDS, suggesting={"applicant.name"})
        self._ways: tuple[ReplyWay, ...] = ()
        self._combo("channel").set_choices(
            [Choice(one.value, word, channels.CHANNEL_KEYS[one]) for one, word in channels.CHANNELS.items()]
        )
        self._combo("applicant.kind").set_choices(
            [
                Choice(str(kind.value), labels.APPLICANT_KINDS[kind], labels.KIND_KEYS[kind])
                for kind in ApplicantKind
            ]
        )

    @property
    def name(self) -> SuggestEdit:
        """The field that finds while it is typed in."""
        control = self.fields["applicant.name"].control
        assert isinstance(control, SuggestEdit)
        return control

    def show_state(self, state: PackagesState) -> None:
        """Values, labels, stars and messages."""
        party, channel = state.entry.applicant, state.entry.channel
        self._offer_replies(channel)
        wanted = _values(state)
        self.put({name: value for name, value in wanted.items() if self.value(name) != value})
        kind = IdKind.USCC if party.kind.is_body else _paper(party.id_kind)
        self._rename(
            "applicant.name", labels.LABELS["applicant.name"] if party.kind.is_body else labels.PERSON_NAME
        )
        self._rename("applicant.id_number", labels.id_label(kind))
        self._rename("incoming_no", channels.NUMBERS.get(channel, channels.NUMBER))
        self.fields["incoming_posted"].setVisible(channel is Channel.LETTER)
        self._rename("incoming_from", channels.SENDERS.get(channel, channels.SENDER))
        self.fields["applicant.id_kind"].setVisible(party.kind is ApplicantKind.PERSON)
        self.fields["answer"].setVisible(state.answers_at_once or bool(state.entry.answer))
        self.require(state.stars)
        say(self, state)

    def _make(self, spec: FieldSpec, suggests: bool) -> Field:
        if not suggests:
            return super()._make(spec, suggests)
        control = SuggestEdit(
            shared.NAME_HINT, foot=shared.FIND_FOOT, longest=50_000, brief=shared.NAME_BRIEF
        )
        self._connect(spec.name, control)
        return Field(labels.LABELS[spec.name], control)

    def _offer_replies(self, channel: Channel) -> None:
        ways = INCOMING.get(channel)
        if ways is not None and ways != self._ways:
            self._ways = ways
            self._combo("reply_by").set_choices([Choice(way.value, channels.REPLIES[way]) for way in ways])

    def _combo(self, name: str) -> Combo:
        control = self.fields[name].control
        assert isinstance(control, Combo)
        return control

    def _rename(self, name: str, label: str) -> None:
        if self.fields[name].line.label != label:
            self.fields[name].rename(label)


class SharedFields(FormFields):
    """What one package asks; made anew for another."""

    def __init__(self, asked: tuple[SharedField, ...]) -> None:
        self.asked = asked
        form = shared_form(asked)
        hints = {field_name(one.key): words.placeholder(one) for one in asked}
        told = {one.name: one.label for one in form.fields()}
        super().__init__(form, FormWords(told, placeholders=hints))
        self.require(one.name for one in form.fields() if one.needed)

    def show_state(self, state: PackagesState) -> None:
        """Answers and messages."""
        wanted = {field_name(one.key): state.entry.answers.get(one.key, "") for one in self.asked}
        self.put({name: value for name, value in wanted.items() if self.value(name) != value})
        say(self, state)


def say(fields: FormFields, state: PackagesState) -> None:
    """The problems at their fields, and what is only worth a look."""
    for tone, found in ((Tone.BAD, state.problems), (Tone.WARN, state.hints)):
        told = {
            name: labels.sentence(problem, fields[name].line.label, value=fields.value(name))
            for name, problem in found.items()
            if name in fields.fields
        }
        fields.show_messages(told, tone)


def _values(state: PackagesState) -> Mapping[str, str]:
    said = values_of(PARTY, state.entry)
    return said | {"applicant.id_kind": _paper(IdKind(said["applicant.id_kind"]))}


def _paper(kind: IdKind) -> IdKind:
    return IdKind.ID_CARD if kind in (IdKind.NONE, IdKind.USCC) else kind
