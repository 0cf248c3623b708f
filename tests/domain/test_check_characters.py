"""Check characters by the textbook: weights and sums written out again, against what the code says."""

from datetime import date, timedelta
from random import Random

from outlet_app.domain.applicant import IdKind
from outlet_app.domain.identifiers import check_id_card, check_identity, check_uscc
from outlet_app.domain.ip_numbers import check_patent, patent_check_character
from outlet_app.domain.numbering import CaseNumber, case_number, query_code, read_case_number, read_query_code
from outlet_app.domain.problems import Problem
from tests.domain.tables import each

TODAY = date(2026, 11, 22)
CHANCE = Random(20261122)
USCC_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
PATENT_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def uscc_check(first: str) -> str:
    """GB 32100: 31 less the weighted sum of the places in the alphabet."""
    total = sum(USCC_SIGNS.index(sign) * weight for sign, weight in zip(first, USCC_WEIGHTS, strict=True))
    return USCC_SIGNS[(31 - total % 31) % 31]


def body_check(eight: str) -> str:
    """GB 11714: 11 less the sum; 10 is X and 11 is 0; A counts 10 and Z 35."""
    values = [int(sign) if sign.isdigit() else ord(sign) - ord("A") + 10 for sign in eight]
    rest = 11 - sum(value * weight for value, weight in zip(values, BODY_WEIGHTS, strict=True)) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def id_check(first: str) -> str:
    """GB 11643: the sum modulo 11 picks from 10X98765432."""
    total = sum(int(digit) * weight for digit, weight in zip(first, ID_WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


def iso_37_36(text: str) -> str:
    """ISO 7064 MOD 37,36, place by place as the standard describes it."""
    carried = 36
    for sign in text:
        carried = (carried + LETTERS.index(sign)) % 36 or 36
        carried = carried * 2 % 37
    return LETTERS[(37 - carried) % 36]


def a_uscc() -> str:
    head = "".join(CHANCE.choice(["9115", "5215", "1115", "9315", "Y115"]))
    region = f"{CHANCE.randrange(10_000):04}"
    eight = "".join(CHANCE.choice(USCC_SIGNS) for _ in range(8))
    body = eight + body_check(eight)
    first = head + region + body
    return first + uscc_check(first)


def a_person(born: date) -> str:
    first = f"{CHANCE.randrange(1_000_000):06}{born:%Y%m%d}{CHANCE.randrange(1000):03}"
    return first + id_check(first)


BODIES = [code for code in (a_uscc() for _ in range(40)) if code[16] in USCC_SIGNS]
PEOPLE = [a_person(date(1930, 1, 1) + timedelta(days=CHANCE.randrange(35_000))) for _ in range(40)]


def test_the_agreed_codes_fit_the_textbook() -> None:
    for code in ("91150802MA0TEA71XJ", "91150826MA0NK2H35E", "93150821MA0XF8D54N", "11150800MB0K123415"):
        assert uscc_check(code[:17]) == code[17]
        assert body_check(code[8:16]) == code[16]
    for number in ("152822196501010025", "15080220000229001X", "11010519491231002X", "150802199003072115"):
        assert id_check(number[:17]) == number[17]
    assert iso_37_36("HH0520261122010017") == "T"


def test_codes_by_the_textbook_pass() -> None:
    assert len(BODIES) == 40
    assert [code for code in BODIES if check_uscc(code) is not None] == []
    assert len({code[17] for code in BODIES}) > 15


@each("place", range(18))
def test_a_slip_in_any_place_of_a_code_is_noticed(place: int) -> None:
    for code in BODIES[:6]:
        for sign in USCC_SIGNS:
            wrong = code[:place] + sign + code[place + 1 :]
            if wrong != code:
                assert check_uscc(wrong) == Problem("uscc.check_digit"), wrong


@each("place", range(17))
def test_two_neighbours_exchanged_in_a_code_are_noticed(place: int) -> None:
    for code in BODIES:
        wrong = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        assert (check_uscc(wrong) is None) == (wrong == code), wrong


@each("place", range(18))
@each("letter", "IOSVZ")
def test_a_letter_outside_the_alphabet_is_named_where_it_stands(place: int, letter: str) -> None:
    wrong = BODIES[0][:place] + letter + BODIES[0][place + 1 :]
    assert check_uscc(wrong) == Problem("uscc.letter", {"position": place + 1, "letter": letter})


def test_a_body_whose_own_digit_is_off_is_warned_about_once_the_last_one_fits() -> None:
    for code in BODIES[:10]:
        others = [sign for sign in "0123456789X" if sign != code[16]]
        for inner in others:
            first = code[:16] + inner
            found = check_uscc(first + uscc_check(first))
            assert found == Problem("uscc.inner_check", soft=True), first


@each("length", [*range(18), *range(19, 25)])
def test_a_code_of_another_length_says_how_many_characters(length: int) -> None:
    typed = (BODIES[0] * 2)[:length]
    family = "uscc.short" if length < 18 else "uscc.long"
    assert check_uscc(typed) == Problem(family, {"n": abs(18 - length)})


def test_people_by_the_textbook_pass() -> None:
    assert [number for number in PEOPLE if check_id_card(number, TODAY) is not None] == []
    assert "X" in {number[17] for number in PEOPLE}


@each("place", range(17))
def test_a_slip_in_any_digit_of_a_persons_number_is_noticed(place: int) -> None:
    allowed = {"id.check_digit", "id.date", "id.future", "id.too_old"}
    for number in PEOPLE[:8]:
        for digit in "0123456789":
            wrong = number[:place] + digit + number[place + 1 :]
            if wrong != number:
                found = check_id_card(wrong, TODAY)
                assert found is not None, wrong
                assert found.code in allowed, wrong


@each("sign", "0123456789X")
def test_only_one_last_character_fits_a_person(sign: str) -> None:
    for number in PEOPLE:
        found = check_id_card(number[:17] + sign, TODAY)
        assert found == (None if sign == number[17] else Problem("id.check_digit"))


@each(
    ("birth", "code"),
    [
        ("19000229", "id.date"),
        ("20000229", None),
        ("20230229", "id.date"),
        ("20240229", None),
        ("20241301", "id.date"),
        ("20240001", "id.date"),
        ("20240431", "id.date"),
        ("20240430", None),
        ("20240100", "id.date"),
        ("00000101", "id.date"),
        ("20261122", None),
        ("20261123", "id.future"),
        ("99991231", "id.future"),
        ("18960101", None),
        ("18961231", None),
        ("18951231", "id.too_old"),
    ],
)
def test_a_birthday_must_exist_and_be_neither_tomorrow_nor_131_years_ago(
    birth: str, code: str | None
) -> None:
    first = f"150802{birth}001"
    found = check_id_card(first + id_check(first), TODAY)
    assert (found.code if found else None) == code


@each("place", range(1, 19))
def test_a_letter_in_a_persons_number_is_named_where_it_stands(place: int) -> None:
    number = "15080220000229001X"
    for sign in "AX中" if place < 18 else "AY中":
        wrong = number[: place - 1] + sign + number[place:]
        assert check_id_card(wrong, TODAY) == Problem("id.character", {"position": place, "character": sign})


@each(
    "region",
    [
        "152801",
        "152822",
        "152823",
        "152824",
        "152825",
        "152826",
        "152827",
        "150871",
        "110101",
        "659009",
        "990000",
    ],
)
def test_people_numbered_anywhere_at_any_time_are_served(region: str) -> None:
    first = region + "19650101002"
    assert check_id_card(first + id_check(first), TODAY) is None


@each(
    ("kind", "head"),
    [
        (IdKind.RESIDENCE_HMT, "810000"),
        (IdKind.RESIDENCE_HMT, "820000"),
        (IdKind.RESIDENCE_HMT, "830000"),
        (IdKind.PERMANENT_RESIDENCE, "911156"),
    ],
)
def test_residence_papers_are_warned_about_by_the_same_digit(kind: IdKind, head: str) -> None:
    first = head + "19900307211"
    right = id_check(first)
    for sign in "0123456789X":
        found = check_identity(kind, first + sign, TODAY)
        soft = Problem(f"{kind.value}.check_digit", soft=True)
        assert found == (None if sign == right else soft)


PATTERNS = [
    (IdKind.PASSPORT, "E1234", True),
    (IdKind.PASSPORT, "E123", False),
    (IdKind.PASSPORT, "E" + "1" * 16, True),
    (IdKind.PASSPORT, "E" + "1" * 17, False),
    (IdKind.PASSPORT, "护照12345", False),
    (IdKind.PASSPORT, "e 1234-5678", True),
    (IdKind.HM_PERMIT, "H1234567", False),
    (IdKind.HM_PERMIT, "H12345678", True),
    (IdKind.HM_PERMIT, "M1234567890", True),
    (IdKind.HM_PERMIT, "M12345678901", False),
    (IdKind.HM_PERMIT, "C12345678", False),
    (IdKind.HM_PERMIT, "h12345678", True),
    (IdKind.TW_PERMIT, "1234567", False),
    (IdKind.TW_PERMIT, "12345678", True),
    (IdKind.TW_PERMIT, "123456789", False),
    (IdKind.TW_PERMIT, "T1234567", False),
    (IdKind.OFFICER, "军123", True),
    (IdKind.OFFICER, "军字第", False),
    (IdKind.OFFICER, "军" * 20, True),
    (IdKind.OFFICER, "军" * 21, False),
    (IdKind.OFFICER, "军字第123#", False),
    (IdKind.RESIDENCE_HMT, "840000199003072110", False),
    (IdKind.RESIDENCE_HMT, "81000019900307211", False),
    (IdKind.PERMANENT_RESIDENCE, "CHN110012345678", True),
    (IdKind.PERMANENT_RESIDENCE, "CHN11001234567", False),
    (IdKind.PERMANENT_RESIDENCE, "CH1110012345678", False),
    (IdKind.NONE, "", True),
    (IdKind.NONE, "随便什么", True),
]


@each(("kind", "number", "fits"), PATTERNS)
def test_other_papers_have_a_length_and_an_alphabet(kind: IdKind, number: str, fits: bool) -> None:
    found = check_identity(kind, number, TODAY)
    assert found == (None if fits else Problem(f"{kind.value}.pattern"))


@each("kind_digit", "12389")
@each("year", [1985, 2003, 2004, 2026, 2099])
def test_patent_numbers_by_the_textbook_pass_and_other_ends_are_warned_about(
    kind_digit: str, year: int
) -> None:
    digits = f"{year}{kind_digit}{CHANCE.randrange(10_000_000):07}"
    total = sum(int(one) * weight for one, weight in zip(digits, PATENT_WEIGHTS, strict=True)) % 11
    right = "0123456789X"[total]
    assert patent_check_character(digits) == right
    for sign in "0123456789X":
        assert (check_patent(f"{digits}.{sign}") is None) == (sign == right)


@each("kind_digit", "04567")
def test_kinds_nobody_has_are_warned_about(kind_digit: str) -> None:
    digits = f"2017{kind_digit}0601862"
    found = check_patent(digits + patent_check_character(digits))
    assert found == Problem("patent.kind", {"kind": kind_digit}, soft=True)


@each(
    ("short", "year"),
    [("85", None), ("99", None), ("00", None), ("03", None), ("04", 2004), ("26", 2026), ("84", 2084)],
)
def test_the_eight_digit_numbers_ended_in_2003(short: str, year: int | None) -> None:
    digits = f"{short}115608"
    found = check_patent(digits + patent_check_character(digits))
    assert found == (None if year is None else Problem("patent.year", {"year": year}, soft=True))


@each("sign", ["HH05", "SJ01", "LH01", "WY12", "DK99", "WQ00", "WZ07", "WH03", "JK01"])
def test_case_numbers_end_with_the_textbooks_character(sign: str) -> None:
    for _ in range(12):
        day = date(2026, 1, 1) + timedelta(days=CHANCE.randrange(3000))
        terminal, serial = f"{CHANCE.randrange(100):02}", CHANCE.randrange(1, 10_000)
        made = case_number(sign, day, terminal, serial)
        plain = f"{sign}{day:%Y%m%d}{terminal}{serial:04}"
        assert made == f"{sign}-{day:%Y%m%d}-{terminal}{serial:04}-{iso_37_36(plain)}"
        assert read_case_number(made) == CaseNumber(sign, day, terminal, serial)


@each("place", range(19))
def test_a_slip_in_any_place_of_a_case_number_is_noticed(place: int) -> None:
    plain = "HH0520261122010017T"
    for sign in LETTERS:
        wrong = plain[:place] + sign + plain[place + 1 :]
        if wrong != plain:
            found = read_case_number(wrong)
            assert isinstance(found, Problem), wrong
            assert found.code in ("case_no.check", "case_no.date", "case_no.shape"), wrong


@each("place", range(18))
def test_two_neighbours_exchanged_in_a_case_number_are_noticed(place: int) -> None:
    plain = "HH0520261122010017T"
    wrong = plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]
    assert isinstance(read_case_number(wrong), Problem) == (wrong != plain)


CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@each("seed", range(10))
def test_a_query_code_is_the_forty_bits_read_five_at_a_time(seed: int) -> None:
    random = Random(seed).randbytes(5)
    bits = "".join(f"{byte:08b}" for byte in random)
    wanted = "".join(CROCKFORD[int(bits[start : start + 5], 2)] for start in range(0, 40, 5))
    assert query_code(random) == wanted
    assert read_query_code(wanted) == wanted


@each(
    ("typed", "meant"),
    [
        ("OOOOOOOO", "00000000"),
        ("oooooooo", "00000000"),
        ("IIIIIIII", "11111111"),
        ("llllLLLL", "11111111"),
        ("８Ｋ２Ｍ ４ＱＸＺ", "8K2M4QXZ"),
        ("8k2m-4qxz", "8K2M4QXZ"),
        ("\t8K2M\n4QXZ ", "8K2M4QXZ"),
    ],
)
def test_a_code_read_out_over_the_telephone_is_understood(typed: str, meant: str) -> None:
    assert read_query_code(typed) == meant


@each("sign", ["U", "中", "!", ".", "·", "٣"])
@each("place", [1, 4, 8])
def test_what_the_alphabet_does_not_hold_is_named_where_it_stands(sign: str, place: int) -> None:
    typed = "8K2M4QXZ"[: place - 1] + sign + "8K2M4QXZ"[place:]
    assert read_query_code(typed) == Problem("query_code.character", {"position": place, "character": sign})


@each("length", [0, 1, 7, 9, 16])
def test_a_code_of_another_length_is_told(length: int) -> None:
    family = "query_code.short" if length < 8 else "query_code.long"
    assert read_query_code("8" * length) == Problem(family, {"n": abs(8 - length)})
