"""A visitor of a real counter and the sealed review of it, as the queue takes it."""

from outlet_app.domain.events import Fact
from outlet_app.domain.reviews.answers import Answer
from outlet_app.models.journal import Op
from outlet_app.sync import wire
from tests.support.builders import CLERK
from tests.support.counter import Counter


class Visit:
    """A case at a counter, and what somebody said of it."""

    def __init__(self, one: Counter, key: wire.ReviewKey, *facts: Fact, **registered: object) -> None:
        self.one, self.key = one, key
        self.case_id = one.register(*facts, **registered)

    def rated(self, answer: Answer, occasion: str = "consult", number: int = 1, **changes: object) -> str:
        """Queue a sealed review; its op id."""
        one, me, now = self.one, self.one.me, self.one.clock.now()
        op_id = f"rev-{self.case_id[-14:]}-{occasion.replace('/', '-')}"
        values: dict[str, object] = {
            "case_id": self.case_id,
            "case_no": self.case_no,
            "occasion": occasion,
            "number": number,
            "item": 2,
            "by": CLERK,
            "at": now,
            "answer": answer,
        }
        told = wire.Review(**values | changes)  # type: ignore[arg-type]
        body = wire.seal_review(told, self.key, op_id, me.outlet_code, me.terminal_no)
        one.save_raw([Op(op_id, wire.REVIEW_KIND, wire.REVIEW_KV, op_id, now.isoformat(), "", body)])
        return op_id

    @property
    def case_no(self) -> str:
        """As printed."""
        with self.one.database.reading() as uow:
            card = uow.cards.get(self.case_id)
        assert card is not None
        return card.case_no
