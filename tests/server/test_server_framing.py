"""Whatever bytes arrive, the answer is one of the treaty, and too much of them is not read."""

from collections.abc import Iterator

import httpx
import pytest
import zstandard

from city_server.framing import MAX_CONTENT
from outlet_app.domain.events import AnsweredOnSpot, FeedbackGiven, MaterialsTaken
from outlet_app.sync import wire
from tests.support.asking import Asker, code_of
from tests.support.cities import NewCounter
from tests.support.counter import Counter
from tests.support.server import ServerProcess

ZSTD = {"Content-Encoding": "zstd"}
NESTED = b"[" * 50_000 + b"]" * 50_000
DEEP = (
    b'{"instance":"i","epoch":"e","receipt":"","first_seq":1,"outlet":"o","ops":['
    b'{"seq":1,"op_id":"a","sha256":"' + b"ab" * 32 + b'","b":' + NESTED + b"}]}"
)


@pytest.fixture
def by_hand(any_city: ServerProcess, bystander: Counter) -> Iterator[Asker]:
    """An enrolled counter's requests, made by hand."""
    asker = Asker(any_city, bystander)
    yield asker
    asker.close()


@pytest.mark.parametrize("told", ["", "0", "x", "-1", "１", "1.0"])
def test_who_speaks_no_version_we_know_is_told_the_range(any_city: ServerProcess, told: str) -> None:
    headers = {wire.Header.PROTO.value.encode(): told.encode()} if told else {}
    answer = httpx.get(any_city.url + wire.Path.HELLO, headers=headers, trust_env=False)
    assert code_of(answer) == (426, "PROTO")
    assert wire.read(answer.content, wire.Fault).args == {"min": wire.MIN, "max": wire.PROTO}


@pytest.mark.parametrize(
    ("content", "more"),
    [
        (b"", {}),
        (b"{}", {}),
        (b"\xff\xfe", {}),
        (b"<html>", {}),
        (b"[1,2", {}),
        (b"not compressed", ZSTD),
        (zstandard.compress(b'{"instance":1}'), ZSTD),
        (b"{}", {"Content-Encoding": "gzip"}),
        (b"[" * 200_000, {}),
        (DEEP, {}),
    ],
)
def test_a_body_that_is_no_push_is_refused(by_hand: Asker, content: bytes, more: dict[str, str]) -> None:
    assert code_of(by_hand.ask("POST", wire.Path.PUSH, content, more=more)) == (400, "BAD_BODY")


def test_too_much_is_refused_before_it_is_read(by_hand: Asker) -> None:
    assert code_of(by_hand.ask("POST", wire.Path.PUSH, bytes(MAX_CONTENT + 1))) == (413, "TOO_LARGE")


def test_a_body_that_swells_is_refused(by_hand: Asker) -> None:
    bomb = zstandard.compress(bytes(MAX_CONTENT * 8))
    assert len(bomb) < 100_000
    assert code_of(by_hand.ask("POST", wire.Path.PUSH, bomb, more=ZSTD)) == (413, "TOO_LARGE")


@pytest.mark.parametrize(
    "query", ["after=x&limit=1", "after=-1&limit=1", "after=1&limit=９", "after=" + "9" * 40]
)
def test_a_page_with_nonsense_numbers_is_refused(by_hand: Asker, query: str) -> None:
    target = f"/v1/pull?instance=x&scope=x&epoch=x&{query}"
    raw = httpx.URL(target).raw_path.decode()
    assert code_of(by_hand.ask("GET", raw)) == (400, "BAD_BODY")


def test_more_operations_than_agreed_are_refused_whole(any_city: ServerProcess, counter: NewCounter) -> None:
    one = counter(any_city)
    case_id = one.register(MaterialsTaken())
    one.save(case_id, *[FeedbackGiven("好") for _ in range(200)])
    asker = Asker(any_city, one)
    assert code_of(asker.push(one.waiting(most=202))) == (413, "TOO_LARGE")
    asker.close()
    assert one.sync().waiting == 0


def test_one_operation_may_be_larger_than_a_batch(any_city: ServerProcess, counter: NewCounter) -> None:
    one = counter(any_city)
    large = "长" * 300_000
    case_id = one.register(AnsweredOnSpot(large))
    report = one.sync()
    assert (report.waiting, report.error_code) == (0, "")
    assert one.history(case_id)[1].case_n == 2


@pytest.mark.parametrize(
    "change",
    [
        {"sha256": "00" * 32},
        {"op_id": "another"},
        {"seq": 2},
    ],
)
def test_an_operation_that_is_not_what_it_says_is_named(
    any_city: ServerProcess, counter: NewCounter, change: dict[str, object]
) -> None:
    one = counter(any_city)
    one.register()
    push = one.waiting()
    asker = Asker(any_city, one)
    op = {name: getattr(push.ops[0], name) for name in ("seq", "op_id", "sha256", "b")}
    wrong = wire.PushedOp(**{**op, **change})
    told = {name: getattr(push, name) for name in ("instance", "epoch", "receipt", "first_seq", "outlet")}
    answer = asker.push(wire.Push(**told, ops=(wrong,)))
    assert code_of(answer) == (422, "BAD_OP")
    assert wire.read(answer.content, wire.Fault).args["seq"] in (1, 2)
    asker.close()


def test_answers_are_compressed_only_for_who_takes_it(by_hand: Asker) -> None:
    plain = by_hand.ask("GET", "/v1/catalogue/catalogue/2025-batch-2", more={"Accept-Encoding": "identity"})
    packed = by_hand.ask("GET", "/v1/catalogue/catalogue/2025-batch-2", more={"Accept-Encoding": "zstd"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "zstd"
    assert int(packed.headers["content-length"]) < len(plain.content) / 2
    assert packed.content == plain.content


def test_an_unchanged_catalogue_is_not_sent_again(by_hand: Asker) -> None:
    first = by_hand.ask("GET", "/v1/catalogue")
    etag = first.headers["etag"]
    assert wire.read(first.content, wire.Catalogue).etag == etag == by_hand.hello().catalogue
    again = by_hand.ask("GET", "/v1/catalogue", more={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("ref", ["catalogue/none", "secrets/2026", "catalogue/..%2f..%2foutlets"])
def test_there_is_no_other_pack(by_hand: Asker, ref: str) -> None:
    assert code_of(by_hand.ask("GET", f"/v1/catalogue/{ref}")) == (404, "NOT_FOUND")


@pytest.mark.parametrize(
    ("method", "target"), [("GET", "/"), ("GET", "/v1/push"), ("POST", "/v1/pull"), ("GET", "/docs")]
)
def test_there_is_no_other_place(by_hand: Asker, method: str, target: str) -> None:
    assert code_of(by_hand.ask(method, target)) == (404, "NOT_FOUND")
