"""What comes from the city is shown, and a transfer to this outlet is answered with 对方已收到."""

from outlet_app.domain.case import Case
from outlet_app.domain.events import TransferSeen
from outlet_app.domain.handing import Transfer, TransferEnd
from outlet_app.domain.states import State
from outlet_app.models.cards import Card
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.following import Following
from outlet_app.services.projection import reproject
from outlet_app.services.recorder import Recorder
from outlet_app.services.transfer_views import ARRIVED, TransferNews


class Arrivals:
    """Called in the transaction that takes the city's word down, so that seen means kept."""

    def __init__(self, recorder: Recorder, here: str, following: Following) -> None:
        self._recorder = recorder
        self._here = here
        self._following = following
        self._news: list[TransferNews] = []

    def case_changed(self, uow: UnitOfWork, case_id: str) -> None:
        """Project the case again; tell the sender once that this outlet's machine has the transfer."""
        before = uow.cards.get(case_id)
        case = reproject(uow, case_id)
        if case is None:
            return
        if case.outlet != self._here:
            # What this outlet holds told its parent when it was written.
            self._following.tell(uow, case)
        if (sent := self._unseen(case)) is not None:
            self._recorder.record(uow, case, case_id, (TransferSeen(sent.op_id),))
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

    def _answered(self, before: Card | None, case: Case) -> Transfer | None:
        """The answer of another outlet to what this one sent, where it is new here."""
        waited = before is not None and before.state == State.TRANSFERRED
        last = case.transfers[-1] if case.transfers and case.pending is None else None
        if not waited or last is None or last.stays_here or last.from_outlet != self._here:
            return None
        return last if last.end in (TransferEnd.TAKEN, TransferEnd.RETURNED) else None


def _news(what: str, case: Case, sent: Transfer) -> TransferNews:
    by = sent.fact.receive_by.at if sent.fact.receive_by else None
    return TransferNews(
        what, case.case_no, case.registered.applicant.name, by, reason=sent.reason, remark=sent.remark
    )
