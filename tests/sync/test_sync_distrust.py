"""An answer in the right shape that does not fit what was asked, or what is here, is kept out."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from outlet_app.domain.events import AnsweredOnSpot
from outlet_app.models.instance import Instance
from outlet_app.services.reading import read_case
from outlet_app.sync import wire
from outlet_app.sync.client import CityClient
from outlet_app.sync.line import Line, Reply
from tests.support.cities import NewCounter
from tests.support.counter import Counter
from tests.support.server import ServerProcess

Plain = dict[str, Any]
Change = Callable[[Plain], None]
PHOTO = (
    b'{"op":"op-photo","case":"CASE","kind":"photo_taken","kv":1,'
    b'"at":"2026-11-22T10:00:00+08:00","actor":"9"}'
)


class DoctoredLine(Line):
    """The real city's answers, with those to one path changed on the way."""

    def __init__(self, url: str, path: str, change: Change) -> None:
        super().__init__(url, httpx.Timeout(5))
        self._path = path
        self._change = change

    def send(self, method: str, target: str, content: bytes, headers: Any) -> Reply:
        """As the line's own, then changed."""
        got = super().send(method, target, content, headers)
        if not target.startswith(self._path) or wire.Header.SIGNATURE.value not in headers:
            return got
        plain = json.loads(got.content)
        self._change(plain)
        told = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
        return Reply(told, got.headers)


def doctored(path: str, change: Change) -> Callable[[Instance], CityClient]:
    """Makes clients whose answers from a path are changed."""
    return lambda instance: CityClient(instance, DoctoredLine(instance.server_url, path, change))


def put(name: str, value: object) -> Change:
    """Replace one field of the answer."""
    return lambda plain: plain.__setitem__(name, value)


@pytest.mark.parametrize(
    "change",
    [
        put("results", []),
        put("receipt", ""),
        put("epoch", "e-other"),
        put("results", [{"seq": 1, "v": "applied"}]),
        put("results", [{"seq": 2, "v": "applied"}, {"seq": 1, "v": "applied"}]),
        put("results", [{"seq": 1, "v": "blessed"}, {"seq": 2, "v": "applied"}]),
        put("acked_seq", -1),
    ],
    ids=["none", "no-receipt", "epoch", "too-few", "order", "unknown-verdict", "negative"],
)
def test_verdicts_that_do_not_answer_what_was_sent_are_no_verdicts(
    any_city: ServerProcess, counter: NewCounter, change: Change
) -> None:
    one = counter(any_city, client_factory=doctored(wire.Path.PUSH, change))
    case_id = one.register(AnsweredOnSpot("可以"))
    report = one.sync()
    assert (report.error_code, report.waiting, report.online) == ("server.captive", 2, False)
    assert [verdict for _, verdict, _ in one.verdicts(case_id)] == [None, None]
    assert (one.me.acked_seq, one.me.receipt) == (0, "")


@pytest.mark.parametrize(
    ("change", "error_code", "stopped"),
    [
        (put("you", None), "server.captive", ""),
        (put("min", 2), "PROTO", ""),
        (put("epoch", "e-other"), "", ""),
        (put("you", {"last_seq": 1, "mode": "active"}), "sync.fork", "FORK"),
        (put("server_time", "yesterday"), "server.captive", ""),
    ],
    ids=["stranger", "too-new", "other-history", "more-than-we-made", "no-time"],
)
def test_a_greeting_that_does_not_fit_brings_nothing_down(
    any_city: ServerProcess, counter: NewCounter, change: Change, error_code: str, stopped: str
) -> None:
    one = counter(any_city, client_factory=doctored(wire.Path.HELLO, change))
    report = one.sync()
    assert (report.error_code, report.stopped, report.pulled) == (error_code, stopped, 0)


def first_event(plain: Plain) -> Plain:
    found: Plain = plain["cases"][0]["events"][0]
    return found


def other_bytes(plain: Plain) -> None:
    first_event(plain)["b"]["actor"] = "0000000000"


def other_id(plain: Plain) -> None:
    first_event(plain)["op_id"] = "op-other"


def other_case(plain: Plain) -> None:
    plain["cases"][0]["case_id"] = "case-other"


@pytest.mark.parametrize(
    "change",
    [
        other_bytes,
        other_id,
        other_case,
        put("version", 0),
        lambda plain: plain.update(more=True, cases=[], version=0),
        put("cases", {}),
    ],
    ids=["bytes", "id", "case", "back", "nowhere", "shape"],
)
def test_a_page_that_is_not_what_it_says_is_not_taken_down(
    any_city: ServerProcess, counter: NewCounter, change: Change
) -> None:
    other = counter(any_city)
    other.register(AnsweredOnSpot("可以"))
    other.sync()
    one = counter(any_city)
    one.sync()
    other.register()
    other.sync()
    listen_through(one, change)
    report = one.sync()
    assert (report.error_code, report.pulled) == ("server.captive", 0)
    assert one.tally()[:2] == (1, 2)
    listen_through(one, lambda _: None)
    assert one.sync().pulled == 1
    assert one.tally() == other.tally()


def test_an_event_called_ours_that_we_do_not_have_shows_that_we_were_set_back(
    any_city: ServerProcess, counter: NewCounter
) -> None:
    other, one = counter(any_city), counter(any_city)
    other.register()
    other.sync()
    listen_through(one, lambda plain: first_event(plain).pop("b"))
    assert one.sync().stopped == "FORK"
    assert one.tally().events == 0


def test_a_known_event_with_other_bytes_shows_that_histories_differ(
    any_city: ServerProcess, counter: NewCounter
) -> None:
    other, one = counter(any_city), counter(any_city)
    case_id = other.register()
    other.sync()
    one.sync()
    before = one.history(case_id)
    other.save(case_id, AnsweredOnSpot("可以"))
    other.sync()

    def forge(plain: Plain) -> None:
        told = first_event(plain)
        forged = json.loads(before[0].body)
        forged["actor"] = "0000000000"
        raw = json.dumps(forged, ensure_ascii=False, separators=(",", ":")).encode()
        told.update(op_id=before[0].op_id, n=9, b=forged, sha256=wire.op_digest(raw))

    listen_through(one, forge)
    assert one.sync().stopped == "FORK"
    assert one.history(case_id) == before


def test_an_event_of_a_newer_program_is_kept_though_not_understood(
    any_city: ServerProcess, counter: NewCounter
) -> None:
    other, one = counter(any_city), counter(any_city)
    case_id = other.register()
    other.sync()
    photo = PHOTO.replace(b"CASE", case_id.encode())

    def add_photo(plain: Plain) -> None:
        entry = {"op_id": "op-photo", "v": "applied", "sha256": wire.op_digest(photo), "n": 2}
        plain["cases"][0]["events"].append({**entry, "b": json.loads(photo)})

    listen_through(one, add_photo)
    assert one.sync().pulled == 2
    kept = one.history(case_id)[1]
    assert (kept.kind, kept.kv, kept.body, kept.actor, kept.case_n) == ("photo_taken", 1, photo, "9", 2)
    reading = read_case(one.history(case_id))
    assert reading is not None
    assert reading.case.events == 1


def test_a_pack_with_other_bytes_is_not_kept(any_city: ServerProcess, counter: NewCounter) -> None:
    one = counter(any_city)
    listen_through(one, lambda plain: plain.update(title="x"), path=wire.pack_path("calendar", "2026"))
    report = one.sync()
    assert (report.error_code, report.catalogue_changed) == ("server.offline", False)
    with one.database.reading() as uow:
        assert uow.cache.refs("calendar") == ()
    listen_through(one, lambda _: None)
    assert one.sync().catalogue_changed


def listen_through(one: Counter, change: Change, path: str = wire.Path.PULL) -> None:
    """From now on this machine hears the city through a doctored line."""
    one.engine.close()
    one.engine._client_factory = doctored(path, change)
