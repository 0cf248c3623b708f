"""Signing in and out at the division's pages, and the password of one's own."""

import secrets

from sqlalchemy import Connection
from starlette.responses import Response

from city_server.division import diary, keeping, once, sessions, staff, tries
from city_server.division.acting import UNPROCESSABLE
from city_server.division.gate import FORBIDDEN, alike, refused
from city_server.division.places import Place
from city_server.division.view import onward, page, signed_out, with_cookie
from city_server.division.visit import DOOR, SESSION, Visit
from outlet_app.wording import division as words
from outlet_app.wording import division_sentences as sentences

TOO_MANY = 429


def show_door(visit: Visit) -> Response:
    """The sign-in page, with a secret of its own that only its own form knows."""
    return _door(visit)


def sign_in(visit: Visit) -> Response:
    """Open a session for whoever knows the password; the same words for every other case."""
    if not alike(visit.form.get("door", ""), visit.door):
        return refused(visit)
    store, staff_no = visit.city.store, visit.form.get("staff_no", "").strip()
    known = staff_no if staff.is_staff_no(staff_no) else ""
    try:
        store.settle(lambda conn: tries.count(conn, known, visit.address))
    except tries.TooOften as often:
        store.settle(lambda conn: diary.note(conn, known, diary.What.TOO_OFTEN, "", visit.address))
        return _door(visit, TOO_MANY, sentences.too_often(often.wait_s))
    with store.read() as conn:
        kept = staff.kept_password(conn, known)
    # Looked at between two transactions: it takes a while, and nobody else should wait for it.
    if not staff.is_right(kept, visit.form.get("password", "")):
        store.settle(lambda conn: diary.note(conn, known, diary.What.WRONG, "", visit.address))
        return _door(visit, FORBIDDEN, words.WRONG)
    token = store.settle(lambda conn: _begin(conn, visit, known))
    return with_cookie(onward(Place.HOME), visit, SESSION, token)


def sign_out(visit: Visit) -> Response:
    """End the session for good."""

    def work(conn: Connection) -> None:
        sessions.end(conn, visit.token)
        diary.note(conn, visit.me.staff_no, diary.What.SIGNED_OUT, "", visit.address)

    visit.city.store.settle(work)
    return signed_out(visit, "signed_out")


def home(_visit: Visit) -> Response:
    """What waits first."""
    return onward(Place.TRANSFERS)


def show_password(visit: Visit) -> Response:
    """The page on which one changes one's own password."""
    return page(visit, "password.html", problem="")


def change_password(visit: Visit) -> Response:
    """Keep a new password; every session of the person ends, and this browser gets a new one."""
    store, me, new = visit.city.store, visit.me.staff_no, visit.form.get("new", "")
    try:
        store.settle(lambda conn: tries.count(conn, me, visit.address))
    except tries.TooOften as often:
        return page(visit, "password.html", TOO_MANY, problem=sentences.too_often(often.wait_s))
    with store.read() as conn:
        kept = staff.kept_password(conn, me)
    problem = _problem(visit, kept, new)
    if problem:
        return page(visit, "password.html", UNPROCESSABLE, problem=problem)

    def work(conn: Connection) -> tuple[str, str]:
        code = staff.change_password(conn, me, new)
        if code:
            return "", code
        diary.note(conn, me, diary.What.PASSWORD, "", visit.address)
        tries.forgive(conn, me)
        return sessions.begin(conn, me), ""

    token, code = store.settle(work)
    if code:
        return page(visit, "password.html", UNPROCESSABLE, problem=sentences.password_problem(code))
    return with_cookie(onward(Place.TRANSFERS, "password"), visit, SESSION, token)


def _problem(visit: Visit, kept: str, new: str) -> str:
    old = visit.form.get("old", "")
    if not staff.is_right(kept, old):
        return words.WRONG_OLD
    if new != visit.form.get("again", ""):
        return words.NOT_ALIKE
    return words.SAME_AS_OLD if new == old else ""


def _begin(conn: Connection, visit: Visit, staff_no: str) -> str:
    tries.forgive(conn, staff_no)
    # Whoever signs in again in a browser leaves the session that was open in it.
    sessions.end(conn, visit.token)
    keeping.sweep(conn)
    diary.note(conn, staff_no, diary.What.SIGNED_IN, "", visit.address)
    return sessions.begin(conn, staff_no)


def _door(visit: Visit, status: int = 200, problem: str = "") -> Response:
    secret = visit.door if once.is_mark(visit.door) else secrets.token_hex(16)
    response = page(visit, "sign_in.html", status, problem=problem, door=secret)
    return with_cookie(response, visit, DOOR, secret)
