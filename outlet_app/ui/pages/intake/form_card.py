"""The form itself: three sections in the order in which the focus walks."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outlet_app.domain.applicant import ApplicantKind
from outlet_app.domain.catalogue import Catalogue
from outlet_app.domain.channels import INCOMING
from outlet_app.domain.events import Channel
from outlet_app.domain.forms.intake import NOT_LISTED
from outlet_app.domain.materials import WHOLE_LIST
from outlet_app.ui.pages.intake.fields import IntakeFields
from outlet_app.ui.pages.intake.state import IntakeState
from outlet_app.ui.pages.intake.steps import asks_complexity
from outlet_app.ui.pages.intake.summary_strip import SummaryStrip
from outlet_app.ui.pages.intake.twin import TwinStrip
from outlet_app.ui.parts.checklist.materials_list import MaterialsList
from outlet_app.ui.parts.field_row import FieldRow
from outlet_app.ui.parts.section_head import SectionHead
from outlet_app.ui.widgets.boxes import Column, Item, Line, Row, Scroller
from outlet_app.ui.widgets.buttons import COMPACT, Button, Kind
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.key_cap import KeyCap
from outlet_app.ui.widgets.text import Glyph, Label
from outlet_app.wording import fields as labels
from outlet_app.wording import intake as words

KIND_WIDTH, CONTACT_WIDTH, PAPER_WIDTH, GROUP_WIDTH = 132, 132, 128, 104
AGENT_PAPER_WIDTH, SITUATION_WIDTH = 168, 300
CHANNEL_WIDTH, DAY_WIDTH, POSTED_WIDTH, REPLY_WIDTH = 168, 176, 164, 132
# A body's name is longer than its code, a person's shorter.
BODY_SHARES, PERSON_SHARES = (10, 10), (4, 7)
# Asked after the materials, before the decisions.
LAST = ("situation", "guided_to", "callback")


class FormCard(Card):
    """`receive_wanted`: 收件（待审） was pressed; `list_wanted`: the list of materials is wanted on paper;
    `problem_asked` carries a field's code.
    """

    receive_wanted = Signal()
    list_wanted = Signal()
    problem_asked = Signal(str)

    def __init__(self, fields: IntakeFields, materials: MaterialsList, catalogue: Catalogue) -> None:
        super().__init__()
        self.setAccessibleName(words.TITLE)
        self.fields, self.materials, self._catalogue = fields, materials, catalogue
        self.summary = SummaryStrip()
        self.brought = Label("", "caption", "text3")
        self._brought = Row(Glyph("history", 16, "text3"), self.brought, gap=6)
        self.receive = Button(words.RECEIVE, "inbox", Kind.GHOST, COMPACT)
        self.print_list = Button(words.PRINT_LIST, "printer", Kind.GHOST, COMPACT)
        hint = Label(words.RECEIVE_HINT, "caption", "text3")
        self._receive = Row(self.receive, hint, None, self.print_list)
        self._agent, self._incoming = self._agent_row(), self._incoming_row()
        self._answer = Column(8, FieldRow((fields["answer"], 15), (fields["basis"], 6), from_top=True), gap=0)
        self._situation = FieldRow(
            (fields["situation"], -SITUATION_WIDTH), (fields["guided_to"], 9), (fields["callback"], 7)
        )
        # These are moved in the order of Tab: Qt would come to them a second time by their labels.
        for name in LAST:
            fields[name].setFocusProxy(None)  # type: ignore[arg-type]  # the stub forgets that it may be none
        # Alone, the list keeps its width at the left.
        self._situation.box.addStretch(0)
        self._pledge_key = KeyCap("6")
        self._keys = _keys(self._pledge_key)
        inner = Column(
            *self._applicant(), *self._matter(), *self._materials(), gap=0, margins=(20, 4, 20, 12)
        )
        self.scroller = Scroller(inner, words.TITLE)
        self.twin = TwinStrip()
        self.put_on_top(self.twin)
        self.put_on_top(self.summary)
        self.add((self.scroller, 1))
        self.summary.asked.connect(self.problem_asked)
        self.receive.clicked.connect(self.receive_wanted)
        self.print_list.clicked.connect(self.list_wanted)

    def show_state(self, state: IntakeState) -> None:
        """Fields, rows, and the parts that show only when they matter."""
        self.fields.show_state(state)
        self.materials.show_state(state)
        person = state.entry.applicant.kind is ApplicantKind.PERSON
        self._leave_out(state, person=person)
        for field, share in zip(self._name_and_number, PERSON_SHARES if person else BODY_SHARES, strict=True):
            self._party.box.setStretchFactor(field, share)
        self._agent.setVisible(state.shows_agent)
        self._incoming.setVisible(state.entry.channel in INCOMING)
        self._answer.setVisible(state.wants_answer)
        unlisted = state.entry.item == NOT_LISTED
        self.fields["complexity"].setVisible(asks_complexity(state, self._catalogue) or unlisted)
        self._brought.setVisible(state.brought is not None)
        if state.brought:
            self.brought.setText(words.BROUGHT.format(day=state.brought))
        self._handed_in.setVisible(unlisted)
        self._receive.setVisible(bool(state.rows) or unlisted)
        self.print_list.setVisible(bool(state.rows))
        self._keys.setVisible(bool(state.rows))
        self._pledge_key.setVisible(any(row.may_pledge for row in state.rows))
        self.summary.show_problems(state.tried, self._named(state))

    def _leave_out(self, state: IntakeState, *, person: bool) -> None:
        """What does not matter here is not on the page: over the telephone nobody shows a paper."""
        entry, party, call, f = state.entry, state.entry.applicant, state.is_afar, self.fields
        paper = not call or bool(party.id_number)
        f["applicant.id_number"].setVisible(paper)
        f["applicant.id_kind"].setVisible(person and paper)
        f["special_groups"].setVisible(person and (not call or bool(entry.special_groups)))
        f["contact"].setVisible(not (call and person) or bool(party.contact))
        f["assisted"].setVisible(not call or entry.assisted)
        f["guided_to"].setVisible(state.asks_whither)
        f["callback"].setVisible(entry.channel is Channel.PHONE or bool(entry.callback))

    def set_compact(self, compact: bool) -> None:
        """Narrower notes in the checklist."""
        self.materials.set_compact(compact)

    def order_tabs(self, after: Sequence[QWidget]) -> None:
        """Let Tab walk the form in its order (UI.md §6.2), and then these."""
        last = [self.fields[name].control for name in LAST]
        controls = [one.control for name, one in self.fields.fields.items() if name not in LAST]
        rows = (*self.materials.stops(), self.receive, self.print_list)
        stops = [*self.summary.links, self.twin.open, *controls, *rows, *last, *after]
        for first, second in pairwise(stops):
            QWidget.setTabOrder(first, second)

    def go(self, name: str) -> None:
        """Put the focus on a field or on a row of the checklist."""
        if not name.startswith(WHOLE_LIST):
            self.fields.focus(name)
        elif not self.materials.focus_row(name.partition(".")[2]):
            self.materials.focus_row("")

    def _named(self, state: IntakeState) -> dict[str, str]:
        return {name: self._word(name) for name in state.problems}

    def _word(self, name: str) -> str:
        known = self.fields.fields.get(name)
        return known.line.label if known and known.line.label else labels.label(name)

    def _applicant(self) -> tuple[Item, ...]:
        f = self.fields
        self._name_and_number = (f["applicant.name"], f["applicant.id_number"])
        self._party = FieldRow(
            (f["applicant.kind"], -KIND_WIDTH),
            (f["applicant.name"], BODY_SHARES[0]),
            (f["applicant.id_kind"], -PAPER_WIDTH),
            (f["applicant.id_number"], BODY_SHARES[1]),
            (f["special_groups"], -GROUP_WIDTH),
        )
        reach = FieldRow(
            (f["contact"], -CONTACT_WIDTH),
            (f["phone"], 10),
            (f["channel"], -CHANNEL_WIDTH),
            (f["assisted"], 0),
        )
        head = SectionHead(1, words.SECTION_APPLICANT, self._brought)
        return (head, self._party, 8, reach, self._incoming, self._agent)

    def _incoming_row(self) -> QWidget:
        """What a letter, a work order or a message tells of itself."""
        f = self.fields
        row = FieldRow(
            (f["incoming_no"], 8),
            (f["incoming_posted"], -POSTED_WIDTH),
            (f["incoming_from"], 10),
            (f["incoming_due"], -DAY_WIDTH),
            (f["reply_by"], -REPLY_WIDTH),
        )
        return Column(8, row, gap=0)

    def _agent_row(self) -> QWidget:
        f = self.fields
        row = FieldRow(
            (f["agent.name"], -CONTACT_WIDTH),
            (f["agent.id_kind"], -AGENT_PAPER_WIDTH),
            (f["agent.id_number"], 10),
            (f["agent.phone"], 7),
        )
        return Column(8, row, gap=0)

    def _matter(self) -> tuple[Item, ...]:
        f = self.fields
        choice = FieldRow((f["item"], 15), (f["sub_item"], 10), (f["complexity"], 0))
        return (
            8,
            Line(),
            SectionHead(2, words.SECTION_MATTER),
            choice,
            8,
            f["request"],
            self._answer,
            8,
            Line(),
        )

    def _materials(self) -> tuple[Item, ...]:
        head = SectionHead(3, words.SECTION_MATERIALS, self._keys)
        self._handed_in = Column(self.fields["handed_in"], 4, gap=0)
        return (head, self.materials, self._handed_in, self._receive, None, Line(), 8, self._situation)


def _keys(last: KeyCap) -> Row:
    caps = [*(KeyCap(key) for key in "12345"), last]
    arrows = [KeyCap(key) for key in "↑↓"]
    said = [
        Label(text, "caption", "text3") for text in (words.KEYS_BEFORE, words.KEYS_BETWEEN, words.KEYS_AFTER)
    ]
    return Row(said[0], *caps, said[1], *arrows, said[2], gap=4)
