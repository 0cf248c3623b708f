"""Messages carry operation bytes untouched, and a proof fits only what it was made for."""

import pytest

from outlet_app.sync import wire

HASH = "ab" * 32


def a_push(body: bytes) -> wire.Push:
    op = wire.PushedOp(seq=1, op_id="op-1", sha256=wire.op_digest(body), b=wire.Raw(body))
    return wire.Push(instance="i", epoch="e", receipt="", first_seq=1, outlet="1508262001", ops=(op,))


def test_operation_bytes_survive_spaces_order_and_case() -> None:
    body = '{"b" : 1.50,\t"a":"\\u4e2d 中", "b":{ }}'.encode()
    again = wire.read(wire.write(a_push(body)), wire.Push)
    assert bytes(again.ops[0].b) == body
    assert wire.op_digest(bytes(again.ops[0].b)) == again.ops[0].sha256


def test_an_entry_without_body_is_told_from_one_with() -> None:
    bare = wire.Entry(op_id="op", v=wire.Verdict.APPLIED, sha256=HASH, n=3)
    full = wire.Entry(op_id="op", v=wire.Verdict.APPLIED, sha256=HASH, n=3, b=wire.Raw(b'{"x":1}'))
    assert wire.read(wire.write(bare), wire.Entry).body == b""
    assert wire.read(wire.write(full), wire.Entry).body == b'{"x":1}'


def test_fields_of_a_newer_city_are_passed_over() -> None:
    fault = wire.read(b'{"code":"SEQ_GAP","args":{"expected":4},"colour":"red"}', wire.Fault)
    assert fault == wire.Fault(code="SEQ_GAP", args={"expected": 4})


@pytest.mark.parametrize(
    "content",
    [
        b"<html>sign in</html>",
        b"",
        b"[]",
        b'{"instance":"i"}',
        b'{"instance":"i","epoch":"e","receipt":"","first_seq":0,"outlet":"o","ops":[]}',
        b'{"instance":"a b","epoch":"e","receipt":"","first_seq":1,"outlet":"o","ops":[]}',
    ],
)
def test_what_is_no_push_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError):
        wire.read(content, wire.Push)


def test_the_content_digest_is_the_one_of_rfc_9530() -> None:
    # The example of RFC 9530, appendix D.1.
    content = b'{"hello": "world"}\n'
    assert wire.content_digest(content) == "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:"
    assert wire.digest_fits(content, wire.content_digest(content))
    assert not wire.digest_fits(content + b" ", wire.content_digest(content))
    assert not wire.digest_fits(content, None)


def test_a_signature_fits_only_the_request_it_was_made_for() -> None:
    key, other = wire.DeviceKey.make(), wire.DeviceKey.make()
    told = wire.signature(key.private, "POST", "/v1/push?x=1", b"body", "nonce")
    assert wire.signature_fits(key.public, told, "POST", "/v1/push?x=1", b"body", "nonce")
    for public, method, target, content, nonce in (
        (other.public, "POST", "/v1/push?x=1", b"body", "nonce"),
        (key.public, "GET", "/v1/push?x=1", b"body", "nonce"),
        (key.public, "POST", "/v1/push?x=2", b"body", "nonce"),
        (key.public, "POST", "/v1/push?x=1", b"bodY", "nonce"),
        (key.public, "POST", "/v1/push?x=1", b"body", "other"),
    ):
        assert not wire.signature_fits(public, told, method, target, content, nonce)


@pytest.mark.parametrize("told", ["", "not base64!", "AAAA", "中文"])
def test_a_damaged_signature_fits_nothing(told: str) -> None:
    key = wire.DeviceKey.make()
    assert not wire.signature_fits(key.public, told, "GET", "/v1/hello", b"", "nonce")
    assert not wire.signature_fits(b"short", told, "GET", "/v1/hello", b"", "nonce")


def test_equal_ledgers_tally_alike_whatever_their_order() -> None:
    entries = [("case-b", 1, HASH), ("case-a", 2, HASH), ("case-a", 1, HASH)]
    assert wire.tally_of(entries) == wire.tally_of(reversed(entries))
    assert wire.tally_of(entries)[:2] == (2, 3)
    assert wire.tally_of(entries).digest != wire.tally_of(entries[:2]).digest
    assert wire.tally_of(entries).digest != wire.tally_of([("case-b", 2, HASH), *entries[1:]]).digest


def test_a_pull_is_addressed_by_scope_epoch_and_version() -> None:
    assert wire.pull_target("i-1", "1508262001", "e-1", 7, 500) == (
        "/v1/pull?instance=i-1&scope=1508262001&epoch=e-1&after=7&limit=500"
    )
    assert wire.hello_target("i-1") == "/v1/hello?instance=i-1"
    assert wire.pack_path("calendar", "2026") == "/v1/catalogue/calendar/2026"


def test_what_the_city_applied_takes_effect_and_nothing_else() -> None:
    assert {verdict: verdict.takes_effect for verdict in wire.Verdict} == {
        wire.Verdict.APPLIED: True,
        wire.Verdict.APPLIED_WARN: True,
        wire.Verdict.PARKED: False,
        wire.Verdict.REJECTED: False,
    }
