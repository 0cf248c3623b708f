"""The door of the division's pages: who comes in, for how long, and what no form of another page may do."""

import json
import re
from collections.abc import Callable, Iterator

import httpx
import pytest
from sqlalchemy import select, update

from city_server import clock
from city_server.division import diary, sessions, staff, tries
from city_server.division.places import Place
from city_server.division.routes import _GET, _POST
from city_server.division_tables import division_session, division_staff, division_try
from tests.support.division import (
    NAME,
    PASSWORD,
    Visitor,
    forget_tries,
    hire,
    new_number,
    on,
    signed_in,
)
from tests.support.server import ServerProcess

NEW = "Sommer-7-Regen"


@pytest.fixture
def known(city: ServerProcess) -> str:
    """Somebody of the division with a password of their own."""
    forget_tries(city.database)
    number = new_number()
    hire(city.database, number, PASSWORD)
    return number


@pytest.fixture
def visitor(city: ServerProcess) -> Iterator[Visitor]:
    """Somebody who is not signed in."""
    one = Visitor(city.url)
    yield one
    one.close()


@pytest.fixture
def member(city: ServerProcess) -> Iterator[Visitor]:
    """Somebody who is signed in."""
    forget_tries(city.database)
    one = signed_in(city)
    yield one
    one.close()


@pytest.fixture
def guest(any_city: ServerProcess) -> Iterator[Visitor]:
    """The same where it does not matter what the city keeps its records in."""
    one = signed_in(any_city)
    yield one
    one.close()


@pytest.fixture
def elsewhere(city: ServerProcess) -> Iterator[Callable[..., Visitor]]:
    """Another browser, with a session or without one."""
    opened: list[Visitor] = []

    def open_one(token: str = "") -> Visitor:
        opened.append(Visitor(city.url, token))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


def knock(visitor: Visitor, staff_no: str, password: str = PASSWORD) -> "tuple[int, str, str]":
    page = visitor.send(visitor.go(Place.SIGN_IN), Place.SIGN_IN, staff_no=staff_no, password=password)
    return page.status, page.at, page.text


def told(city: ServerProcess, staff_no: str) -> list[str]:
    """What the records tell of somebody, the newest first."""
    return [one.what for one in on(city.database, lambda conn: list(diary.lines(conn, staff_no)))]


def test_whoever_knows_the_password_comes_in(city: ServerProcess, visitor: Visitor, known: str) -> None:
    status, at, text = knock(visitor, known)
    assert (status, at) == (200, Place.TRANSFERS)
    assert NAME in text
    assert known in text
    assert told(city, known) == ["signed_in"]


def test_spaces_around_the_number_do_not_matter(visitor: Visitor, known: str) -> None:
    assert knock(visitor, f"  {known} ")[1] == Place.TRANSFERS


@pytest.mark.parametrize(
    "staff_no",
    ["", "1508", "nobody", "15089999991", "１５０８００００２１", "1508'; --", "x" * 5000, "1508\x000001"],
)
def test_a_number_nobody_has_is_answered_like_a_wrong_password(
    visitor: Visitor, known: str, staff_no: str
) -> None:
    wrong, nobody = knock(visitor, known, "wrong"), knock(visitor, staff_no)
    assert nobody[:2] == wrong[:2] == (403, Place.SIGN_IN)
    assert nobody[2].partition(" 20")[0] == wrong[2].partition(" 20")[0]


@pytest.mark.parametrize("password", ["", "wrong", PASSWORD.lower(), PASSWORD + " ", "\x00", "密" * 1000])
def test_a_wrong_password_opens_nothing(
    city: ServerProcess, visitor: Visitor, known: str, password: str
) -> None:
    before = told(city, known)
    status, at, text = knock(visitor, known, password)
    assert (status, at) == (403, Place.SIGN_IN)
    assert "工号或口令不正确" in text
    assert visitor.go(Place.TRANSFERS).at == Place.SIGN_IN
    assert told(city, known) == ["wrong", *before]


def test_the_number_stays_in_its_field_and_the_password_does_not(visitor: Visitor, known: str) -> None:
    page = visitor.send(visitor.go(Place.SIGN_IN), Place.SIGN_IN, staff_no=known, password="wrong-one")
    assert page.form(Place.SIGN_IN).fields["staff_no"] == known
    assert "wrong-one" not in page.answer.text


def test_after_five_wrong_ones_the_right_one_is_not_looked_at(
    city: ServerProcess, visitor: Visitor, known: str
) -> None:
    for _ in range(tries.OF_ONE_PERSON):
        assert knock(visitor, known, "wrong")[0] == 403
    status, _, text = knock(visitor, known)
    assert status == 429
    assert "15 分钟后" in text
    assert told(city, known)[0] == "too_often"
    forget_tries(city.database)
    assert knock(visitor, known)[1] == Place.TRANSFERS


def test_a_number_nobody_has_is_locked_alike(known: str, visitor: Visitor) -> None:
    nobody = new_number()
    told = [knock(visitor, nobody, "wrong")[0] for _ in range(tries.OF_ONE_PERSON + 1)]
    assert told == [403] * tries.OF_ONE_PERSON + [429]


def test_one_person_s_wrong_ones_do_not_lock_a_colleague(
    city: ServerProcess, visitor: Visitor, known: str
) -> None:
    for _ in range(tries.OF_ONE_PERSON):
        knock(visitor, new_number()[:9] + "9", "wrong")
    assert knock(visitor, known)[1] == Place.TRANSFERS


def test_a_right_one_forgives_the_wrong_ones_before(visitor: Visitor, known: str) -> None:
    for _ in range(2):
        for _ in range(tries.OF_ONE_PERSON - 1):
            knock(visitor, known, "wrong")
        assert knock(visitor, known)[1] == Place.TRANSFERS


def test_one_address_may_not_try_everybody(city: ServerProcess, visitor: Visitor, known: str) -> None:
    now = clock.seconds()
    row = {"subject": "from 127.0.0.1", "tries": ",".join([str(now)] * tries.OF_ONE_ADDRESS), "latest": now}
    on(city.database, lambda conn: conn.execute(division_try.insert().values(row)))
    assert knock(visitor, known)[0] == 429


def test_tries_of_long_ago_do_not_count(city: ServerProcess, known: str, visitor: Visitor) -> None:
    old = clock.seconds() - tries.WITHIN_S - 1
    row = {"subject": tries.person(known), "tries": ",".join([str(old)] * 9), "latest": clock.seconds()}
    on(city.database, lambda conn: conn.execute(division_try.insert().values(row)))
    assert knock(visitor, known)[1] == Place.TRANSFERS


def test_somebody_taken_off_is_out_at_once_and_comes_in_no_more(
    city: ServerProcess, visitor: Visitor, known: str
) -> None:
    assert knock(visitor, known)[1] == Place.TRANSFERS
    on(city.database, lambda conn: staff.take_off(conn, known))
    assert visitor.go(Place.PARKED).at == Place.SIGN_IN
    assert knock(visitor, known)[0] == 403


def test_a_password_handed_out_is_changed_before_anything_else(
    city: ServerProcess, visitor: Visitor, known: str, elsewhere: Callable[..., Visitor]
) -> None:
    number = new_number()
    handed = on(city.database, lambda conn: staff.take_on(conn, number, NAME))
    status, at, text = knock(visitor, number, handed)
    assert (status, at) == (200, Place.PASSWORD)
    assert "请先改成只有自己知道的口令" in text
    assert [visitor.go(place).at for place in (Place.PARKED, Place.OUTLETS)] == [Place.PASSWORD] * 2
    before = visitor.client.cookies["division"]
    page = visitor.send(visitor.go(Place.PASSWORD), Place.PASSWORD, old=handed, new=NEW, again=NEW)
    assert page.at == Place.TRANSFERS
    assert "口令已改" in page.text
    assert visitor.client.cookies["division"] != before
    assert told(city, number)[:2] == ["password", "signed_in"]
    assert elsewhere(before).go(Place.PARKED).at == Place.SIGN_IN
    assert knock(elsewhere(), number, NEW)[1] == Place.TRANSFERS


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        ("wrong", NEW, NEW, "现在的口令不正确"),
        (PASSWORD, NEW, NEW + "x", "两次口令不一致"),
        (PASSWORD, PASSWORD, PASSWORD, "新口令和现在的相同"),
        (PASSWORD, "Kurz-1", "Kurz-1", "新口令太短，至少 10 位"),
        (
            PASSWORD,
            "alleskleinbuchstaben",
            "alleskleinbuchstaben",
            "新口令要含大写、小写、数字、符号中的三种",
        ),
        (PASSWORD, "", "", "新口令太短，至少 10 位"),
        ("", NEW, NEW, "现在的口令不正确"),
    ],
)
def test_a_password_that_will_not_do_is_said(
    city: ServerProcess, member: Visitor, old: str, new: str, again: str, said: str
) -> None:
    hire(city.database, member.staff_no, PASSWORD)
    page = member.send(member.go(Place.PASSWORD), Place.PASSWORD, old=old, new=new, again=again)
    assert page.status == 422
    assert said in page.text
    assert "password" not in told(city, member.staff_no)


def test_a_password_with_the_own_number_is_refused(city: ServerProcess, member: Visitor) -> None:
    hire(city.database, member.staff_no, PASSWORD)
    new = f"Ab-{member.staff_no}"
    page = member.send(member.go(Place.PASSWORD), Place.PASSWORD, old=PASSWORD, new=new, again=new)
    assert "新口令里不能有工号" in page.text


def test_guessing_the_old_password_of_an_open_session_is_counted(
    city: ServerProcess, member: Visitor
) -> None:
    hire(city.database, member.staff_no, PASSWORD)
    form = member.go(Place.PASSWORD)
    told = [
        member.send(form, Place.PASSWORD, old=f"wrong{n}", new=NEW, again=NEW).status
        for n in range(tries.OF_ONE_PERSON + 1)
    ]
    assert told == [422] * tries.OF_ONE_PERSON + [429]


def test_signing_out_ends_the_session_for_good(
    city: ServerProcess, member: Visitor, elsewhere: Callable[..., Visitor]
) -> None:
    page = member.send(member.go(Place.PARKED), Place.SIGN_OUT)
    assert page.at == Place.SIGN_IN
    assert "已退出登录" in page.text
    assert elsewhere(member.token).go(Place.PARKED).at == Place.SIGN_IN
    assert told(city, member.staff_no)[0] == "signed_out"


@pytest.mark.parametrize(
    ("column", "seconds"),
    [("seen", sessions.IDLE_S + 1), ("began", sessions.LONGEST_S + 1)],
)
def test_a_session_ends_by_itself(city: ServerProcess, member: Visitor, column: str, seconds: int) -> None:
    mine = division_session.c.staff_no == member.staff_no
    aged = update(division_session).where(mine).values({column: clock.seconds() - seconds})
    on(city.database, lambda conn: conn.execute(aged))
    page = member.go(Place.PARKED)
    assert page.at == Place.SIGN_IN
    assert "登录已过期" in page.text


def test_somebody_who_goes_on_working_stays(city: ServerProcess, member: Visitor) -> None:
    mine = division_session.c.staff_no == member.staff_no
    nearly = clock.seconds() - sessions.IDLE_S + 5
    on(city.database, lambda conn: conn.execute(update(division_session).where(mine).values(seen=nearly)))
    assert member.go(Place.PARKED).at == Place.PARKED
    seen = on(city.database, lambda conn: conn.scalar(select(division_session.c.seen).where(mine)))
    assert clock.seconds() - int(seen or 0) < 60


@pytest.mark.parametrize("token", ["", "nonsense", "x" * 4000, "%00"])
def test_a_made_up_session_is_none(any_city: ServerProcess, token: str) -> None:
    one = Visitor(any_city.url, token)
    assert one.go(Place.TRANSFERS).at == Place.SIGN_IN
    one.close()


def test_the_token_itself_is_not_in_the_database(city: ServerProcess, member: Visitor) -> None:
    rows = on(city.database, lambda conn: conn.execute(select(division_session)).all())
    assert member.token not in str(rows)
    kept = on(city.database, lambda conn: conn.execute(select(division_staff.c.password)).scalars().all())
    assert all(one == "none" or one.startswith("$argon2id$") for one in kept)


@pytest.mark.parametrize("place", sorted(_GET))
def test_no_page_is_shown_to_a_stranger(any_city: ServerProcess, place: Place) -> None:
    answer = httpx.get(any_city.url + place, trust_env=False)
    assert (answer.status_code, answer.headers["location"]) == (303, Place.SIGN_IN)


@pytest.mark.parametrize("place", sorted(_POST))
def test_no_form_is_taken_from_a_stranger(any_city: ServerProcess, place: Place) -> None:
    answer = httpx.post(any_city.url + place, data={"no": "x"}, trust_env=False)
    assert (answer.status_code, answer.headers["location"]) == (303, Place.SIGN_IN)


@pytest.mark.parametrize("place", sorted(_POST))
def test_a_form_of_another_page_does_nothing(guest: Visitor, place: Place) -> None:
    good = guest.go(Place.PARKED).form(Place.SIGN_OUT).fields
    other = "0" * 32
    for fields in (
        {},
        {"once": good["once"]},
        {"key": good["key"]},
        {**good, "key": other},
        {**good, "key": good["key"] + "ü"},
        {**good, "once": "not a mark"},
        {**good, "once": "G" * 32},
    ):
        page = guest.post(place, fields)
        assert page.status == 403
        assert "没有保存" in page.text
    assert guest.go(Place.PARKED).at == Place.PARKED


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_right_form_sent_by_another_site_does_nothing(guest: Visitor, headers: dict[str, str]) -> None:
    form = guest.go(Place.PARKED).form(Place.SIGN_OUT)
    answer = guest.client.post(form.action, data=form.fields, headers=headers)
    assert answer.status_code == 403
    assert guest.go(Place.PARKED).at == Place.PARKED


def test_a_right_form_of_our_own_site_is_taken(city: ServerProcess, member: Visitor) -> None:
    form = member.go(Place.PARKED).form(Place.SIGN_OUT)
    own = {"origin": city.url, "sec-fetch-site": "same-origin"}
    assert member.client.post(form.action, data=form.fields, headers=own).url.path == Place.SIGN_IN


def test_nobody_is_signed_in_by_a_form_of_another_site(visitor: Visitor, known: str) -> None:
    typed = {"staff_no": known, "password": PASSWORD}
    assert visitor.post(Place.SIGN_IN, typed).status == 403
    visitor.go(Place.SIGN_IN)
    assert visitor.post(Place.SIGN_IN, {**typed, "door": "0" * 32}).status == 403
    assert visitor.go(Place.TRANSFERS).at == Place.SIGN_IN


def test_the_key_of_one_session_is_none_of_another_s(city: ServerProcess, member: Visitor) -> None:
    other = signed_in(city)
    stolen = other.go(Place.PARKED).form(Place.SIGN_OUT).fields
    assert member.post(Place.SIGN_OUT, stolen).status == 403
    other.close()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"{}", "application/json"),
        (b"a=1", "text/plain"),
        (b"a=1", ""),
        (b"--x\r\n\r\n--x--", "multipart/form-data; boundary=x"),
        (b"\xff\xfe=1", "application/x-www-form-urlencoded"),
        (b"&".join(b"a%d=1" % n for n in range(100)), "application/x-www-form-urlencoded"),
        (b"a=" + b"x" * 70_000, "application/x-www-form-urlencoded"),
    ],
)
def test_what_is_no_form_is_refused(guest: Visitor, content: bytes, kind: str) -> None:
    answer = guest.client.post(Place.SIGN_OUT, content=content, headers={"content-type": kind})
    assert answer.status_code == 400
    assert "没有保存" in answer.text
    assert guest.go(Place.PARKED).at == Place.PARKED


@pytest.mark.parametrize("place", [Place.SIGN_IN, Place.TRANSFERS, Place.OUTLETS, Place.STYLE])
def test_a_page_loads_nothing_from_elsewhere_and_runs_nothing(guest: Visitor, place: Place) -> None:
    answer = guest.client.get(place)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "script" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert not re.search(r"<script|style=|https?://|//[a-z]|\bon[a-z]+=", answer.text)


def test_pages_are_not_kept_and_the_sheet_is(guest: Visitor) -> None:
    assert guest.client.get(Place.TRANSFERS).headers["cache-control"] == "no-store"
    page = guest.go(Place.TRANSFERS)
    sheet = re.search(rf"{Place.STYLE}\?v=[0-9a-f]{{12}}", page.answer.text)
    assert sheet
    assert "immutable" in guest.client.get(sheet[0]).headers["cache-control"]


def test_no_page_of_the_division_stands_in_the_description(any_city: ServerProcess) -> None:
    told = httpx.get(f"{any_city.url}/v1/openapi.json", trust_env=False).text
    assert "/division" not in told


def test_the_log_tells_places_and_no_person(city: ServerProcess, member: Visitor) -> None:
    member.go(Place.TRANSFER, no="HH05-20261122-019999-T")
    place = '"/division/transfers/case"'
    assert [json.loads(line) for line in city.log_with(place).splitlines() if place in line]
    assert member.staff_no not in city.log()
    assert "HH05-20261122-019999-T" not in city.log()


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(visitor: Visitor, known: str) -> None:
    visitor.client.follow_redirects = False
    door = visitor.go(Place.SIGN_IN)
    answer = visitor.send(door, Place.SIGN_IN, staff_no=known, password=PASSWORD).answer
    (cookie,) = answer.headers.get_list("set-cookie")
    assert cookie.startswith("division=")
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
    assert "Max-Age" not in cookie
