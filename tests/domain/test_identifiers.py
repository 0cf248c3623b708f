"""Numbers of people and bodies, as clerks type them."""

from datetime import date

from outlet_app.domain.applicant import IdKind
from outlet_app.domain.identifiers import (
    USCC_ALPHABET,
    check_id_card,
    check_identity,
    check_uscc,
    half_width,
    normalise,
)
from outlet_app.domain.problems import Problem
from tests.domain.chance import Draw, by_chance
from tests.domain.tables import each
from tests.support.characters import OFTEN_CLEANED

TODAY = date(2026, 11, 22)
COMPANY = "91150802MA0TEA71XJ"
PERSON = "152822196501010025"


@each(
    ("typed", "stored"),
    [
        (" 91150802ma0tea71xj ", COMPANY),
        ("９１１５０８０２ＭＡ０ＴＥＡ７１ＸＪ", COMPANY),
        ("91150802-MA0TEA71X-J", COMPANY),
        ("9115 0802\u3000MA0T\tEA71 XJ\n", COMPANY),
        ("91150802－MA0TEA71X—J", COMPANY),
        ("9‐1‑1‒5–0—8−02MA0TEA71XJ", COMPANY),
    ],
)
def test_input_is_cleaned_silently(typed: str, stored: str) -> None:
    assert normalise(typed) == stored
    assert check_uscc(typed) is None


def test_half_width_leaves_han_alone() -> None:
    assert half_width("（张三）Ａ１") == "(张三)A1"


class TestUscc:
    @each(
        "code",
        [
            "91150802MA0TEA71XJ",
            "91150826MA0NK2H35E",
            "93150821MA0XF8D54N",
            "11150800MB0K123415",
            "52150824MJY123458U",
            "92150823MA7ABCDE9P",
            "91350100M000100Y43",
            "91110000600037341L",
        ],
    )
    def test_real_shapes_pass(self, code: str) -> None:
        assert check_uscc(code) is None

    @each("letter", "IOSVZ")
    def test_letters_that_do_not_exist_are_named_with_their_place(self, letter: str) -> None:
        wrong = COMPANY[:8] + letter + COMPANY[9:]
        assert check_uscc(wrong) == Problem("uscc.letter", {"position": 9, "letter": letter})

    def test_a_letter_is_named_before_the_length(self) -> None:
        assert check_uscc("9115O") == Problem("uscc.letter", {"position": 5, "letter": "O"})

    def test_other_characters_are_named_with_their_place(self) -> None:
        assert check_uscc("91巴彦") == Problem("uscc.character", {"position": 3, "character": "巴"})
        assert check_uscc("9115٣") == Problem("uscc.character", {"position": 5, "character": "٣"})

    def test_length_says_how_many(self) -> None:
        assert check_uscc(COMPANY[:-2]) == Problem("uscc.short", {"n": 2})
        assert check_uscc(COMPANY + "1") == Problem("uscc.long", {"n": 1})
        assert check_uscc("") == Problem("uscc.short", {"n": 18})

    def test_a_wrong_check_digit_stops(self) -> None:
        problem = check_uscc(COMPANY[:-1] + "K")
        assert problem == Problem("uscc.check_digit")
        assert problem is not None
        assert not problem.soft

    def test_a_wrong_inner_digit_only_warns(self) -> None:
        assert check_uscc(sealed("92150823MA7ABCDE0")) == Problem("uscc.inner_check", soft=True)

    @each("region", ["000000", "150871", "999999", "Y10000"])
    def test_the_region_is_never_checked(self, region: str) -> None:
        assert check_uscc(sealed("91" + region + COMPANY[8:17])) is None

    @each("prefix", ["Y1", "A9", "N2"])
    def test_codes_may_begin_with_letters(self, prefix: str) -> None:
        assert check_uscc(sealed(prefix + COMPANY[2:17])) is None

    @each("place", range(18))
    @each("character", USCC_ALPHABET)
    def test_one_wrong_character_is_always_found(self, place: int, character: str) -> None:
        wrong = COMPANY[:place] + character + COMPANY[place + 1 :]
        assert (check_uscc(wrong) is None) == (wrong == COMPANY)


def sealed(first: str) -> str:
    """Complete 17 characters by trying every last one."""
    (last,) = [c for c in USCC_ALPHABET if (check_uscc(first + c) or Problem("")).code != "uscc.check_digit"]
    return first + last


class TestIdCard:
    @each(
        "number",
        [
            "152822196501010025",
            "150802199003072115",
            "15080220000229001X",
            "15080220000229001x",
            "11010519491231002X",
        ],
    )
    def test_real_shapes_pass(self, number: str) -> None:
        assert check_id_card(number, TODAY) is None

    @each("region", ["152801", "152827", "150871", "810000", "820000", "830000", "000000"])
    def test_the_region_is_never_checked(self, region: str) -> None:
        assert check_id_card(with_check_digit(region + "19900307211"), TODAY) is None

    @each(
        ("number", "problem"),
        [
            ("15282219650101002", Problem("id.short", {"n": 1})),
            ("1528221965010100255", Problem("id.long", {"n": 1})),
            ("152822650101002", Problem("id.short", {"n": 3})),
            ("15282219650101002A", Problem("id.character", {"position": 18, "character": "A"})),
            ("1528221965X1010025", Problem("id.character", {"position": 11, "character": "X"})),
            ("152822196513010025", Problem("id.date")),
            ("152822190102290025", Problem("id.date")),
            ("152822000001010025", Problem("id.date")),
            ("152822196501010026", Problem("id.check_digit")),
        ],
    )
    def test_what_is_wrong_is_said(self, number: str, problem: Problem) -> None:
        assert check_id_card(number, TODAY) == problem

    def test_nobody_is_born_tomorrow_and_nobody_is_131(self) -> None:
        future, old = Problem("id.future"), Problem("id.too_old")
        born = {"20261122": None, "20261123": future, "18960101": None, "18951231": old}
        found = {day: check_id_card(with_check_digit("152822" + day + "002"), TODAY) for day in born}
        assert found == born

    @each("place", range(17))
    @each("digit", range(10))
    def test_one_wrong_digit_is_always_found(self, place: int, digit: int) -> None:
        wrong = PERSON[:place] + str(digit) + PERSON[place + 1 :]
        assert (check_id_card(wrong, TODAY) is None) == (wrong == PERSON)

    @each("place", range(17))
    def test_two_neighbours_swapped_are_always_found(self, place: int) -> None:
        wrong = PERSON[:place] + PERSON[place + 1] + PERSON[place] + PERSON[place + 2 :]
        assert (check_id_card(wrong, TODAY) is None) == (wrong == PERSON)


def with_check_digit(first: str) -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(first, weights, strict=True))
    return first + "10X98765432"[total % 11]


@each(
    ("kind", "number"),
    [
        (IdKind.USCC, COMPANY),
        (IdKind.ID_CARD, PERSON),
        (IdKind.PASSPORT, "E12345678"),
        (IdKind.PASSPORT, "ej1234567"),
        (IdKind.HM_PERMIT, "H12345678"),
        (IdKind.HM_PERMIT, "M1234567801"),
        (IdKind.TW_PERMIT, "12345678"),
        (IdKind.OFFICER, "军字第1234567号"),
        (IdKind.RESIDENCE_HMT, with_check_digit("81000019900307211")),
        (IdKind.PERMANENT_RESIDENCE, with_check_digit("91115619900307211")),
        (IdKind.PERMANENT_RESIDENCE, "CHN110012345678"),
        (IdKind.NONE, "anything"),
    ],
)
def test_every_paper_has_its_shape(kind: IdKind, number: str) -> None:
    assert check_identity(kind, number, TODAY) is None


@each(
    ("kind", "number", "problem"),
    [
        (IdKind.PASSPORT, "E123", Problem("passport.pattern")),
        (IdKind.HM_PERMIT, "K12345678", Problem("hm_permit.pattern")),
        (IdKind.TW_PERMIT, "1234567", Problem("tw_permit.pattern")),
        (IdKind.TW_PERMIT, "1234567٨", Problem("tw_permit.pattern")),
        (IdKind.OFFICER, "12", Problem("officer.pattern")),
        (IdKind.RESIDENCE_HMT, "84000019900307211X", Problem("residence_hmt.pattern")),
        (IdKind.RESIDENCE_HMT, "810000199003072110", Problem("residence_hmt.check_digit", soft=True)),
        (IdKind.PERMANENT_RESIDENCE, "12345", Problem("permanent_residence.pattern")),
        (IdKind.ID_CARD, "15282219650101002", Problem("id.short", {"n": 1})),
        (IdKind.USCC, "9", Problem("uscc.short", {"n": 17})),
    ],
)
def test_another_shape_is_refused_in_the_papers_own_words(
    kind: IdKind, number: str, problem: Problem
) -> None:
    assert check_identity(kind, number, TODAY) == problem


@by_chance(150)
def test_no_input_breaks_a_check(draw: Draw) -> None:
    kind, number = draw.one_of(tuple(IdKind)), draw.text(OFTEN_CLEANED, 25)
    assert isinstance(check_identity(kind, number, TODAY), Problem | None)
