"""A question answered later: the answer told to whoever asked, and a simple one found complex."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from outlet_app.domain.case import Case
from outlet_app.domain.catalogue import ClockStart, complex_questions
from outlet_app.domain.events import Channel, Fact, ReplyWay
from outlet_app.domain.facts.consultation import ConsultationAnswered, MadeComplex, ToldWay
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.models.engine import Database
from outlet_app.services.clocks import Clocks
from outlet_app.services.oversight import refuse_unexplained
from outlet_app.services.recorder import Recorder
from outlet_app.services.reference import Reference


@dataclass(frozen=True, slots=True)
class Said:
    """What a clerk writes about an answer."""

    answer: str
    way: ToldWay
    told_at: datetime
    basis: str = ""
    told_to: str = ""
    source: str = ""


_REPLIES: Mapping[ReplyWay, ToldWay] = {
    ReplyWay.PLATFORM: ToldWay.ELECTRONIC,
    ReplyWay.PHONE: ToldWay.PHONE,
    ReplyWay.POST: ToldWay.WRITTEN,
    ReplyWay.REPORT: ToldWay.WRITTEN,
    ReplyWay.IN_PERSON: ToldWay.COUNTER,
}


class Consultations:
    """Domain.md §1.1, §9.2; each step is one transaction, Refused where the rules say no."""

    def __init__(self, database: Database, reference: Reference, recorder: Recorder, clocks: Clocks) -> None:
        self._database = database
        self._reference = reference
        self._recorder = recorder
        self._clocks = clocks

    def answer(self, case_id: str, said: Said) -> Case:
        """答复: ends the case; the release of the list it leans on is stored with it."""
        fact = ConsultationAnswered(
            answer=said.answer,
            way=said.way,
            told_at=said.told_at,
            basis=said.basis,
            told_to=said.told_to,
            catalogue=self._reference.catalogue.version,
            by_name=self._recorder.person.name,
            source=said.source,
        )

        def told(case: Case) -> Fact:
            refuse_unexplained(case, self._recorder.clock.now())
            return fact

        return self._step(case_id, told)

    def make_complex(self, case_id: str, reason: str) -> Case:
        """转为复杂咨询: 24 hours and 3 working days from the registration, as the list promises."""
        return self._step(case_id, lambda case: self._complex(case, reason))

    def _complex(self, case: Case, reason: str) -> MadeComplex:
        told = case.registered
        asked = next(complex_questions(self._reference.catalogue_of(told.catalogue), told.item), None)
        if asked is None:
            raise Refused(Refusal("consultation.no_clock"))
        return MadeComplex(reason, self._clocks.started(asked, ClockStart.REGISTERED, case.registered_at))

    def _step(self, case_id: str, made: Callable[[Case], Fact]) -> Case:
        with self._database.unit_of_work() as uow:
            case = self._recorder.read(uow, case_id).case
            case = self._recorder.record(uow, case, case_id, (made(case),))
            uow.commit()
        return case


def usual_way(case: Case) -> ToldWay:
    """How an answer most likely reaches whoever asked: as a letter or work order wants, else by phone."""
    if case.registered.incoming is not None:
        return _REPLIES[case.registered.incoming.reply_by]
    ways = {Channel.COUNTER: ToldWay.COUNTER, Channel.ONLINE: ToldWay.ELECTRONIC}
    told = case.registered
    return ToldWay.PHONE if told.applicant.phone else ways.get(told.channel, ToldWay.PHONE)
