"""What comes from the city is shown, and a transfer to this outlet is answered with 对方已收到."""

from collections.abc import Sequence

from outlet_app.domain.case import Case
from outlet_app.domain.events import TransferSeen
from outlet_app.domain.handing import Transfer, TransferEnd
from outlet_app.domain.states import State
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.following import Following
from outlet_app.services.projection import reproject_all
from outlet_app.services.recorder import Recorder
from outlet_app.services.transfer_views import ARRIVED, TransferNews


class Arrivals:
    """Called in the transaction that takes the city's word down, so that seen means kept."""

    def __init__(self, recorder: Recorder, here: str, following: Following) -> None:
        self._recorder = recorder
        self._here = here
        self._following = following
        self._news: list[TransferNews] = []

    def cases_changed(self, uow: UnitOfWork, case_ids: Sequence[str]) -> None:
        """Project the cases again; tell senders once that this outlet's machine has the transfer."""
        before = uow.cards.states_of(case_ids)
        for case_id, case in reproject_all(uow, case_ids).items():
            self._look_at(uow, case, before.get(case_id, ""))

    def _look_at(self, uow: UnitOfWork, case: Case, before: str) -> None:
        if case.outlet != self._here:
            # What this outlet holds told its parent when it was written.
            self._following.tell(uow, case)
        if case.package is not None:
            self._following.tell_again(uow, case)
        if (sent := self._unseen(case)) is not None:
            self._recorder.record(uow, case, case.case_id, (TransferSeen(sent.op_id),))
            self._news.append(_news(ARRIVED, case, sent))
        elif (answered := self._answered(before, case)) is not None:
            self._news.append(_news(answered.end.value, case, answered))

    def take_news(self) -> tuple[TransferNews, ...]:
        """What came since the last look, for whoever sits here."""
        news, self._news = self._news, []
        return tuple(news)

    def _unseen(self, case: Case) -> Transfer | None:
        sent = case.pending
        if sent is None or sent.stays_here or sent.receiver != self._here or sent.seen_at is not None:
            return None
        return sent

    def _answered(self, before: str, case: Case) -> Transfer | None:
        """The answer of another outlet to what this one sent, where it is new here."""
        waited = before == State.TRANSFERRED
        last = case.transfers[-1] if case.transfers and case.pending is None else None
        if not waited or last is None or last.stays_here or last.from_outlet != self._here:
            return None
        return last if last.end in (TransferEnd.TAKEN, TransferEnd.RETURNED) else None


def _news(what: str, case: Case, sent: Transfer) -> TransferNews:
    by = sent.fact.receive_by.at if sent.fact.receive_by else None
    return TransferNews(
        what, case.case_no, case.registered.applicant.name, by, reason=sent.reason, remark=sent.remark
    )
