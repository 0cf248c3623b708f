"""W13 转办单: who hands a matter to whom, with what, and how it is taken (domain.md §1.4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from outlet_app.printing.acceptance import Limit
from outlet_app.printing.blocks import Choice
from outlet_app.printing.case_facts import CaseFacts
from outlet_app.printing.facts import Fact
from outlet_app.printing.fonts import Faces
from outlet_app.printing.form_page import FormPage, Ticks, set_form
from outlet_app.printing.handed import HandedRow, handed
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.pages import Piece
from outlet_app.printing.signing import party
from outlet_app.wording import papers
from outlet_app.wording.formats import long_day, long_moment
from outlet_app.wording.forms import handing as words


@dataclass(frozen=True, slots=True)
class TransferValues:
    """A matter handed over; taken is None until the receiver has answered, then 接收 or 退回.

    return_reason: a ReturnReason's code.
    """

    imprint: Imprint
    about: CaseFacts
    sent_at: datetime
    from_unit: str
    from_person: str
    to_unit: str
    to_person: str
    first_contact: str
    reason: str
    request: str
    done: str
    limits: tuple[Limit, ...] = ()
    bundle: tuple[HandedRow, ...] = ()
    urgent: bool = False
    taken: bool | None = None
    return_reason: str = ""
    return_remark: str = ""
    result: str = ""
    fed_back_at: datetime | None = None


def build_transfer(values: TransferValues, faces: Faces) -> bytes:
    """The paper as PDF, the same bytes for the same values; NoGlyph, DoesNotFit."""
    return set_form(values.imprint, faces, partial(_pieces, values))


def _pieces(values: TransferValues, page: FormPage) -> Iterator[Piece]:
    yield from page.title()
    yield page.facts(values.about)
    yield from _sent(values, page)
    yield from page.section(handed(words.BUNDLE, values.bundle))
    yield from _answer(values, page)
    yield page.heading(words.DUTIES)
    yield from page.clauses("duty_", whole=True)
    sent = party(words.SENT_BY, values.from_person, values.about.outlet_phone, long_day(values.sent_at))
    yield page.halves(sent, party(words.TAKEN_BY), words.TITLES)
    yield from page.notes(values.about)


def _sent(values: TransferValues, page: FormPage) -> Iterator[Piece]:
    urgency = (
        Choice(words.ORDINARY_LABEL, not values.urgent),
        Choice(words.URGENT_LABEL, values.urgent),
    )
    return page.fields(
        (Fact(words.FROM_UNIT, values.from_unit), Fact(words.FROM_PERSON, values.from_person)),
        (Fact(words.TO_UNIT, values.to_unit), Fact(words.TO_PERSON, values.to_person)),
        (Fact(words.SENT_AT, long_moment(values.sent_at)), Fact(words.FIRST_CONTACT, values.first_contact)),
        Ticks(words.URGENT, urgency),
        Fact(words.REASON, values.reason),
        Fact(words.REQUEST, values.request),
        Fact(words.DONE, values.done),
        Fact(words.LIMIT, words.LIMITS.join(papers.limit(one.rule, one.due) for one in values.limits)),
    )


def _answer(values: TransferValues, page: FormPage) -> Iterator[Piece]:
    taken = Choice(words.TAKEN, values.taken is True), Choice(words.RETURNED, values.taken is False)
    told = long_moment(values.fed_back_at) if values.fed_back_at else ""
    return page.fields(
        Ticks(words.RECEPTION, taken),
        Fact(words.RETURN_REASON, words.returned(values.return_reason, values.return_remark)),
        Fact(words.RESULT, values.result),
        Fact(words.FED_BACK, told),
        frame="answer",
        gap=page.space.section,
    )
