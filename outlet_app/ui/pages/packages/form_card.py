"""The one form: items, applicant, shared fields, materials, in the order in which the focus walks."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outlet_app.domain.bundle import WANTED
from outlet_app.domain.channels import INCOMING
from outlet_app.domain.materials import WHOLE_LIST
from outlet_app.ui.pages.packages.fields import PartyFields, SharedFields
from outlet_app.ui.pages.packages.members import MemberList
from outlet_app.ui.pages.packages.state import PackagesState
from outlet_app.ui.parts.checklist.materials_list import MaterialsList
from outlet_app.ui.parts.field_row import FieldRow
from outlet_app.ui.parts.section_head import SectionHead
from outlet_app.ui.widgets.boxes import Column, Line, Scroller
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.text import ElidedLabel, Label
from outlet_app.wording import packages as words
from outlet_app.wording.fields import sentence

KIND_WIDTH, CONTACT_WIDTH, PAPER_WIDTH = 132, 132, 128
DAY_WIDTH, POSTED_WIDTH, REPLY_WIDTH = 176, 164, 132
IN_A_ROW = 2


class FormCard(Card):
    """`shared_made`: the fields of another package stand in the form, to be connected."""

    shared_made = Signal(object)

    def __init__(self, materials: MaterialsList) -> None:
        super().__init__()
        self.setAccessibleName(words.TITLE)
        self.party, self.materials, self.members = PartyFields(), materials, MemberList()
        self.party.setParent(self)
        self.shared: SharedFields | None = None
        self.name = ElidedLabel("", "heading")
        self.note = Paragraph("", 14, "text2")
        self.promise = Label("", "label", "text2")
        self.wanted_problem = Label("", "caption", "bad")
        self._shared_room = Column(gap=8)
        self._shared_head = SectionHead(3, words.SECTION_SHARED, caption=words.SHARED_CAPTION)
        self.scroller = Scroller(self._inner(), words.TITLE)
        self.add((self.scroller, 1))

    def show_state(self, state: PackagesState, promise: str) -> None:
        """Everything as it stands."""
        package = state.package
        if package is not None:
            self.name.setText(package.name)
            self.note.set_text(package.note)
            asked = (state.catalogue.sub_item(one.sub_item) for one in package.members)
            subs = [replace(sub, name=package.named(sub.code, sub.name)) for sub in asked]
            self.members.show_members(subs, {one.sub_item.code: one for one in state.plans})
        self.promise.setText(promise)
        self._say_wanted(state)
        self._show_shared(state)
        self._incoming.setVisible(state.entry.channel in INCOMING)
        self.party.show_state(state)
        self.materials.show_state(state)

    def go(self, name: str) -> None:
        """Put the focus on a field, an item or a row of the checklist."""
        if name == WANTED:
            next(iter(self.members.lines.values())).check.setFocus()
        elif name.startswith(WHOLE_LIST):
            if not self.materials.focus_row(name.partition(".")[2]):
                self.materials.focus_row("")
        elif not self.party.focus(name) and self.shared is not None:
            self.shared.focus(name)

    def order_tabs(self, before: Sequence[QWidget], after: Sequence[QWidget]) -> None:
        """Let Tab walk the page in its order."""
        own = self.shared.fields if self.shared else {}
        party = [field.control for field in self.party.fields.values()]
        shared = [field.control for field in own.values()]
        stops = [*before, *self.members.stops(), *party, *shared, *self.materials.stops(), *after]
        for first, second in pairwise(stops):
            QWidget.setTabOrder(first, second)

    def set_compact(self, compact: bool) -> None:
        """Narrower notes in the checklist."""
        self.materials.set_compact(compact)

    def set_stacked(self, stacked: bool) -> None:
        """Names above the states in the checklist."""
        self.materials.set_stacked(stacked)

    def _say_wanted(self, state: PackagesState) -> None:
        problem = state.problems.get(WANTED)
        self.wanted_problem.setText(sentence(problem, "") if problem else "")
        self.wanted_problem.setVisible(problem is not None)

    def _show_shared(self, state: PackagesState) -> None:
        asked = state.package.asked(state.entry.wanted) if state.package else ()
        if self.shared is None or self.shared.asked != asked:
            self._make_shared(SharedFields(asked))
        if self.shared is not None:
            self.shared.show_state(state)
        self._shared_head.setVisible(bool(asked))

    def _make_shared(self, fields: SharedFields) -> None:
        before, self.shared = self.shared, fields
        self._shared_room.clear()
        fields.setParent(self)
        every = list(fields.fields.values())
        for at in range(0, len(every), IN_A_ROW):
            row = FieldRow(*((field, 1) for field in every[at : at + IN_A_ROW]))
            self._shared_room.add(row)
            row.show()
        if before is not None:
            before.deleteLater()
        self.shared_made.emit(fields)

    def _inner(self) -> Column:
        f = self.party
        who = FieldRow(
            (f["applicant.kind"], -KIND_WIDTH),
            (f["applicant.name"], 10),
            (f["applicant.id_kind"], -PAPER_WIDTH),
            (f["applicant.id_number"], 10),
        )
        reach = FieldRow((f["contact"], -CONTACT_WIDTH), (f["phone"], 10), (f["channel"], 0))
        letter = FieldRow(
            (f["incoming_no"], 8),
            (f["incoming_posted"], -POSTED_WIDTH),
            (f["incoming_from"], 10),
            (f["incoming_due"], -DAY_WIDTH),
            (f["reply_by"], -REPLY_WIDTH),
        )
        self._incoming = Column(8, letter, gap=0)
        agent = FieldRow((f["agent.name"], 1), (f["agent.id_number"], 2), (f["agent.phone"], 1))
        matter = FieldRow((f["request"], 1), (f["answer"], 1), from_top=True)
        return Column(
            8,
            self.name,
            self.note,
            self.promise,
            8,
            Line(),
            SectionHead(1, words.SECTION_ITEMS, self.wanted_problem, caption=words.ITEMS_CAPTION),
            self.members,
            8,
            Line(),
            SectionHead(2, words.SECTION_APPLICANT),
            who,
            8,
            reach,
            self._incoming,
            8,
            agent,
            8,
            matter,
            8,
            Line(),
            self._shared_head,
            self._shared_room,
            8,
            Line(),
            SectionHead(4, words.SECTION_MATERIALS, caption=words.MATERIALS_CAPTION),
            self.materials,
            None,
            gap=0,
            margins=(20, 4, 20, 12),
        )
