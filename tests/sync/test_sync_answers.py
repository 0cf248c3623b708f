"""Whatever comes back over HTTP is the city's answer, the city's refusal, or nobody's."""

import re
from collections.abc import Callable
from dataclasses import replace as copy_of
from datetime import UTC, datetime
from typing import Any

import httpx
import msgspec
import pytest
import zstandard

from outlet_app.models.instance import Instance
from outlet_app.sync import wire
from outlet_app.sync.client import CityClient, enroll
from outlet_app.sync.line import MAX_ANSWER, Line
from outlet_app.sync.outcomes import CaptivePortal, Denial, Interrupted, Offline

URL = "http://127.0.0.1:1"
HASH = "ab" * 32
FAULT = wire.write(wire.Fault(code="BUSY", args={"n": 3}))
Answering = Callable[[httpx.Request], httpx.Response]


def line_to(answer: Answering) -> Line:
    line = Line(URL)
    line._http = httpx.Client(base_url=URL, transport=httpx.MockTransport(answer))
    return line


def answered(status: int, content: bytes = b"", **headers: str) -> httpx.Response:
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Response(status, headers=told, stream=httpx.ByteStream(content))


def citys(status: int, content: bytes, **headers: str) -> httpx.Response:
    """An answer with everything the treaty asks for."""
    digest = wire.content_digest(content)
    return answered(status, content, **{"WK_Proto": "1", "Content_Digest": digest, **headers})


def outcome(answer: httpx.Response | Exception) -> tuple[str, object]:
    """What the client takes an answer for."""

    def give(_request: httpx.Request) -> httpx.Response:
        if isinstance(answer, Exception):
            raise answer
        return answer

    line = line_to(give)
    try:
        return "answer", line.exchange("GET", "/v1/hello", b"", {})
    except Denial as denial:
        return "denial", denial.code
    except Offline as offline:
        return type(offline).__name__, offline.code
    finally:
        line.close()


STATUSES = [
    200,
    201,
    202,
    204,
    206,
    300,
    301,
    302,
    303,
    304,
    307,
    308,
    400,
    401,
    402,
    403,
    404,
    405,
    407,
    408,
]
STATUSES += [
    409,
    410,
    411,
    413,
    414,
    418,
    421,
    422,
    425,
    426,
    428,
    429,
    431,
    451,
    500,
    501,
    502,
    503,
    504,
    505,
    511,
]
PROXYS = {413: "TOO_LARGE", 429: "BUSY", 502: "BUSY", 503: "BUSY", 504: "BUSY"}


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("content", [b"", b"<html>", FAULT], ids=["empty", "page", "fault"])
def test_an_answer_without_the_citys_version_is_a_strangers(status: int, content: bytes) -> None:
    expected = ("denial", PROXYS[status]) if status in PROXYS else ("CaptivePortal", "server.captive")
    assert outcome(answered(status, content)) == expected


@pytest.mark.parametrize("status", STATUSES)
def test_the_citys_own_answer_goes_by_its_status(status: int) -> None:
    expected: tuple[str, object] = ("CaptivePortal", "server.captive")
    if status in (200, 304):
        expected = ("answer", FAULT)
    elif status >= 400:
        expected = ("denial", "BUSY")
    assert outcome(citys(status, FAULT)) == expected


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b"null", b"<html>", b'{"code":7}', b"\xff", b'"BUSY"']
)
def test_a_refusal_of_another_shape_is_no_refusal(content: bytes) -> None:
    assert outcome(citys(403, content)) == ("CaptivePortal", "server.captive")


@pytest.mark.parametrize(
    "digest",
    ["", "sha-256=::", "sha-256=:" + HASH + ":", "md5=:AAAA:", wire.content_digest(b"other"), "x"],
)
@pytest.mark.parametrize("status", [200, 403, 500])
def test_a_damaged_answer_is_no_answer(status: int, digest: str) -> None:
    damaged = citys(status, FAULT, Content_Digest=digest)
    assert outcome(damaged) == ("Interrupted", "server.offline")


@pytest.mark.parametrize(
    ("failure", "kind"),
    [
        (httpx.ConnectError("refused"), "Offline"),
        (httpx.ConnectTimeout("slow"), "Offline"),
        (httpx.PoolTimeout("busy"), "Offline"),
        (httpx.ReadTimeout("silent"), "Interrupted"),
        (httpx.WriteTimeout("stuck"), "Interrupted"),
        (httpx.ReadError("cut"), "Interrupted"),
        (httpx.WriteError("cut"), "Interrupted"),
        (httpx.RemoteProtocolError("noise"), "Interrupted"),
        (httpx.LocalProtocolError("noise"), "Interrupted"),
        (httpx.UnsupportedProtocol("ftp"), "Interrupted"),
    ],
)
def test_every_way_a_line_breaks_is_offline(failure: Exception, kind: str) -> None:
    assert outcome(failure) == (kind, "server.offline")


def pressed(content: bytes, **how: Any) -> bytes:
    return zstandard.ZstdCompressor(**how).compress(content)


def test_pressed_answers_are_unpacked() -> None:
    for content in (b"{}", FAULT * 1000, b"x" * (MAX_ANSWER - 1)):
        assert outcome(citys(200, pressed(content), Content_Encoding="zstd")) == ("answer", content)


@pytest.mark.parametrize("content", [b"plain", b"{}", pressed(b"x" * 99)[1:]])
def test_what_does_not_unpack_is_damaged(content: bytes) -> None:
    assert outcome(citys(200, content, Content_Encoding="zstd")) == ("Interrupted", "server.offline")


def test_what_swells_without_end_is_nobodys() -> None:
    bomb = pressed(bytes(MAX_ANSWER + 1))
    assert len(bomb) < 10_000
    assert outcome(citys(200, bomb, Content_Encoding="zstd")) == ("CaptivePortal", "server.captive")


@pytest.mark.parametrize(
    ("told", "wait_s"),
    [("0", 0.0), ("5", 5.0), ("99999", 99999.0), ("100000", 0.0), ("1.5", 0.0), ("-1", 0.0), ("soon", 0.0)],
)
@pytest.mark.parametrize("status", [429, 503])
def test_a_wait_is_taken_from_the_city_and_from_a_proxy(status: int, told: str, wait_s: float) -> None:
    for answer in (citys(status, FAULT, Retry_After=told), answered(status, b"", Retry_After=told)):
        line = line_to(lambda _request, answer=answer: answer)
        with pytest.raises(Denial) as denied:
            line.exchange("GET", "/v1/hello", b"", {})
        assert (denied.value.code, denied.value.wait_s) == ("BUSY", wait_s)
        line.close()


def test_a_request_says_its_version_and_what_it_carries() -> None:
    seen: list[httpx.Request] = []

    def note(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return citys(200, b"{}")

    line = line_to(note)
    line.exchange("POST", "/v1/push", b"body", {"X": "y"})
    line.exchange("GET", "/v1/pull?a=b", b"", {})
    line.close()
    with_body, without = seen
    assert with_body.headers["WK-Proto"] == without.headers["WK-Proto"] == "1"
    assert with_body.headers["WK-Min"] == "1"
    assert with_body.headers["Accept-Encoding"] == "zstd"
    assert with_body.headers["Content-Digest"] == wire.content_digest(b"body")
    assert with_body.headers["X"] == "y"
    assert "Content-Digest" not in without.headers
    assert without.url.raw_path == b"/v1/pull?a=b"


ME = Instance("inst-1", "dev-1", "1508262001", "HH05", "01", URL, b"k" * 32, b"p" * 32, "e-1")
NOON = datetime(2026, 11, 20, 4, tzinfo=UTC)


class PaperCity:
    """Answers every path with what is laid out for it, and remembers who asked how."""

    def __init__(self, **laid: object) -> None:
        self.seen: list[httpx.Request] = []
        self.nonces = iter(("n-1", "n-2", "n-3", "n-4"))
        self.laid = {"/v1/" + name: deed for name, deed in laid.items()}

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.seen.append(request)
        deed = self.laid.get(request.url.path)
        if isinstance(deed, list):
            deed = deed.pop(0) if len(deed) > 1 else deed[0]
        if deed is None or (request.url.path == "/v1/hello" and "WK-Signature" not in request.headers):
            deed = wire.write(hello(next(self.nonces)))
        return deed() if callable(deed) else citys(200, deed)  # type: ignore[arg-type]

    def client(self) -> CityClient:
        return CityClient(ME, line_to(self))

    def asked(self) -> list[tuple[str, str]]:
        """Paths with the nonce they were signed with."""
        return [(one.url.path, one.headers.get("WK-Nonce", "")) for one in self.seen]


def hello(nonce: str = "n", **changes: Any) -> wire.Hello:
    told: dict[str, Any] = {
        "server_time": NOON,
        "epoch": "e-1",
        "proto": 1,
        "min": 1,
        "limits": wire.Limits(),
        "nonce": nonce,
        "catalogue": "c",
        "you": wire.Standing(last_seq=0, mode="active"),
    }
    return wire.Hello(**(told | changes))


def refusing(code: str) -> Callable[[], httpx.Response]:
    return lambda: citys(401, wire.write(wire.Fault(code=code)))


REFUSED_NONCE = refusing("NONCE")


def test_a_nonce_is_fetched_once_and_used_for_every_request() -> None:
    city = PaperCity()
    client = city.client()
    client.hello()
    client.hello()
    client.close()
    assert city.asked() == [("/v1/hello", ""), ("/v1/hello", "n-1"), ("/v1/hello", "n-1")]


def test_a_nonce_that_ended_is_fetched_anew_and_the_same_bytes_are_signed_again() -> None:
    manifest = wire.write(wire.Catalogue(etag="c", packs=()))
    city = PaperCity(catalogue=[REFUSED_NONCE, manifest])
    client = city.client()
    assert client.catalogue("") == wire.Catalogue(etag="c", packs=())
    client.close()
    assert city.asked() == [
        ("/v1/hello", ""),
        ("/v1/catalogue", "n-1"),
        ("/v1/hello", ""),
        ("/v1/catalogue", "n-2"),
    ]


def test_a_nonce_refused_twice_is_told() -> None:
    client = PaperCity(catalogue=REFUSED_NONCE).client()
    with pytest.raises(Denial) as told:
        client.catalogue("")
    client.close()
    assert told.value.code == "NONCE"


@pytest.mark.parametrize("code", ["SIGNATURE", "NO_DEVICE", "MODE", "INSTANCE"])
def test_other_refusals_are_not_tried_again(code: str) -> None:
    city = PaperCity(catalogue=refusing(code))
    client = city.client()
    with pytest.raises(Denial) as told:
        client.catalogue("")
    client.close()
    assert told.value.code == code
    assert len(city.seen) == 2


def an_op(seq: int) -> wire.PushedOp:
    body = b'{"x":%d}' % seq
    return wire.PushedOp(seq=seq, op_id=f"op-{seq}", sha256=wire.op_digest(body), b=wire.Raw(body))


PUSH = wire.Push(
    instance="inst-1",
    epoch="e-1",
    receipt="",
    first_seq=4,
    outlet="1508262001",
    ops=(an_op(4), an_op(5)),
)


def pushed(**changes: Any) -> bytes:
    told: dict[str, Any] = {
        "epoch": "e-1",
        "acked_seq": 5,
        "receipt": "r-5",
        "server_time": NOON,
        "results": (wire.Result(seq=4, v=wire.Verdict.APPLIED), wire.Result(seq=5, v=wire.Verdict.PARKED)),
        "limits": wire.Limits(),
    }
    return wire.write(wire.Pushed(**(told | changes)))


def results(*seqs: int) -> tuple[wire.Result, ...]:
    return tuple(wire.Result(seq=seq, v=wire.Verdict.APPLIED) for seq in seqs)


RIGHT = pushed()
PUSHES: dict[str, tuple[bytes, bool]] = {
    "one verdict each": (RIGHT, True),
    "further than asked": (pushed(acked_seq=99), True),
    "no verdicts": (pushed(results=()), False),
    "one verdict": (pushed(results=results(4)), False),
    "three verdicts": (pushed(results=results(4, 5, 6)), False),
    "verdicts on others": (pushed(results=results(1, 2)), False),
    "the wrong order": (pushed(results=results(5, 4)), False),
    "one twice": (pushed(results=results(4, 4)), False),
    "no receipt": (pushed(receipt=""), False),
    "another epoch": (pushed(epoch="e-2"), False),
    "no epoch": (pushed(epoch=""), False),
    "an unknown verdict": (RIGHT.replace(b'"parked"', b'"blessed"'), False),
    "a field left out": (RIGHT.replace(b'"receipt"', b'"receipts"'), False),
    "acked below nought": (RIGHT.replace(b'"acked_seq":5', b'"acked_seq":-5'), False),
    "a new field": (RIGHT.replace(b'{"epoch"', b'{"colour":"red","epoch"'), True),
    "a list": (b"[]", False),
    "nothing": (b"", False),
    "half of it": (RIGHT[: len(RIGHT) // 2], False),
}


@pytest.mark.parametrize("name", PUSHES)
def test_only_one_verdict_for_each_operation_is_an_answer_to_a_push(name: str) -> None:
    content, right = PUSHES[name]
    client = PaperCity(push=content).client()
    if right:
        assert [one.seq for one in client.push(PUSH).results] == [4, 5]
    else:
        with pytest.raises(CaptivePortal):
            client.push(PUSH)
    client.close()


def test_a_push_travels_pressed_with_its_operations_untouched() -> None:
    city = PaperCity(push=RIGHT)
    client = city.client()
    client.push(PUSH)
    client.close()
    sent = city.seen[-1]
    assert sent.headers["Content-Encoding"] == "zstd"
    plain = zstandard.ZstdDecompressor().decompress(sent.content)
    assert b'"b":{"x":4}' in plain
    assert wire.read(plain, wire.Push) == msgspec.json.decode(wire.write(PUSH), type=wire.Push)


def pulled(**changes: Any) -> bytes:
    told: dict[str, Any] = {"epoch": "e-1", "version": 9, "more": False, "cases": (), "catalogue": "c"}
    return wire.write(wire.Pulled(**(told | changes)))


PULLS: dict[str, tuple[bytes, bool]] = {
    "a page": (pulled(), True),
    "more to come": (pulled(more=True), True),
    "nothing new": (pulled(version=7), True),
    "a page back": (pulled(version=6), False),
    "a page from the start": (pulled(version=0), False),
    "more of nothing": (pulled(version=7, more=True), False),
    "a version below nought": (pulled().replace(b'"version":9', b'"version":-9'), False),
    "cases that are none": (pulled().replace(b'"cases":[]', b'"cases":{}'), False),
    "a case without events": (pulled().replace(b'"cases":[]', b'"cases":[{"case_id":"x"}]'), False),
    "no version": (pulled().replace(b'"version"', b'"versions"'), False),
    "a page of somebody": (b"<html>", False),
}


@pytest.mark.parametrize("name", PULLS)
def test_a_page_leads_on_or_is_none(name: str) -> None:
    content, right = PULLS[name]
    client = PaperCity(pull=content).client()
    if right:
        assert client.pull("e-1", 7, 500).version in (7, 9)
    else:
        with pytest.raises(CaptivePortal):
            client.pull("e-1", 7, 500)
    client.close()


def test_a_pull_is_addressed_to_the_own_outlet() -> None:
    city = PaperCity(pull=pulled())
    client = city.client()
    client.pull("e-1", 7, 123)
    client.close()
    assert city.seen[-1].url.raw_path == (
        b"/v1/pull?instance=inst-1&scope=1508262001&epoch=e-1&after=7&limit=123"
    )


@pytest.mark.parametrize(
    ("changes", "right"),
    [({}, True), ({"you": None}, False), ({"min": 9}, True), ({"epoch": "e-2"}, True), ({"nonce": ""}, True)],
)
def test_a_signed_greeting_says_how_we_stand(changes: dict[str, Any], right: bool) -> None:
    client = PaperCity(hello=wire.write(hello(**changes))).client()
    if right:
        assert client.hello().you is not None
    else:
        with pytest.raises(CaptivePortal):
            client.hello()
    client.close()


PACK = wire.Pack(ref="2026", kind="calendar", sha256=wire.op_digest(b"days"), size=4)


@pytest.mark.parametrize(
    ("body", "right"), [(b"days", True), (b"dayS", False), (b"", False), (b"days ", False)]
)
def test_a_pack_is_what_the_manifest_says(body: bytes, right: bool) -> None:
    client = PaperCity(**{"catalogue/calendar/2026": body}).client()
    if right:
        assert client.pack(PACK) == body
    else:
        with pytest.raises(Interrupted):
            client.pack(PACK)
    client.close()


def test_an_unchanged_manifest_is_nothing_new() -> None:
    city = PaperCity(catalogue=lambda: citys(304, b""))
    client = city.client()
    assert client.catalogue("c-7") is None
    client.close()
    assert city.seen[-1].headers["If-None-Match"] == "c-7"


def test_every_request_is_signed_over_exactly_what_is_sent() -> None:
    key = wire.DeviceKey.make()
    city = PaperCity(push=RIGHT, pull=pulled())
    client = CityClient(copy_of(ME, private_key=key.private, public_key=key.public), line_to(city))
    client.hello()
    client.push(PUSH)
    client.pull("e-1", 7, 500)
    client.close()
    for request in city.seen[1:]:
        target = request.url.raw_path.decode()
        proof, nonce = request.headers["WK-Signature"], request.headers["WK-Nonce"]
        assert wire.signature_fits(key.public, proof, request.method, target, request.content, nonce)
        assert request.headers["WK-Device"] == "dev-1"
        assert key.private.hex() not in str(request.headers)


def test_enrolling_sends_the_public_key_and_a_proof_of_the_private_one() -> None:
    key = wire.DeviceKey.make()
    answer = wire.Enrolled(
        device_id="d",
        instance_id="i",
        terminal_no="01",
        outlet=wire.OutletCard(code="1508262001", sign="HH05", name="陕坝镇网点"),
        staff=wire.StaffCard(staff_no="1508260001", name="乌兰"),
        epoch="e-1",
        server_time=NOON,
    )
    city = PaperCity(enroll=wire.write(answer))
    assert enroll(URL, "K3AA-0000-0000-0000", key, "ab" * 16, line_to(city)) == answer
    (request,) = city.seen
    told = wire.read(request.content, wire.Enrol)
    assert (told.code, told.public_key, told.instance_id) == (
        "K3AA-0000-0000-0000",
        key.public.hex(),
        "ab" * 16,
    )
    proof = request.headers["WK-Signature"]
    assert wire.signature_fits(key.public, proof, "POST", "/v1/enroll", request.content, "enrol")
    assert not re.search(key.private.hex(), request.content.decode())


@pytest.mark.parametrize("content", [b"{}", b"[]", b"<html>", b"", FAULT])
def test_an_enrolment_of_another_shape_is_none(content: bytes) -> None:
    with pytest.raises(CaptivePortal):
        enroll(URL, "K3", wire.DeviceKey.make(), "ab" * 16, line_to(PaperCity(enroll=content)))
