"""邀请评价: one service event is asked about, and what is answered is sealed before it is kept."""

from dataclasses import replace
from datetime import date, datetime

from outlet_app.domain.calendar import CST
from outlet_app.domain.case import Case, judge
from outlet_app.domain.events import ReviewEnded, ReviewOffered, ReviewOutcome
from outlet_app.domain.masking import mask_phone
from outlet_app.domain.occasions import Served
from outlet_app.domain.problems import Problem, Refusal, Refused
from outlet_app.domain.reviews.again import (
    WRONG_CODE,
    Tries,
    again_code,
    code_fits,
    is_again,
    one_more,
    rated,
)
from outlet_app.domain.reviews.answers import Answer, Ending, check_answer
from outlet_app.domain.reviews.levels import Level
from outlet_app.models.engine import Database
from outlet_app.models.journal import Op
from outlet_app.models.reviews import CityKey, Pending
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.reading import Reading, readings_of_day
from outlet_app.services.recorder import Recorder
from outlet_app.services.reference import Reference
from outlet_app.services.review_views import Invitation
from outlet_app.sync.wire import REVIEW_KIND, REVIEW_KV, Review, ReviewKey, review_mark, seal_review


class Reviews:
    """Domain.md §7.4; decisions.md 18. Nothing here makes a review without a press of the applicant's."""

    def __init__(self, database: Database, reference: Reference, recorder: Recorder) -> None:
        self._database = database
        self._reference = reference
        self._recorder = recorder

    def invite(self, case_id: str = "") -> Invitation:
        """Ask about the last service event of a case, or of whoever this clerk served last today.

        Refused(review.no_key) before the city's key has come, review.none_today, review.no_service, and
        review.rated where it has been answered. An event not rated may be asked about again.
        """
        with self._database.unit_of_work() as uow:
            self._finish(uow)
            if uow.reviews.key() is None:
                raise Refused(Refusal("review.no_key"))
            reading = self._recorder.read(uow, case_id) if case_id else self._last_served(uow)
            case, last = reading.case, _to_be_rated(reading.case)
            if last.code not in case.reviews_offered:
                self._recorder.record(uow, case, case.case_id, (ReviewOffered(last.code),))
            invitation = self._invitation(uow, reading, last)
            uow.commit()
        return invitation

    def follow(self, case_id: str) -> Invitation:
        """追评: ask for a later word on the newest rated service event without one; no case tells of it.

        Refused(review.none_rated) where nobody rated anything, review.followed where this machine took
        the one later word of each before, review.code_tries after too many wrong codes within an hour.
        """
        with self._database.reading() as uow:
            key = uow.reviews.key()
            if key is None:
                raise Refused(Refusal("review.no_key"))
            reading = self._recorder.read(uow, case_id)
            told = rated(reading.case)
            if not told:
                raise Refused(Refusal("review.none_rated"))
            self._refuse_tries(uow, case_id)
            silent = (one for one in told if not _has_later(uow, key, case_id, again_code(one.code)))
            last = next(silent, None)
            if last is None:
                raise Refused(Refusal("review.followed"))
            return replace(self._invitation(uow, reading, last), occasion=again_code(last.code), again=True)

    def admit(self, invitation: Invitation, typed: str) -> Problem | None:
        """Whether the 查询码 typed on the citizen's screen is the case's; Refused(review.code_tries)."""
        case_id, now = invitation.case_id, self._recorder.clock.now()
        with self._database.unit_of_work() as uow:
            self._refuse_tries(uow, case_id)
            problem = code_fits(self._recorder.read(uow, case_id).case, typed)
            if problem is not None and problem.code == WRONG_CODE:
                tries = one_more(_tries(uow, case_id), now)
                uow.reviews.keep_tries(case_id, tries.since, tries.count)
                uow.commit()
                self._refuse_tries(uow, case_id)
        return problem

    def _refuse_tries(self, uow: UnitOfWork, case_id: str) -> None:
        tries = _tries(uow, case_id)
        if tries is not None and tries.is_closed(self._recorder.clock.now()):
            raise Refused(Refusal("review.code_tries"))

    def press(self, invitation: Invitation, level: Level, instead_of: Level | None = None) -> None:
        """A card was pressed: from here the level counts, also if the power fails before the reasons."""
        with self._database.unit_of_work() as uow:
            before = uow.reviews.pressed(invitation.case_id, invitation.occasion)
            at = datetime.fromisoformat(before.at) if before else self._recorder.clock.now()
            op_id = before.op_id if before else self._recorder.new_id()
            answer = Answer(level, ending=Ending.CUT_OFF)
            uow.reviews.press(self._sealed(uow, invitation, answer, op_id, at))
            if not invitation.again:
                # What the first word was is known to the city alone, so the second cannot be counted here.
                _count(uow, invitation, level, instead_of if before else None)
            uow.commit()

    def submit(self, invitation: Invitation, answer: Answer) -> None:
        """The reasons came to their end; sealed, queued and noted in the case in one transaction.

        Refused(review.incomplete) where the answer does not hold, review.not_pressed without a card.
        """
        if check_answer(answer) is not None:
            raise Refused(Refusal("review.incomplete"))
        with self._database.unit_of_work() as uow:
            pressed = uow.reviews.pressed(invitation.case_id, invitation.occasion)
            if pressed is None:
                raise Refused(Refusal("review.not_pressed"))
            at = datetime.fromisoformat(pressed.at)
            self._settle(uow, self._sealed(uow, invitation, answer, pressed.op_id, at))
            uow.commit()

    def leave(self, invitation: Invitation, outcome: ReviewOutcome) -> None:
        """Nobody answered: counted as 未评价, and no reason is asked."""
        if outcome is ReviewOutcome.RATED:
            raise ValueError("a review is given by pressing a card")
        if invitation.again:
            return
        with self._database.unit_of_work() as uow:
            case = self._recorder.read(uow, invitation.case_id).case
            fact = ReviewEnded(invitation.occasion, outcome)
            self._recorder.record(uow, case, invitation.case_id, (fact,))
            uow.commit()

    def finish(self) -> int:
        """Bring what a power cut left behind into the journal; how many reviews that were."""
        with self._database.unit_of_work() as uow:
            count = self._finish(uow)
            if count:
                uow.commit()
        return count

    def _finish(self, uow: UnitOfWork) -> int:
        left = uow.reviews.all_pressed()
        for pending in left:
            self._settle(uow, pending)
        return len(left)

    def _settle(self, uow: UnitOfWork, pending: Pending) -> None:
        uow.reviews.settle(pending)
        if is_again(pending.occasion):
            key = uow.reviews.key()
            if key is not None:
                uow.reviews.take(_mark(key, pending.case_id, pending.occasion))
        else:
            self._end(uow, pending)
        self._recorder.append(
            uow, Op(pending.op_id, REVIEW_KIND, REVIEW_KV, pending.op_id, pending.at, "", pending.body)
        )

    def _end(self, uow: UnitOfWork, pending: Pending) -> None:
        case = self._recorder.read(uow, pending.case_id).case
        ended = self._recorder.event(pending.case_id, ReviewEnded(pending.occasion, ReviewOutcome.RATED))
        # Where another window's review came first the city says so; what was pressed here is never dropped.
        if judge(case, ended) is None:
            self._recorder.record(uow, case, pending.case_id, (ended.fact,))

    def _sealed(
        self, uow: UnitOfWork, invitation: Invitation, answer: Answer, op_id: str, at: datetime
    ) -> Pending:
        key = uow.reviews.key()
        if key is None:
            raise Refused(Refusal("review.no_key"))
        review = Review(
            case_id=invitation.case_id,
            case_no=invitation.case_no,
            occasion=invitation.occasion,
            number=invitation.number,
            item=invitation.item,
            by=invitation.by,
            at=at,
            answer=answer,
        )
        here = self._reference
        to = ReviewKey(public=key.public, mark=key.mark)
        body = seal_review(review, to, op_id, here.outlet.code, here.terminal)
        return Pending(invitation.case_id, invitation.occasion, op_id, at.isoformat(), body)

    def _invitation(self, uow: UnitOfWork, reading: Reading, last: Served) -> Invitation:
        case, told, clerk = reading.case, reading.case.registered, uow.people.get(last.by)
        item = self._reference.item_of(told.item, told.catalogue)
        return Invitation(
            case_id=case.case_id,
            case_no=case.case_no,
            occasion=last.code,
            number=1 + case.served.index(last),
            item=told.item,
            item_name=item.short_name if item else "",
            by=last.by,
            clerk=clerk.name if clerk else "",
            asked_on=_asked_on(reading, last.code, self._recorder.clock.now()),
            masked_phone=mask_phone(told.applicant.phone),
        )

    def _last_served(self, uow: UnitOfWork) -> Reading:
        me, today = self._recorder.person.staff_no, _day_of(self._recorder.clock.now())
        mine = [
            (last.at, reading.case.case_id, reading)
            for reading in readings_of_day(uow, today)
            if (last := reading.case.rateable) and last.by == me and _day_of(last.at) == today
        ]
        if not mine:
            raise Refused(Refusal("review.none_today"))
        return max(mine, key=lambda one: one[:2])[2]


def _count(uow: UnitOfWork, invitation: Invitation, level: Level, instead_of: Level | None) -> None:
    if instead_of is not None:
        uow.reviews.uncount(invitation.asked_on, invitation.item, instead_of)
    uow.reviews.count(invitation.asked_on, invitation.item, level)


def _mark(key: CityKey, case_id: str, occasion: str) -> str:
    return review_mark(bytes.fromhex(key.mark), case_id, occasion)


def _has_later(uow: UnitOfWork, key: CityKey, case_id: str, occasion: str) -> bool:
    """Whether this machine took a later word on the event, or a card of it is pressed."""
    return uow.reviews.pressed(case_id, occasion) is not None or uow.reviews.took(
        _mark(key, case_id, occasion)
    )


def _tries(uow: UnitOfWork, case_id: str) -> Tries | None:
    told = uow.reviews.tries(case_id)
    return Tries(*told) if told else None


def _to_be_rated(case: Case) -> Served:
    if not case.served:
        raise Refused(Refusal("review.no_service"))
    if case.rateable is None:
        raise Refused(Refusal("review.rated"))
    return case.rateable


def _asked_on(reading: Reading, occasion: str, now: datetime) -> date:
    first = (event.at for event in reading.counted if event.fact == ReviewOffered(occasion))
    return _day_of(next(first, now))


def _day_of(at: datetime) -> date:
    return at.astimezone(CST).date()
