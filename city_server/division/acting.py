"""One decision of somebody signed in: carried out once, written down, and answered with the next page."""

from collections.abc import Callable

from sqlalchemy import Connection
from starlette.responses import Response

from city_server.division import diary, once
from city_server.division.view import onward
from city_server.division.visit import Visit
from city_server.word import Unsaid

UNPROCESSABLE = 422
LONGEST = 2000


class NotDone(Exception):  # noqa: N818 - an answer to whoever decided it
    """The step may not be taken; the message is the code of the refusal."""


Work = Callable[[Connection], object]
Again = Callable[[Visit, str], Response]


def act(visit: Visit, what: diary.What, about: str, work: Work, onto: tuple[str, Again]) -> Response:
    """Let the work take effect; the way `onto` it, or the page again with the code of what is in the way.

    Sent twice it is done once: the second form finds the mark of the first one.
    """

    def done(conn: Connection) -> str:
        def carry() -> str:
            work(conn)
            diary.note(conn, visit.me.staff_no, what, about, visit.address)
            return what.value

        return once.carry_out(conn, visit.me.staff_no, visit.form["once"], carry)

    place, again = onto
    try:
        return onward(place, said=visit.city.store.settle(done))
    except (NotDone, Unsaid) as refusal:
        return again(visit, str(refusal))


def told(visit: Visit, name: str, needed: str = "", longest: int = LONGEST) -> str:
    """What stands in a field; NotDone with the code `needed` where it is empty, or where it is too long."""
    text = visit.form.get(name, "").strip()
    if needed and not text:
        raise NotDone(needed)
    if len(text) > longest:
        raise NotDone("division.too_long")
    return text
