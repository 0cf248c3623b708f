"""值班、交接班 and 用印: whose duty it is at this terminal, and which seal went on which paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time

from outlet_app.domain.attendance import Stay, stays
from outlet_app.domain.calendar import CST, ONE_DAY, local_day
from outlet_app.domain.duty import Book, book_id, judge, takes_seal
from outlet_app.domain.facts.duty import (
    AwayReason,
    DutyAway,
    DutyBack,
    DutyBegun,
    DutyEnded,
    DutyFact,
    DutyHanded,
    Pending,
    Seal,
    SealUsed,
)
from outlet_app.domain.people import Person
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.domain.states import State
from outlet_app.models.cards import CardFilter
from outlet_app.models.engine import Database
from outlet_app.models.papers import Paper
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.duty_reading import read_book
from outlet_app.services.issuing import Issuing
from outlet_app.services.queue import unsent_rows
from outlet_app.services.recorder import Recorder, misfit, op_of
from outlet_app.services.reference import Reference
from outlet_app.system.keystore import KeyStore

MOST_OPEN = 5_000
_CORRECTING = frozenset({State.CORRECTION, State.CORRECTION_AFTER})


@dataclass(frozen=True, slots=True)
class DutyView:
    """The terminal's day: who is on duty since when, what is pending, and who could take over.

    stays: who had the terminal open today, as far as it is written; names: of them, by 工号.
    """

    on_duty: Person | None
    since: datetime | None
    away: bool
    mine: bool
    pending: Pending
    colleagues: tuple[Person, ...]
    stays: tuple[Stay, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)


class Duty:
    """One transaction a step; Refused where the rules say no. What a hand-over lists is counted here."""

    def __init__(
        self,
        database: Database,
        reference: Reference,
        recorder: Recorder,
        issuing: Issuing,
        keystore: KeyStore,
    ) -> None:
        self._database = database
        self._reference = reference
        self._recorder = recorder
        self._issuing = issuing
        self._keystore = keystore

    def view(self) -> DutyView:
        """The book as it stands now."""
        me, slots = self._recorder.person, set(self._keystore.people())
        with self._database.reading() as uow:
            book = self._book(uow)
            known = {one.staff_no: one for one in uow.people.all()}
            pending = self._pending(uow, book)
        others = tuple(one for no, one in known.items() if no != me.staff_no and no in slots and one.active)
        on_duty = known.get(book.on_duty) if book and book.on_duty else None
        return DutyView(
            on_duty=on_duty,
            since=_since(book),
            away=book is not None and book.away,
            mine=book is not None and book.on_duty == me.staff_no,
            pending=pending,
            colleagues=others,
            stays=stays(book.events) if book else (),
            names={no: one.name for no, one in known.items()},
        )

    def begin(self, seals: str, devices: str, note: str = "") -> None:
        """到岗; in the place of whoever left without a hand-over, and that is written down."""
        with self._database.reading() as uow:
            book = self._book(uow)
        self._write(DutyBegun(seals, devices, book.on_duty if book else "", note))

    def hand_over(
        self, to: str, password: str, seals: str, devices: str = "", papers: str = "", note: str = ""
    ) -> None:
        """交接: the receiver types the own 口令; WrongPassword, LockedOut, UnknownPerson, Refused."""
        self._refuse(DutyHanded(to, Pending(), seals, devices, papers, note))
        self._keystore.prove(to, password)
        with self._database.reading() as uow:
            pending = self._pending(uow, self._book(uow))
        self._write(DutyHanded(to, pending, seals, devices, papers, note))

    def leave(self, reason: AwayReason, stand_in: str = "", note: str = "") -> None:
        """离岗 for a while."""
        self._write(DutyAway(reason, stand_in, note))

    def come_back(self) -> None:
        """返岗."""
        self._write(DutyBack())

    def end(self, seals: str, note: str = "") -> None:
        """下班, with what stays behind."""
        with self._database.reading() as uow:
            pending = self._pending(uow, self._book(uow))
        self._write(DutyEnded(pending, seals, note))

    def unsealed(self) -> tuple[SealUsed, ...]:
        """Today's prints that take a seal, of which no use is written down: the newest first."""
        with self._database.reading() as uow:
            return self._unsealed(uow, self._book(uow))

    def seal_latest(self) -> SealUsed | None:
        """用印 of the paper printed last, as many copies as its form has; None where nothing waits."""
        waiting = self.unsealed()
        if not waiting:
            return None
        self._write(waiting[0])
        return waiting[0]

    def use_seal(self, used: SealUsed) -> None:
        """用印 with another seal, other copies, or for a paper of another day."""
        self._write(used)

    def _write(self, fact: DutyFact) -> None:
        with self._database.unit_of_work() as uow:
            event = self._recorder.event(self._id, fact)
            refusal = judge(self._book(uow), event) or misfit(event)
            if refusal is not None:
                raise Refused(refusal)
            self._recorder.append(uow, op_of(event))
            uow.commit()

    def _refuse(self, fact: DutyFact) -> None:
        with self._database.reading() as uow:
            event = self._recorder.event(self._id, fact)
            refusal: Refusal | None = judge(self._book(uow), event) or misfit(event)
        if refusal is not None:
            raise Refused(refusal)

    @property
    def _id(self) -> str:
        here, today = self._reference, local_day(self._recorder.clock.now())
        return book_id(here.outlet.code, here.terminal, today)

    def _book(self, uow: UnitOfWork) -> Book | None:
        return read_book(uow.journal.of_case(self._id))

    def _pending(self, uow: UnitOfWork, book: Book | None) -> Pending:
        me, now = self._recorder.person.staff_no, self._recorder.clock.now()
        cards = uow.cards.page(CardFilter(only_open=True), MOST_OPEN).rows
        mine = [card for card in cards if card.handler == me]
        return Pending(
            open_cases=len(mine),
            late=sum(card.due_at is not None and card.due_at < now for card in mine),
            correcting=sum(card.state in _CORRECTING for card in mine),
            to_receive=sum(card.state == State.TRANSFERRED for card in cards),
            unsent=len(unsent_rows(uow)),
            unprinted=len(uow.papers.unspooled()),
            unsealed=len(self._unsealed(uow, book)),
        )

    def _unsealed(self, uow: UnitOfWork, book: Book | None) -> tuple[SealUsed, ...]:
        done = book.sealed if book else frozenset()
        start = datetime.combine(local_day(self._recorder.clock.now()), time(), CST)
        papers = uow.papers.printed(start, start + ONE_DAY)
        wanted = [one for one in papers if takes_seal(one.form) and one.number not in done]
        return tuple(self._used(uow, one) for one in _each_once(wanted))

    def _used(self, uow: UnitOfWork, paper: Paper) -> SealUsed:
        card = uow.cards.get(paper.case_id) if paper.case_id else None
        copies = self._issuing.copies(paper.form)
        return SealUsed(paper.number, paper.form, Seal.BUSINESS, copies, card.case_no if card else "")


def _each_once(papers: Sequence[Paper]) -> tuple[Paper, ...]:
    """The newest print of each number, in the order given: the newest first."""
    found: dict[str, Paper] = {}
    for one in papers:
        found.setdefault(one.number, one)
    return tuple(found.values())


def _since(book: Book | None) -> datetime | None:
    if book is None or not book.on_duty:
        return None
    turns = (event.at for event in reversed(book.events) if isinstance(event.fact, DutyBegun | DutyHanded))
    return next(turns, None)
