"""The mark in an enrolment code names one certificate and nothing else."""

import ssl
from pathlib import Path

import pytest

from outlet_app.domain.numbering import CROCKFORD
from outlet_app.sync.wire import authority_mark, split_code, vouched
from outlet_app.sync.wire.pinning import MARK_LENGTH
from tests.support.certificates import Authority


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Authority, Authority]:
    folder = tmp_path_factory.mktemp("authorities")
    return Authority(folder), Authority(folder, "other")


def test_a_mark_is_twenty_letters_nobody_mistakes(two: tuple[Authority, Authority]) -> None:
    mark = authority_mark(two[0].pem)
    assert len(mark.replace("-", "")) == MARK_LENGTH
    assert [len(group) for group in mark.split("-")] == [5, 5, 5, 5]
    assert set(mark) - {"-"} <= set(CROCKFORD)
    assert mark == authority_mark(f"\n{two[0].pem}\n\n")
    assert mark != authority_mark(two[1].pem)


def test_a_mark_is_read_as_people_type_it(two: tuple[Authority, Authority]) -> None:
    mark = authority_mark(two[0].pem)
    for typed in (
        mark.lower(),
        mark.replace("-", ""),
        mark.replace("-", " "),
        mark.replace("0", "O").replace("1", "l"),
        mark.replace("1", "I"),
    ):
        assert vouched(two[0].pem, typed) == two[0].pem


@pytest.mark.parametrize("spoil", [lambda m: m[:-1], lambda m: m + "0", lambda m: "", lambda m: "0" * 20])
def test_another_mark_vouches_for_nothing(two: tuple[Authority, Authority], spoil: object) -> None:
    with pytest.raises(ValueError):
        vouched(two[0].pem, spoil(authority_mark(two[0].pem)))  # type: ignore[operator]


def test_every_letter_of_the_mark_counts(two: tuple[Authority, Authority]) -> None:
    mark = authority_mark(two[0].pem).replace("-", "")
    for place, letter in enumerate(mark):
        other = CROCKFORD[(CROCKFORD.index(letter) + 1) % 32]
        with pytest.raises(ValueError):
            vouched(two[0].pem, mark[:place] + other + mark[place + 1 :])


def test_no_second_certificate_travels_with_the_one_vouched_for(two: tuple[Authority, Authority]) -> None:
    """Who answers may put more behind it: nothing of that is believed."""
    ours, theirs = two
    for smuggled in (ours.pem + theirs.pem, theirs.pem + ours.pem):
        try:
            kept = vouched(smuggled, authority_mark(ours.pem))
        except ValueError:
            continue
        assert kept == ours.pem
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cadata=vouched(ours.pem, authority_mark(ours.pem)))
    assert len(context.get_ca_certs()) == 1


@pytest.mark.parametrize("text", ["", "x", "-----BEGIN CERTIFICATE-----", "巴特尔", "\x00", "-" * 9000])
def test_what_is_no_certificate_has_no_mark(text: str) -> None:
    with pytest.raises(ValueError):
        authority_mark(text)


@pytest.mark.parametrize(
    ("text", "code", "mark"),
    [
        ("AAAA-BBBB-CCCC-DDDD", "AAAA-BBBB-CCCC-DDDD", ""),
        ("AAAA-BBBB-CCCC-DDDD+11111-22222-33333-44444", "AAAA-BBBB-CCCC-DDDD", "11111-22222-33333-44444"),
        ("  AAAA + 1111 ", "AAAA", "1111"),
        ("AAAA+", "AAAA", ""),
        ("+1111", "", "1111"),
        ("", "", ""),
        ("AAAA+11+22", "AAAA", "11+22"),
    ],
)
def test_a_code_and_its_mark_are_told_apart_at_the_plus(text: str, code: str, mark: str) -> None:
    assert split_code(text) == (code, mark)


def test_the_fixture_is_a_certificate(two: tuple[Authority, Authority], tmp_path: Path) -> None:
    copy = tmp_path / "authority.pem"
    copy.write_text(two[0].pem, encoding="ascii")
    assert ssl.create_default_context(cafile=str(copy)).get_ca_certs()
