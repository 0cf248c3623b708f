"""What the page of packages knows, and the pure steps from one state to the next."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from outlet_app.domain.applicant import Agent, Applicant, ApplicantKind, IdKind
from outlet_app.domain.bundle import (
    NOBODY,
    PackageEntry,
    Planned,
    asked_of_party,
    bundle_problems,
    one_list,
    plan,
    told_rows,
    whole,
)
from outlet_app.domain.catalogue import Catalogue
from outlet_app.domain.channels import usual_reply
from outlet_app.domain.entry import RejectDetail, TransferDetail
from outlet_app.domain.events import Channel, ReplyWay
from outlet_app.domain.forms.contents import content_hints
from outlet_app.domain.materials import CheckedMaterial, Defect, MaterialState
from outlet_app.domain.merging import FIELD, answer_problems
from outlet_app.domain.packages import Package
from outlet_app.domain.problems import Problem
from outlet_app.domain.undertakings import deficient, pledging

Problems = Mapping[str, Problem]
T = TypeVar("T")
_PARTY = {
    "applicant.name": "name",
    "applicant.id_number": "id_number",
    "contact": "contact",
    "phone": "phone",
}
_INCOMING = frozenset({"incoming_no", "incoming_posted", "incoming_from", "incoming_due"})


@dataclass(frozen=True, slots=True)
class PackagesState:
    """`problems` are those on show; `tried` whether the page was submitted and refused."""

    today: date
    catalogue: Catalogue
    package: Package | None = None
    entry: PackageEntry = field(default_factory=PackageEntry)
    problems: Problems = field(default_factory=dict)
    tried: bool = False

    @property
    def rows(self) -> tuple[CheckedMaterial, ...]:
        """The one checklist as it stands."""
        return one_list(self.package, self.entry, self.catalogue) if self.package else ()

    @property
    def plans(self) -> tuple[Planned, ...]:
        """What each wanted item comes to."""
        return plan(self.package, self.entry, self.catalogue) if self.package else ()

    @property
    def list_key(self) -> str:
        """Whose checklist it is: another one when an item is ticked or refused."""
        rows = (f"{row.code}{row.can_follow:d}{row.may_pledge:d}" for row in self.rows)
        return " ".join(rows) + (self.package.code if self.package else "")

    @property
    def is_chosen(self) -> bool:
        """Whether anything is to be handled, so that an empty checklist means none is needed."""
        return bool(self.plans)

    @property
    def hints(self) -> Problems:
        """What is worth a look and never stops anything: a day that has passed, a number that is doubted."""
        letter = content_hints(whole(self.entry), self.today)
        told = {name: one for name, one in letter.items() if name in _INCOMING}
        if self.package is not None:
            entry = self.entry
            found = answer_problems(self.package, entry.wanted, entry.answers, self.today)
            told |= {name: one for name, one in found.items() if one.soft}
        return {name: one for name, one in told.items() if name not in self.problems}

    @property
    def stars(self) -> frozenset[str]:
        """The fields about who came that are needed."""
        return asked_of_party(self.package, self.entry, self.catalogue) if self.package else frozenset()

    @property
    def answers_at_once(self) -> bool:
        """Whether some wanted item can be answered at once."""
        return any(one.sub_item.instant for one in self.plans)

    @property
    def told(self) -> tuple[CheckedMaterial, ...]:
        """The rows that the one notice is about."""
        return told_rows(self.package, self.rows, self.plans) if self.package else ()

    @property
    def promises(self) -> bool:
        """Whether some item is accepted on a promise of the applicant: 容缺, 告知承诺 or both."""
        return bool(deficient(self.plans) or pledging(self.plans))

    @property
    def is_begun(self) -> bool:
        """Whether anything worth keeping was filled in."""
        party, entry = self.entry.applicant, self.entry
        texts = (party.name, party.id_number, party.contact, party.phone, entry.request, entry.answer)
        letter = (entry.incoming_no, entry.incoming_posted, entry.incoming_from, entry.incoming_due)
        return not self.is_blank or any(text.strip() for text in (*texts, *letter))

    @property
    def is_blank(self) -> bool:
        """Whether nothing was filled in that choosing another package would lose."""
        entry = self.entry
        return not (
            entry.materials
            or entry.refused
            or entry.sent
            or any(text.strip() for text in entry.answers.values())
        )


def chose_package(state: PackagesState, package: Package) -> PackagesState:
    """Another package: who came and what for stays, everything else begins anew."""
    usual = tuple(one.sub_item for one in package.members if one.usual)
    entry = replace(
        state.entry, wanted=usual, answers={}, materials=(), refused={}, sent={}, for_review=False
    )
    return replace(state, package=package, entry=entry, problems={}, tried=False)


def resumed(state: PackagesState, package: Package, entry: PackageEntry) -> PackagesState:
    """The page as a draft left it."""
    return replace(state, package=package, entry=entry, problems={}, tried=False)


def ticked(state: PackagesState, code: str, on: bool) -> PackagesState:
    """An item is wanted, or not any more."""
    left = tuple(one for one in state.entry.wanted if one != code)
    refused, sent = (_without(told, code) for told in (state.entry.refused, state.entry.sent))
    return _with(state, wanted=(*left, code) if on else left, refused=refused, sent=sent)


def refused(state: PackagesState, code: str, detail: RejectDetail | None) -> PackagesState:
    """An item is not accepted, for a reason of its own, or is handled after all."""
    told, sent = _without(state.entry.refused, code), _without(state.entry.sent, code)
    return _with(state, refused=told if detail is None else {**told, code: detail}, sent=sent)


def sent(state: PackagesState, code: str, detail: TransferDetail | None) -> PackagesState:
    """An item is handed over to somebody else, or is handled here after all."""
    told, refused = _without(state.entry.sent, code), _without(state.entry.refused, code)
    return _with(state, sent=told if detail is None else {**told, code: detail}, refused=refused)


def typed(state: PackagesState, name: str, text: str) -> PackagesState:
    """A text changed: who came, what for, the answer, or a field of the package."""
    if name in _PARTY:
        return _with(state, applicant=_named(state.entry.applicant, _PARTY[name], text))
    kind, _, key = name.partition(".")
    if kind == "agent":
        return _with(state, agent=_agent(state.entry.agent or NOBODY, key, text))
    if kind == FIELD:
        return _with(state, answers={**state.entry.answers, key: text})
    if name in _INCOMING:
        return _with(state, **{name: text})
    return _with(state, request=text) if name == "request" else _with(state, answer=text)


def chose(state: PackagesState, name: str, value: str) -> PackagesState:
    """A choice: kind of applicant, paper, channel, way of the answer."""
    party = state.entry.applicant
    if name == "applicant.kind":
        kind = ApplicantKind(int(value))
        paper = IdKind.USCC if kind.is_body else IdKind.ID_CARD
        return _with(state, applicant=replace(party, kind=kind, id_kind=paper))
    if name == "applicant.id_kind":
        return _with(state, applicant=replace(party, id_kind=IdKind(value)))
    if name == "reply_by":
        return _with(state, reply_by=ReplyWay(value))
    channel = Channel(value)
    return _with(state, channel=channel, reply_by=usual_reply(channel))


def took_over(state: PackagesState, applicant: Applicant) -> PackagesState:
    """The last visit fills the applicant's fields."""
    return _with(state, applicant=applicant)


def marked(state: PackagesState, code: str, mark: MaterialState) -> PackagesState:
    """A row was decided."""
    return _with_row(state, code, lambda row: replace(row, state=mark, handed=_handed(row, mark)))


def found_wanting(state: PackagesState, code: str, defects: tuple[Defect, ...], remark: str) -> PackagesState:
    """What is wrong with a row, from the defect list."""

    def faulty(row: CheckedMaterial) -> CheckedMaterial:
        mark = MaterialState.FAULTY
        return replace(row, state=mark, defects=defects, remark=remark, handed=_handed(row, mark))

    return _with_row(state, code, faulty)


def undeferred(state: PackagesState) -> PackagesState:
    """No 容缺: what was promised for later is missing now."""
    for row in state.rows:
        if row.state is MaterialState.DEFERRED:
            state = marked(state, row.code, MaterialState.MISSING)
    return state


def remarked(state: PackagesState, code: str, remark: str) -> PackagesState:
    """The clerk's note at a row."""
    return _with_row(state, code, lambda row: replace(row, remark=remark))


def tried(state: PackagesState, today: date, *, for_review: bool) -> PackagesState:
    """The page was submitted: every problem shows, or none is left and the way is free."""
    asked = _with(replace(state, today=today), for_review=for_review)
    found = problems(asked)
    return replace(asked, problems=found, tried=bool(found))


def problems(state: PackagesState) -> Problems:
    """Everything hard that stands against opening the package, in reading order."""
    if state.package is None:
        return {}
    found = bundle_problems(state.package, state.entry, state.catalogue, state.today)
    return {name: problem for name, problem in found.items() if not problem.soft}


def _agent(before: Agent, part: str, text: str) -> Agent | None:
    """Whoever came for the applicant; nobody where nothing of them is left."""
    after = replace(before, **{part: text})  # type: ignore[arg-type]
    return None if after == NOBODY else after


def _without(told: Mapping[str, T], code: str) -> dict[str, T]:
    return {key: one for key, one in told.items() if key != code}


def _with(state: PackagesState, **changes: object) -> PackagesState:
    changed = replace(state, entry=replace(state.entry, **changes))  # type: ignore[arg-type]
    if not state.problems:
        return changed
    # What is on show stays true on every key; what was not on show waits for the next try.
    found = problems(changed)
    shown = {name: problem for name, problem in found.items() if name in state.problems}
    return replace(changed, problems=shown, tried=bool(shown))


def _named(party: Applicant, part: str, text: str) -> Applicant:
    return replace(party, **{part: text})  # type: ignore[arg-type]


def _with_row(
    state: PackagesState, code: str, change: Callable[[CheckedMaterial], CheckedMaterial]
) -> PackagesState:
    row = next((one for one in state.rows if one.code == code), None)
    if row is None:
        return state
    others = tuple(one for one in state.entry.materials if one.code != code)
    return _with(state, materials=(*others, change(row)))


def _handed(row: CheckedMaterial, mark: MaterialState) -> int:
    return row.copies if mark in (MaterialState.COMPLETE, MaterialState.FAULTY) else 0
