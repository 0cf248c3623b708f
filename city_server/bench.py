"""The judge's bench: what becomes of each operation, with the same rules as on the counter."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from city_server import blob_links, numbers, reviews
from city_server.dossiers import Dossier, lay_out
from city_server.posts import Posts
from city_server.sights import sight_of
from city_server.standings import Args, Standing
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import CaseEvent, ClockTrust, Registered, TransferredOut
from outlet_app.domain.facts.credit import DiscreditProposed
from outlet_app.domain.facts.rectification import TaskOpened, TaskRouted
from outlet_app.domain.problems import Refusal
from outlet_app.domain.records import Record, apply, judge
from outlet_app.domain.rectification.rules import CITY
from outlet_app.sync.wire import REVIEW_KIND, UNREADABLE_KIND, Unreadable, Verdict, VerdictCode, decode_event

_LOG = logging.getLogger(__name__)
_CLOCK_AHEAD = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Brought:
    """An operation before the bench; `outlet` is the one of the device that sent it, or CITY."""

    op_id: str
    case_id: str
    kind: str
    instance_id: str
    outlet: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the bench decided; `n` is the event's place in its case where it took effect."""

    op_id: str
    case_id: str
    standing: Standing
    n: int | None = None


class Bench:
    """Judges operations in order; each sees the effect of those before it.

    posts: of the outlet that sends; None where a person of the city has the word.
    """

    def __init__(self, conn: Connection, query_key: bytes, now: datetime, posts: Posts | None = None) -> None:
        self.conn = conn
        self._posts = posts
        self.claims = numbers.Claims(conn)
        self._query_key = query_key
        self._now = now
        self._read: dict[bytes, CaseEvent | Unreadable] = {}
        self.dossiers: dict[str, Dossier] = {}

    def lay_out(self, case_ids: set[str]) -> None:
        """Lock and load the cases that will be judged."""
        self.dossiers = lay_out(self.conn, case_ids)

    def read_ahead(self, all_brought: Iterable[Brought]) -> None:
        """Read many operations and look up their numbers in few statements, before they are judged singly."""
        events = [one.body for one in all_brought if one.kind not in (REVIEW_KIND, UNREADABLE_KIND)]
        self._read |= {body: told for body in events if (told := _read_if_it_can_be(body)) is not None}
        self.claims.foresee(one for one in self._read.values() if isinstance(one, CaseEvent))

    def judge(self, brought: Brought) -> Ruling:
        """Give the verdict; whatever goes wrong in here parks this operation and no other."""
        dossier = self.dossiers.get(brought.case_id) or Dossier(brought.case_id)
        try:
            standing = self._weigh(brought, dossier)
        except OperationalError:
            raise
        except Exception:
            _LOG.exception("operation %s could not be judged", brought.op_id)
            standing = _parked(VerdictCode.FAULT)
        # A sealed review stands in no case and has no place there.
        n = dossier.events if standing.verdict.takes_effect and dossier.events else None
        _remember(dossier, brought, standing)
        return Ruling(brought.op_id, brought.case_id, standing, n)

    def hold(self, brought: Brought, code: VerdictCode) -> Ruling:
        """Keep an operation for a person to decide on, whatever the rules would say of it."""
        standing = _parked(code)
        _remember(self.dossiers.get(brought.case_id) or Dossier(brought.case_id), brought, standing)
        return Ruling(brought.op_id, brought.case_id, standing)

    def _weigh(self, brought: Brought, dossier: Dossier) -> Standing:
        held = self._posts.holds(brought.body) if self._posts is not None else None
        if held is not None:
            return _parked(held)
        if brought.kind == REVIEW_KIND:
            return self._seal_kept(brought)
        if brought.outlet != CITY and dossier.scopes and brought.outlet not in dossier.scopes:
            return _parked(VerdictCode.FOREIGN_CASE)
        if brought.kind == UNREADABLE_KIND:
            dossier.has_gap = True
            return _parked(VerdictCode.UNREADABLE)
        told = self._read.pop(brought.body, None) or _read(brought.body)
        if isinstance(told, Unreadable):
            reason = VerdictCode.UNREADABLE if told.known or not told.kind else VerdictCode.UNKNOWN_KIND
            return _parked(reason, kind=told.kind, kv=told.kv)
        return self._hindrance(brought, dossier, told) or self._effect(dossier, told)

    def _seal_kept(self, brought: Brought) -> Standing:
        refused = reviews.keep(self.conn, brought.op_id, brought.outlet, brought.body)
        if refused is None:
            return Standing(Verdict.APPLIED, "", {})
        if refused is VerdictCode.REVIEW_TAKEN:
            return Standing(Verdict.REJECTED, refused, {})
        return _parked(refused)

    def _hindrance(self, brought: Brought, dossier: Dossier, event: CaseEvent) -> Standing | None:
        if event.outlet != brought.outlet:
            return _parked(VerdictCode.FOREIGN_OUTLET)
        if dossier.has_gap:
            return _parked(VerdictCode.CASE_GAP)
        case = dossier.case()
        found = judge(case, event) or self._not_let(case, event)
        if isinstance(found, VerdictCode):
            return _parked(found)
        return None if found is None else _refused(found, brought, dossier)

    def _not_let(self, case: Record | None, event: CaseEvent) -> Refusal | VerdictCode | None:
        """Tasks, activities and books say themselves who may write in them."""
        if self._posts is None or not (case is None or isinstance(case, Case)):
            return None
        return self._posts.forbidden(case, event) or self._posts.doubted(case, event)

    def _effect(self, dossier: Dossier, event: CaseEvent) -> Standing:
        # Folded before anything is written, so that an event that breaks the fold claims no number.
        case = apply(dossier.case(), event)
        sight = sight_of(case, dossier.events + 1)
        if not numbers.legible(event):
            return _parked(VerdictCode.UNREADABLE)
        taken = self.claims.claim(event)
        if taken is not None:
            return _parked(taken)
        blob_links.note(self.conn, event)
        dossier.take(event, case, sight)
        dossier.scopes |= _seen_by(event)
        if isinstance(event.fact, Registered):
            dossier.query_hash = numbers.query_hash(self._query_key, event.fact)
        if event.trust is ClockTrust.SUSPECT or event.at > self._now + _CLOCK_AHEAD:
            return Standing(Verdict.APPLIED_WARN, VerdictCode.CLOCK, {})
        return Standing(Verdict.APPLIED, "", {})


def _read(body: bytes) -> CaseEvent | Unreadable:
    try:
        return decode_event(body)
    except Unreadable as told:
        return told


def _read_if_it_can_be(body: bytes) -> CaseEvent | Unreadable | None:
    """None where reading itself breaks: it will break again where the operation is judged, and only there."""
    try:
        return _read(body)
    except Exception:
        _LOG.exception("an operation could not be read ahead")
        return None


def _refused(refusal: Refusal, brought: Brought, dossier: Dossier) -> Standing:
    # What a parked operation would have changed is not known yet, so nobody is refused because of it.
    if dossier.parked:
        return _parked(VerdictCode.DEPENDS, op=dossier.parked[0])
    root = dossier.refused_first(brought.instance_id)
    if root:
        return Standing(Verdict.REJECTED, VerdictCode.DEPENDS, {"op": root})
    return Standing(Verdict.REJECTED, refusal.code, _plain(refusal.args) | _who_was_first(dossier))


def _who_was_first(dossier: Dossier) -> Args:
    if dossier.last is None:
        return {}
    return {"outlet": dossier.last.outlet, "at": dossier.last.at.isoformat()}


_SENT_TO = TransferredOut | TaskOpened | TaskRouted | DiscreditProposed


def _seen_by(event: CaseEvent) -> set[str]:
    fact = event.fact
    receiver = fact.to_outlet if isinstance(fact, _SENT_TO) else ""
    return {event.outlet, receiver} - {""}


def _remember(dossier: Dossier, brought: Brought, standing: Standing) -> None:
    if standing.verdict is Verdict.PARKED:
        dossier.note_parked(brought.op_id, standing.code)
    elif standing.verdict is Verdict.REJECTED:
        dossier.note_refused(brought.instance_id, brought.op_id)


def _parked(code: VerdictCode, **args: str | int) -> Standing:
    return Standing(Verdict.PARKED, code, dict(args))


def _plain(args: Mapping[str, object]) -> Args:
    return {key: value if isinstance(value, (str, int, float)) else str(value) for key, value in args.items()}
