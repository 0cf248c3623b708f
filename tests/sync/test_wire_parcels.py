"""A parcel is proven whole before anybody looks inside, and nobody opens or writes what is not his."""

from dataclasses import dataclass
from datetime import datetime

import msgspec
import pytest
from pyrage import encrypt, x25519

from outlet_app.domain.calendar import CST
from outlet_app.sync.wire import DeviceKey, HandOver, ParcelKey, custody_fits, parcels, sign_custody
from outlet_app.sync.wire.custody import Custody
from outlet_app.sync.wire.parcels import Kind, Label, ParcelFault, Part, Piece, Reply, Way

AT = datetime(2026, 11, 27, 9, 30, 5, tzinfo=CST)
PARTS = (b"first sealed part", b"x" * 3_000, b"\n\n\0")


@dataclass(frozen=True, slots=True)
class City:
    """A city's keys for parcels, both halves."""

    identity: str
    signing: DeviceKey

    @property
    def told(self) -> ParcelKey:
        return ParcelKey(seal=parcels.recipient_of(self.identity), public=self.signing.public.hex())


def a_city() -> City:
    return City(parcels.new_identity(), DeviceKey.make())


CITY, OTHER = a_city(), a_city()
MACHINE = DeviceKey.make()
BACK = parcels.new_identity()
LABEL = Label(
    way=Way.OUT,
    city=parcels.parcel_key_id(CITY.told.seal),
    instance="a" * 32,
    sign="HH05",
    terminal="01",
    at=AT,
)
PART = Part(
    device="dev-1",
    instance="a" * 32,
    back=parcels.recipient_of(BACK),
    kind=Kind.PUSH.value,
    body=b'{"ops":[]}',
    signature=b"",
)
REPLY = Reply(instance="a" * 32, kind=Kind.PUSHED.value, about="f" * 64, body=b"{}", signature=b"")
WHOLE = parcels.wrap(LABEL, PARTS)


def fault_of(content: bytes) -> str:
    with pytest.raises(ParcelFault) as raised:
        parcels.unwrap(content)
    return str(raised.value)


def test_what_was_wrapped_comes_out_as_it_was() -> None:
    parcel = parcels.unwrap(WHOLE)
    assert parcel.parts == PARTS
    assert msgspec.structs.replace(parcel.label, parts=()) == LABEL
    assert [one.size for one in parcel.label.parts] == [17, 3_000, 3]


def test_a_parcel_cut_off_anywhere_is_damaged() -> None:
    assert {fault_of(WHOLE[:cut]) for cut in range(1, len(WHOLE), 7)} == {"damaged"}


def test_a_parcel_with_one_bit_turned_is_never_taken_for_whole() -> None:
    start = len(parcels.MAGIC)
    for place in range(start, len(WHOLE), 11):
        turned = bytearray(WHOLE)
        turned[place] ^= 0x40
        try:
            parcel = parcels.unwrap(bytes(turned))
        except ParcelFault:
            continue
        # A label may read otherwise and prove nothing; what is sealed is as it was.
        assert parcel.parts == PARTS


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "none"),
        (b"%PDF-1.7 something else", "none"),
        (b"age-encryption.org/v1\n", "none"),
        (b"WK2 PARCEL\n{}\n", "none"),
        (parcels.MAGIC, "damaged"),
        (parcels.MAGIC + b"{}\n", "damaged"),
        (parcels.MAGIC + b"[1]\n", "damaged"),
        (parcels.MAGIC + b"not json\n", "damaged"),
        (parcels.MAGIC + b'{"version":2}\n', "newer"),
        (parcels.MAGIC + b'{"version":99,"parts":"elsewhere"}\nwhatever', "newer"),
        (parcels.MAGIC + b"x" * 2_000_000, "damaged"),
        (WHOLE + b"more", "damaged"),
        (parcels.wrap(LABEL, ()), "damaged"),
        (WHOLE.replace(b'"out"', b'"up!"'), "damaged"),
        (WHOLE.replace(b'"size":17', b'"size":16'), "damaged"),
        (WHOLE.replace(b'"size":17', b'"size":-1'), "damaged"),
    ],
)
def test_what_is_no_whole_parcel_says_which_kind_of_wrong_it_is(content: bytes, fault: str) -> None:
    assert fault_of(content) == fault


def test_a_part_opens_for_its_city_alone() -> None:
    sealed = parcels.seal_part(CITY.told, MACHINE.private, PART)
    part = parcels.open_part(CITY.identity, sealed)
    assert (part.device, part.kind, part.body) == ("dev-1", "push", b'{"ops":[]}')
    assert parcels.part_fits(MACHINE.public, part)
    assert PART.body not in sealed
    with pytest.raises(ValueError, match="does not open"):
        parcels.open_part(OTHER.identity, sealed)


@pytest.mark.parametrize("sealed", [b"", b"x", b"age-encryption.org/v1\n", b"\0" * 500])
def test_what_is_no_sealed_part_does_not_open(sealed: bytes) -> None:
    with pytest.raises(ValueError, match="does not open"):
        parcels.open_part(CITY.identity, sealed)


def test_a_sealed_part_cut_off_anywhere_does_not_open() -> None:
    sealed = parcels.seal_part(CITY.told, MACHINE.private, PART)
    for cut in range(0, len(sealed), 13):
        with pytest.raises(ValueError, match="does not open"):
            parcels.open_part(CITY.identity, sealed[:cut])


def test_sealed_is_not_yet_well_formed() -> None:
    stranger = encrypt(b"anything", [x25519.Recipient.from_str(CITY.told.seal)])
    with pytest.raises(ValueError, match=r".+"):
        parcels.open_part(CITY.identity, stranger)


@pytest.mark.parametrize(
    "changes",
    [
        {"device": "dev-2"},
        {"instance": "b" * 32},
        {"back": "age1somebodyelse"},
        {"kind": "piece"},
        {"body": b"other"},
        {"signature": b""},
        {"signature": b"\0" * 64},
    ],
)
def test_a_part_that_was_changed_no_longer_fits_its_machine(changes: dict[str, object]) -> None:
    part = parcels.open_part(CITY.identity, parcels.seal_part(CITY.told, MACHINE.private, PART))
    assert not parcels.part_fits(MACHINE.public, msgspec.structs.replace(part, **changes))
    assert not parcels.part_fits(DeviceKey.make().public, part)


def test_a_reply_opens_for_the_machine_it_is_for_and_only_with_the_citys_signature() -> None:
    sealed = parcels.seal_reply(parcels.recipient_of(BACK), CITY.signing.private, REPLY)
    reply = parcels.open_reply(BACK, CITY.told, sealed)
    assert (reply.instance, reply.kind, reply.about, reply.body) == ("a" * 32, "pushed", "f" * 64, b"{}")
    with pytest.raises(ValueError, match="does not open"):
        parcels.open_reply(parcels.new_identity(), CITY.told, sealed)
    with pytest.raises(ValueError, match="does not open"):
        parcels.open_reply("", CITY.told, sealed)
    with pytest.raises(ValueError, match="not signed by this city"):
        parcels.open_reply(BACK, OTHER.told, sealed)


@pytest.mark.parametrize("back", ["", "age1", "age1qqqq", "somebody", "\0"])
def test_what_is_no_recipient_is_known_before_anything_is_sealed(back: str) -> None:
    assert not parcels.is_recipient(back)
    assert parcels.is_recipient(parcels.recipient_of(BACK))


def test_a_way_back_keeps_the_address_and_takes_another_name() -> None:
    back = parcels.answering(LABEL, AT.replace(hour=16))
    assert (back.way, back.instance, back.city, back.sign) == (Way.BACK, LABEL.instance, LABEL.city, "HH05")
    assert parcels.name_of(LABEL) == "HH05-01-20261127-093005.parcel"
    assert parcels.name_of(back) == "HH05-01-20261127-163005.receipt"


@pytest.mark.parametrize("content", [b"\0", b"\xff" * 1_000_000])
def test_a_piece_travels_byte_for_byte(content: bytes) -> None:
    piece = Piece(sha256="e" * 64, size=2_000_000, offset=1_000, content=content)
    assert parcels.read_piece(parcels.pack_piece(piece)) == piece


@pytest.mark.parametrize("wrong", [{"sha256": "E" * 64}, {"sha256": ""}, {"size": 0}, {"offset": -1}])
def test_a_piece_of_nothing_that_exists_is_not_read(wrong: dict[str, object]) -> None:
    piece = Piece(sha256="e" * 64, size=10, offset=0, content=b"0123456789")
    with pytest.raises(ValueError, match=r".+"):
        parcels.read_piece(parcels.pack_piece(msgspec.structs.replace(piece, **wrong)))


LEFT = HandOver(instance="a" * 32, last_seq=300, files=("1" * 64, "2" * 64))


def signed(told: HandOver) -> Custody:
    return Custody(
        instance=told.instance, last_seq=told.last_seq, signature=sign_custody(CITY.signing.private, told)
    )


def test_the_citys_word_fits_what_was_handed_over_in_any_order() -> None:
    assert custody_fits(CITY.told, LEFT, signed(LEFT))
    other_order = msgspec.structs.replace(LEFT, files=("2" * 64, "1" * 64), destroyed=True)
    assert custody_fits(CITY.told, other_order, signed(LEFT))


@pytest.mark.parametrize(
    "changes", [{"instance": "b" * 32}, {"last_seq": 301}, {"files": ("1" * 64,)}, {"files": ()}]
)
def test_the_citys_word_fits_nothing_else(changes: dict[str, object]) -> None:
    assert not custody_fits(CITY.told, msgspec.structs.replace(LEFT, **changes), signed(LEFT))


@pytest.mark.parametrize("signature", ["", "00", "zz", "0" * 128])
def test_no_keys_are_given_up_for_an_empty_or_false_word(signature: str) -> None:
    assert not custody_fits(CITY.told, LEFT, Custody(instance="a" * 32, last_seq=300, signature=signature))
    assert not custody_fits(OTHER.told, LEFT, signed(LEFT))
