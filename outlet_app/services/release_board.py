"""市局更新: the versions handed down, how they stand here, what they change, which cases they concern."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from outlet_app.domain.calendar import read_calendar
from outlet_app.domain.catalogue import Catalogue
from outlet_app.domain.forms.texts import Edition, read_form_texts
from outlet_app.domain.policies.policy import read_policies
from outlet_app.domain.releases.difference import Change, Level, Turn, day_differences, differences, touched
from outlet_app.domain.releases.order import Subject
from outlet_app.domain.releases.staff import read_staff
from outlet_app.domain.releases.standing import Release, Status, in_force
from outlet_app.domain.releases.text_difference import form_differences, policy_differences, texts_before
from outlet_app.models.cards import CardFilter
from outlet_app.models.engine import Database
from outlet_app.models.packs import REFUSED_PACKS
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.ports import Clock
from outlet_app.services.reading import read_case
from outlet_app.services.reference import Reference
from outlet_app.services.release_views import Board, Concerned, ReleaseRow
from outlet_app.services.released import Released, read_released
from outlet_app.sync.wire import RELEASE

READ = "release.read"
MOST_OPEN, MOST_CASES = 2_000, 50


class ReleaseBoard:
    """Reads what is held now, also what came since the sign-in (docs/adr/0012, 0033)."""

    def __init__(self, database: Database, reference: Reference, clock: Clock) -> None:
        self._database = database
        self._reference = reference
        self._clock = clock

    def view(self) -> Board:
        """The board as of now."""
        with self._database.reading() as uow:
            packs = [uow.cache.get(RELEASE, ref) for ref in uow.cache.refs(RELEASE)]
            released = read_released(pack.body for pack in packs if pack is not None)
            refused = _refused(uow)
            read_to = int(uow.meta.get(READ) or 0)
            rows = tuple(self._row(uow, one, released, read_to) for one in reversed(released.releases))
        return Board(rows, released.set_aside, refused)

    def unread(self) -> tuple[ReleaseRow, ...]:
        """What came and nobody here has looked at."""
        return self.view().new

    def mark_read(self, rows: Iterable[ReleaseRow]) -> None:
        """Somebody has looked at these."""
        newest = max((row.number for row in rows), default=0)
        with self._database.unit_of_work() as uow:
            if newest > int(uow.meta.get(READ) or 0):
                uow.meta.set(READ, str(newest))
                uow.commit()

    def _row(self, uow: UnitOfWork, one: Release, released: Released, read_to: int) -> ReleaseRow:
        today, here = self._clock.now().date(), self._reference.outlet.code
        told, status = one.order, one.status(here, today)
        counting = in_force(released.releases, told.subject, here, today)
        if status is Status.IN_FORCE and counting is not one:
            status = Status.REPLACED
        row = ReleaseRow(
            number=one.withdrawn.number if one.withdrawn else told.number,
            subject=told.subject,
            name=told.name,
            mode=told.mode,
            since=one.since,
            status=status,
            reason=told.reason,
            withdrawn_reason=one.withdrawn.reason if one.withdrawn else "",
        )
        row = replace(row, is_new=row.number > read_to and status is not Status.ELSEWHERE)
        if told.subject is Subject.STAFF:
            return self._staffed(uow, row, one)
        if told.subject is Subject.CALENDAR:
            return self._dated(row, one)
        if told.subject is Subject.FORMS:
            return self._reworded(row, one, released)
        if told.subject is Subject.POLICIES:
            return _granted(row, one, released)
        return self._compared(uow, row, released)

    def _staffed(self, uow: UnitOfWork, row: ReleaseRow, one: Release) -> ReleaseRow:
        """Who is out, and the open cases they still handle, which somebody has to take on (转办)."""
        rows = read_staff(one.order.content or {})
        out = {person.staff_no: person.name for person in rows if not person.active}
        changes = tuple(
            Change(
                Turn.CHANGED if person.active else Turn.REMOVED,
                Level.PERSON,
                person.staff_no,
                person.name,
                (),
            )
            for person in rows
        )
        if row.status is not Status.IN_FORCE:
            return replace(row, changes=changes)
        asked = CardFilter(only_open=True, outlet=self._reference.outlet.code)
        open_cases = uow.cards.page(asked, MOST_OPEN).rows if out else ()
        cases = tuple(
            Concerned(card.case_id, card.case_no, card.applicant_name, card.sub_item, "", out[card.handler])
            for card in open_cases
            if card.handler in out
        )
        return replace(row, changes=changes, cases=cases[:MOST_CASES])

    def _dated(self, row: ReleaseRow, one: Release) -> ReleaseRow:
        """A plan, day by day beside the one that is counted with now."""
        plan = read_calendar([one.order.content or {}]).years[0]
        known = self._reference.calendar.years
        before = next((year for year in known if year.year == plan.year), None)
        changes = day_differences(before, plan)
        waits = row.status is Status.IN_FORCE and bool(changes)
        return replace(row, before=str(plan.year) if before else "", changes=changes, at_sign_in=waits)

    def _reworded(self, row: ReleaseRow, one: Release, released: Released) -> ReleaseRow:
        """An edition of the form texts, clause by clause beside the texts that counted before it."""
        known = {edition.version: edition for edition in self._reference.forms.editions}
        ranked = [((edition.effective_from, 0), edition) for edition in known.values()]
        given = {each.order.name: each for each in released.of(Subject.FORMS)}
        ranked = [pair for pair in ranked if pair[1].version not in given]
        ranked += [(each.rank, _edition(each)) for each in given.values() if each.withdrawn is None]
        earlier = [pair for pair in ranked if pair[0] < one.rank]
        if not earlier:
            return row
        changes = form_differences(texts_before(earlier), _edition(one).forms)
        newest = max(earlier, key=lambda pair: pair[0])[1].version
        waits = row.status is Status.IN_FORCE and row.name not in known
        return replace(row, before=newest, changes=changes, at_sign_in=waits)

    def _compared(self, uow: UnitOfWork, row: ReleaseRow, released: Released) -> ReleaseRow:
        lists = {**released.catalogues, **self._reference.catalogues}
        before, now = _before(row.name, released, lists), lists.get(row.name)
        if before is None or now is None:
            return row
        changes = differences(before, now)
        waits = row.status is Status.IN_FORCE and self._reference.catalogue.version != row.name
        is_past = row.status in (Status.REPLACED, Status.ELSEWHERE)
        cases = () if is_past else self._concerned(uow, row.name, changes)
        return replace(row, before=before.version, changes=changes, cases=cases, at_sign_in=waits)

    def _concerned(self, uow: UnitOfWork, version: str, changes: Sequence[Change]) -> tuple[Concerned, ...]:
        subs = touched(changes)
        items = tuple({int(code.partition(".")[0]) for code in subs})
        if not items:
            return ()
        asked = CardFilter(only_open=True, items=items, outlet=self._reference.outlet.code)
        found = (card for card in uow.cards.page(asked, MOST_OPEN).rows if card.sub_item in subs)
        cases: list[Concerned] = []
        for card in found:
            reading = read_case(uow.journal.of_case(card.case_id))
            pinned = reading.case.registered.catalogue if reading else ""
            if pinned and pinned != version and len(cases) < MOST_CASES:
                told = (card.case_id, card.case_no, card.applicant_name, card.sub_item, pinned)
                cases.append(Concerned(*told))
        return tuple(cases)


def _granted(row: ReleaseRow, one: Release, released: Released) -> ReleaseRow:
    """A release of policies beside the one that counted before it; the first stands alone."""
    others = (each for each in released.of(Subject.POLICIES) if each.withdrawn is None)
    earlier = max((each for each in others if each.rank < one.rank), key=lambda each: each.rank, default=None)
    if earlier is None:
        return row
    had, has = (read_policies(each.order.content or {}) for each in (earlier, one))
    return replace(row, before=earlier.order.name, changes=policy_differences(had, has))


def _edition(one: Release) -> Edition:
    (edition,) = read_form_texts([one.order.content or {}]).editions
    return edition


def _before(name: str, released: Released, lists: Mapping[str, Catalogue]) -> Catalogue | None:
    """The version that counted before: the next lower rank that was not taken back."""
    ranks = {one.order.name: one.rank for one in released.of(Subject.CATALOGUE)}
    back = {one.order.name for one in released.of(Subject.CATALOGUE) if one.withdrawn}
    own = ranks[name]
    earlier = [
        (ranks.get(version, (one.effective_from, 0)), one)
        for version, one in lists.items()
        if version != name and version not in back
    ]
    return max((pair for pair in earlier if pair[0] < own), key=lambda pair: pair[0], default=(None, None))[1]


def _refused(uow: UnitOfWork) -> tuple[str, ...]:
    """Why orders were turned away on their arrival, a reason each."""
    lines = (uow.meta.get(REFUSED_PACKS) or "").splitlines()
    return tuple(line.rpartition(" ")[2] for line in lines if line.startswith(f"{RELEASE} "))
