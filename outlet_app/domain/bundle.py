"""A package as it is filled in, and what each of its items comes to: one refused stops no other (§5)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date

from outlet_app.domain.applicant import Agent, Applicant
from outlet_app.domain.catalogue import Catalogue, SubItem
from outlet_app.domain.channels import AFAR, asked_for
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import UNNAMED, IntakeEntry, RejectDetail, TransferDetail
from outlet_app.domain.events import Channel, ReplyWay
from outlet_app.domain.forms.contents import content_problems
from outlet_app.domain.forms.intake import check, row_field
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.materials import WHOLE_LIST, CheckedMaterial, MaterialState, check_problems
from outlet_app.domain.merging import answer_problems, blank_rows, key_of, rows_of
from outlet_app.domain.packages import Package
from outlet_app.domain.problems import Problem

WANTED = "wanted"
AGENT = ("agent.name", "agent.id_number", "agent.phone")
PARTY = ("applicant.name", "applicant.id_number", "contact", "phone", "incoming_no", "incoming_from", *AGENT)
NOBODY = Agent("")


@dataclass(frozen=True, slots=True)
class PackageEntry:
    """The filled page: `wanted` items in any order, merged rows that were decided, answers by key.

    refused: items that are not accepted, each with its reason. sent: items handed over to somebody else, each
    with whither and why. for_review: everything is only taken in. agent: who came for the applicant.
    answer: told at once, closes the wanted items that can be answered at once. incoming_…, reply_by: of a
    letter, a work order, an instruction or a message that asks for the package.
    """

    wanted: tuple[str, ...] = ()
    applicant: Applicant = UNNAMED
    channel: Channel = Channel.COUNTER
    request: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    materials: tuple[CheckedMaterial, ...] = ()
    refused: Mapping[str, RejectDetail] = field(default_factory=dict)
    answer: str = ""
    for_review: bool = False
    sent: Mapping[str, TransferDetail] = field(default_factory=dict)
    agent: Agent | None = None
    incoming_no: str = ""
    incoming_from: str = ""
    incoming_due: str = ""
    reply_by: ReplyWay = ReplyWay.PHONE
    incoming_posted: str = ""

    @property
    def elsewhere(self) -> frozenset[str]:
        """Items of which no paper is looked at here."""
        return frozenset(self.refused) | frozenset(self.sent)


@dataclass(frozen=True, slots=True)
class Planned:
    """What one wanted item comes to; decision None while its rows are not all decided."""

    sub_item: SubItem
    rows: tuple[CheckedMaterial, ...]
    decision: Decision | None

    @property
    def gaps(self) -> int:
        """Count what is missing or to be corrected."""
        return sum(row.needs_correction for row in self.rows)


def chosen(package: Package, entry: PackageEntry, catalogue: Catalogue) -> tuple[SubItem, ...]:
    """The wanted items in the package's order."""
    return tuple(catalogue.sub_item(code) for code in package.in_order(entry.wanted))


def one_list(package: Package, entry: PackageEntry, catalogue: Catalogue) -> tuple[CheckedMaterial, ...]:
    """The merged checklist as it stands; what only refused or sent items ask for need not be looked at."""
    asked = [one for one in chosen(package, entry, catalogue) if one.code not in entry.elsewhere]
    decided = {row.code: row for row in entry.materials}
    blank = blank_rows(package, asked)
    rows = map(_unsigned, blank) if entry.channel in AFAR else blank
    return tuple(_kept(row, decided.get(row.code)) for row in rows)


def plan(package: Package, entry: PackageEntry, catalogue: Catalogue) -> tuple[Planned, ...]:
    """What every wanted item comes to by the one list, each on its own."""
    rows = one_list(package, entry, catalogue)
    subs = chosen(package, entry, catalogue)
    return tuple(_planned(package, entry, sub, rows) for sub in subs)


def entry_of(package: Package, entry: PackageEntry, one: Planned, catalogue: Catalogue) -> IntakeEntry:
    """One item's own registration: what was filled in once stands in each."""
    return replace(
        whole(entry),
        item=catalogue.item_of(one.sub_item.code).number,
        sub_item=one.sub_item.code,
        request=entry.request or package.name,
        materials=() if one.sub_item.code in entry.elsewhere else one.rows,
        answer=entry.answer if one.decision is Decision.ANSWER else "",
    )


def bundle_problems(
    package: Package, entry: PackageEntry, catalogue: Catalogue, today: date
) -> dict[str, Problem]:
    """Everything that stands against opening the package, by field code in reading order."""
    found = _party_problems(package, entry, catalogue) | content_problems(whole(entry), today)
    if not package.in_order(entry.wanted):
        found[WANTED] = Problem("package.nothing_wanted")
    found |= answer_problems(package, entry.wanted, entry.answers, today)
    return found | _row_problems(package, entry, catalogue)


def member_problems(
    package: Package, entry: PackageEntry, catalogue: Catalogue, today: date
) -> Mapping[str, Mapping[str, Problem]]:
    """What stands against each item's own decision by the rules of a single registration, hard ones only."""
    plans = plan(package, entry, catalogue)
    told = {one.sub_item.code: _own_problems(package, entry, one, catalogue, today) for one in plans}
    return {code: found for code, found in told.items() if found}


def told_rows(
    package: Package, rows: Iterable[CheckedMaterial], plans: Iterable[Planned]
) -> tuple[CheckedMaterial, ...]:
    """The rows of the one list that the one notice is about, also those promised for another item."""
    asked = {
        key_of(package, row.code)
        for one in plans
        if one.decision is Decision.NOTICE
        for row in one.rows
        if row.needs_correction
    }
    return _all_told(row for row in rows if row.code in asked)


def notice_days(plans: Iterable[Planned]) -> int:
    """The correction period of the one notice: the shortest of those it is for."""
    days = [one.sub_item.correction_workdays for one in plans if one.decision is Decision.NOTICE]
    return min(days, default=0)


def _own_problems(
    package: Package, entry: PackageEntry, one: Planned, catalogue: Catalogue, today: date
) -> Mapping[str, Problem]:
    own = entry_of(package, entry, one, catalogue)
    found = check(own, one.decision, one.sub_item, today)
    return {name: problem for name, problem in found.items() if not problem.soft}


def _planned(package: Package, entry: PackageEntry, sub: SubItem, rows: Sequence[CheckedMaterial]) -> Planned:
    own = rows_of(package, sub, rows)
    decision = _decision(entry, sub, own)
    return Planned(sub, _all_told(own) if decision is Decision.NOTICE else own, decision)


def _all_told(rows: Iterable[CheckedMaterial]) -> tuple[CheckedMaterial, ...]:
    """What a notice is sent for is told whole: nothing is promised beside it (domain.md §2.6)."""
    missing = MaterialState.MISSING
    return tuple(replace(row, state=missing) if row.state is MaterialState.DEFERRED else row for row in rows)


def _decision(entry: PackageEntry, sub: SubItem, rows: Sequence[CheckedMaterial]) -> Decision | None:
    if sub.code in entry.refused:
        return Decision.REJECT
    if sub.code in entry.sent:
        return Decision.TRANSFER
    if sub.instant and entry.answer.strip():
        return Decision.ANSWER
    if entry.for_review and rows:
        return Decision.RECEIVE
    if any(row.state is MaterialState.UNDECIDED for row in rows):
        return None
    if any(row.needs_correction for row in rows):
        return Decision.NOTICE
    deferred = any(row.state is MaterialState.DEFERRED for row in rows)
    return Decision.DEFICIENT if deferred else Decision.ACCEPT


def _kept(blank: CheckedMaterial, decided: CheckedMaterial | None) -> CheckedMaterial:
    """What was found stays when items are ticked or unticked; what is asked for is as it is now.

    What may follow later, or be pledged, no more is to be looked at again.
    """
    if decided is None or blank.state is MaterialState.EXEMPT or not _is_open_to(blank, decided.state):
        return blank
    handed = blank.copies if decided.handed else 0
    return replace(blank, state=decided.state, handed=handed, defects=decided.defects, remark=decided.remark)


def _is_open_to(row: CheckedMaterial, state: MaterialState) -> bool:
    may = {MaterialState.DEFERRED: row.can_follow, MaterialState.PLEDGED: row.may_pledge}
    return may.get(state, True)


def _unsigned(row: CheckedMaterial) -> CheckedMaterial:
    """Nobody stands here who could sign a promise (domain.md §3.2)."""
    return replace(row, may_follow=False, may_pledge=False)


def whole(entry: PackageEntry) -> IntakeEntry:
    """Who came, how, and what for, as one registration that is about no item yet."""
    return IntakeEntry(
        applicant=entry.applicant,
        channel=entry.channel,
        request=entry.request,
        answer=entry.answer,
        assisted=entry.agent is not None,
        agent=entry.agent,
        incoming_no=entry.incoming_no,
        incoming_from=entry.incoming_from,
        incoming_due=entry.incoming_due,
        reply_by=entry.reply_by,
        incoming_posted=entry.incoming_posted,
    )


def asked_of_party(package: Package, entry: PackageEntry, catalogue: Catalogue) -> frozenset[str]:
    """The fields about who came that the page needs: of a question from afar no number of a paper."""
    asked = {"applicant.name", "phone", *asked_for(entry.channel, entry.reply_by)}
    subs = chosen(package, entry, catalogue)
    if entry.channel not in AFAR or not all(one.consulting for one in subs):
        asked |= {"applicant.id_number"}
    if entry.applicant.kind.is_body:
        asked |= {"contact"}
    return frozenset(asked | set(AGENT) if entry.agent else asked)


def _party_problems(package: Package, entry: PackageEntry, catalogue: Catalogue) -> dict[str, Problem]:
    who = entry.applicant
    said = {"applicant.name": who.name, "applicant.id_number": who.id_number, "phone": who.phone}
    said |= {"contact": who.contact, "incoming_no": entry.incoming_no, "incoming_from": entry.incoming_from}
    if (agent := entry.agent) is not None:
        said |= {"agent.name": agent.name, "agent.id_number": agent.id_number, "agent.phone": agent.phone}
    asked = asked_of_party(package, entry, catalogue)
    return {
        name: Problem("field.missing", {"field": name})
        for name in PARTY
        if name in asked and not said.get(name, "").strip()
    }


def _row_problems(package: Package, entry: PackageEntry, catalogue: Catalogue) -> dict[str, Problem]:
    rows = one_list(package, entry, catalogue)
    if entry.for_review:
        rows = tuple(row for row in rows if row.state is not MaterialState.UNDECIDED)
    found = check_problems(rows)
    return {code if code == WHOLE_LIST else row_field(code): problem for code, problem in found.items()}
