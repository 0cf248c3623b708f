"""A signed pack: only its very bytes, under its own kind and name and the city's own key, are believed."""

import base64
import json

import msgspec
import pytest

from outlet_app.sync.wire import (
    PackFault,
    PolicyKey,
    SignedPack,
    endorse,
    newest_trusted,
    open_pack,
    public_of,
    sign_key_id,
    sign_pack,
)
from tests.support.policies import plain_register, plain_release
from tests.support.policies_sent import OTHER_PRIVATE, PRIVATE, PUBLIC, signed

BODY = '{"version": "2026-2", "name": "𬎆源"}'.encode()


def fault(pack: bytes, kind: str = "policies", ref: str = "2026-2", key: bytes = PUBLIC) -> str:
    with pytest.raises(PackFault) as told:
        open_pack(key, kind, ref, pack)
    return told.value.reason


def test_the_body_comes_back_byte_for_byte() -> None:
    pack = sign_pack(PRIVATE, "policies", "2026-2", BODY)
    assert open_pack(PUBLIC, "policies", "2026-2", pack) == BODY
    told = msgspec.json.decode(pack, type=SignedPack)
    assert (told.key, bytes(told.body)) == (sign_key_id(PUBLIC), BODY)
    assert BODY in pack


def test_a_pack_reads_as_json_by_anybody() -> None:
    told = json.loads(signed("register", "2026-11-18", plain_register()))
    assert set(told) == {"key", "signature", "body"}
    assert told["body"] == plain_register()


def test_no_byte_can_be_changed() -> None:
    """Every single place, with a bit turned and with the sign taken out."""
    pack = signed("policies", "2026-2", {"version": "2026-2", "policies": []})
    believed = []
    for at in range(len(pack)):
        for other in (pack[:at] + bytes([pack[at] ^ 1]) + pack[at + 1 :], pack[:at] + pack[at + 1 :]):
            try:
                opened = open_pack(PUBLIC, "policies", "2026-2", other)
            except PackFault:
                continue
            believed.append((at, opened))
    # A last sign of base64 that says nothing more may be another; the body is the same then.
    assert {opened for _, opened in believed} <= {open_pack(PUBLIC, "policies", "2026-2", pack)}


def test_a_changed_amount_is_tampering() -> None:
    pack = signed("policies", "2026-2", plain_release())
    assert fault(pack.replace("百分之五十".encode(), "百分之九十".encode())) == "tampered"


def test_a_pack_stands_under_its_own_kind_and_name_only() -> None:
    pack = signed("policies", "2026-2", plain_release())
    assert [fault(pack, "register"), fault(pack, ref="2026-3"), fault(pack, ref="")] == ["tampered"] * 3


def test_what_is_no_envelope_is_unsigned() -> None:
    bare = json.dumps(plain_release()).encode()
    half = b'{"key": "3fa9", "body": {}}'
    for pack in (b"", b"{}", b"[]", b"\xff\xfe", bare, half, b"[" * 100_000, b"null"):
        assert fault(pack) == "unsigned"


def test_another_key_is_told_from_a_forgery_in_the_citys_name() -> None:
    other = signed("policies", "2026-2", plain_release(), OTHER_PRIVATE)
    assert fault(other) == "other_key"
    told = json.loads(other) | {"key": sign_key_id(PUBLIC)}
    assert fault(json.dumps(told).encode()) == "tampered"


@pytest.mark.parametrize("signature", ["", "=", "!!", "AAAA", base64.b64encode(bytes(64)).decode(), "字"])
def test_what_is_no_signature_signs_nothing(signature: str) -> None:
    told = json.loads(signed("policies", "2026-2", plain_release())) | {"signature": signature}
    assert fault(json.dumps(told).encode()) == "tampered"


THIRD = bytes(range(3, 35))


def chain(*privates: bytes, broken: int = -1) -> tuple[PolicyKey, ...]:
    """Keys as the city tells them; the heir at `broken` has the word of nobody."""
    told, former = [], None
    for at, private in enumerate(privates):
        public = public_of(private)
        word = endorse(former, public) if former and at != broken else ""
        told.append(PolicyKey(public=public.hex(), endorsed=word))
        former = private
    return tuple(told)


def test_whom_a_counter_believes() -> None:
    one, two, three = (public_of(key).hex() for key in (PRIVATE, OTHER_PRIVATE, THIRD))
    all_three = chain(PRIVATE, OTHER_PRIVATE, THIRD)
    table = {
        "nobody has a key": (newest_trusted("", ()), ""),
        "the city has none any more": (newest_trusted(one, ()), one),
        "the first is believed": (newest_trusted("", chain(PRIVATE)), one),
        "a new counter believes the newest": (newest_trusted("", all_three), three),
        "one that missed two changes": (newest_trusted(one, all_three), three),
        "one that missed one": (newest_trusted(two, all_three), three),
        "nothing new": (newest_trusted(three, all_three), three),
        "a stranger": (newest_trusted(one, chain(OTHER_PRIVATE)), one),
        "an heir without a word": (newest_trusted(one, chain(PRIVATE, OTHER_PRIVATE, broken=1)), one),
        "the second heir without a word": (
            newest_trusted(one, chain(PRIVATE, OTHER_PRIVATE, THIRD, broken=2)),
            two,
        ),
        "the word of somebody else": (
            newest_trusted(
                one, (*chain(PRIVATE), PolicyKey(public=two, endorsed=endorse(THIRD, bytes.fromhex(two))))
            ),
            one,
        ),
    }
    assert {name: found for name, (found, _) in table.items()} == {
        name: expected for name, (_, expected) in table.items()
    }


def test_a_word_for_a_key_is_no_signature_of_a_pack() -> None:
    word = endorse(PRIVATE, public_of(OTHER_PRIVATE))
    told = json.loads(signed("policies", "2026-2", plain_release())) | {"signature": word}
    assert fault(json.dumps(told).encode()) == "tampered"
