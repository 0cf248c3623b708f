"""Who comes through to a handler: a known session, and a form that one of our own pages sent."""

import hmac
from collections.abc import Callable
from dataclasses import replace

from starlette.responses import Response

from city_server.division import once, sessions
from city_server.division.places import Place
from city_server.division.view import onward, page, signed_out
from city_server.division.visit import Visit
from outlet_app.wording import division as words

Handler = Callable[[Visit], Response]
FORBIDDEN = 403
# Where somebody may go whose password was handed out by somebody else.
_UNCHANGED = frozenset({Place.PASSWORD, Place.SIGN_OUT})


def let_in(visit: Visit, handler: Handler, *, to_all: bool = False) -> Response:
    """Ask the handler, or say why not: not signed in, password to be changed, a form of another page."""
    if visit.posts and not visit.own:
        return refused(visit)
    if to_all:
        return handler(visit)
    visit = replace(visit, signed=_signed(visit))
    if visit.signed is None:
        return signed_out(visit, "over" if visit.token else "")
    if visit.posts and not _is_theirs(visit):
        return refused(visit)
    if visit.signed.handed_out and visit.path not in _UNCHANGED:
        return onward(Place.PASSWORD)
    return handler(visit)


def refused(visit: Visit) -> Response:
    """A form that is none of this session's: nothing was done."""
    return page(visit, "plain.html", FORBIDDEN, sentence=words.STALE_FORM)


def alike(told: str, kept: str) -> bool:
    """Whether two secrets are the same, in the same time for each wrong one."""
    return bool(kept) and hmac.compare_digest(told.encode(), kept.encode())


def _signed(visit: Visit) -> sessions.Signed | None:
    store = visit.city.store
    with store.read() as conn:
        found = sessions.find(conn, visit.token)
    if found is not None and found.stale:
        store.settle(lambda conn: sessions.touch(conn, visit.token))
    return found


def _is_theirs(visit: Visit) -> bool:
    key, form = visit.form.get("key", ""), visit.form.get("once", "")
    return alike(key, visit.me.form_key) and once.is_mark(form)
