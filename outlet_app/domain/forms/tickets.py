"""The sheets of 叫号: the number that is called, and what became of it."""

from collections.abc import Mapping

from outlet_app.domain.facts.duty import TicketEnded, TicketFate
from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.forms.reading import Values
from outlet_app.domain.forms.registration import APART
from outlet_app.domain.forms.spec import Field, Form, Kind, sheet
from outlet_app.domain.problems import Problem
from outlet_app.domain.tickets import EXPLAINED, read_ticket

LIMIT = 12
CALL = sheet("call", Field("number", Kind.LINE, LIMIT, needed=True, sent=APART))
FATE = sheet(
    "fate",
    Field("fate", Kind.CHOICE, options=tuple(TicketFate), needed=True),
    Field("note", Kind.TEXT, 200, needed_when=("fate", tuple(EXPLAINED))),
    Field("following", Kind.LINE, LIMIT, sent=APART),
)
TOLD: Mapping[type[Fact], Form] = {TicketEnded: FATE}


def ticket_problems(said: Values, field: str) -> dict[str, Problem]:
    """A number nobody could have drawn; nothing typed is none."""
    text = said[field].strip()
    ticket = read_ticket(text) if text else None
    return {field: ticket} if isinstance(ticket, Problem) else {}
