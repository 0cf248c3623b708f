"""What a clerk types and whom it finds, against a register of invented people and bodies found by hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from store_builders import KEY, NOW, a_card, a_visit

from outlet_app.models.cards import CardFilter
from outlet_app.models.engine import Database, open_database
from outlet_app.models.tokens import fold, initials, name_fits, name_span

# Short name → (name, contact, number, telephone, case number).
REGISTER = {
    "hetao": ("巴彦淖尔市河套禾源食品有限公司", "刘建平", "91150826MA0QK7XH47", "13800002046", "010001-A"),
    "kuihua": ("内蒙古（金葵）种业TCL公司", "单小红", "91150802MA0TEA71XJ", "0478-8213500", "010002-B"),
    "alatan": ("阿拉坦·乌拉", "", "152822196501010025", "13900001234", "010003-C"),
    "wuyun": ("乌云其木格", "", "152824197203040048", "13700005678", "010004-D"),
    "shan": ("单小红", "", "150802199003072115", "13600007777", "010005-E"),
    "zhang": ("张三", "", "15080220000229001X", "13500008888", "010006-F"),
    "zhangs": ("张三丰", "", "110105194912310028", "13400009999", "010007-G"),
    "rare": ("䶮𬎆", "", "150802198801010013", "13300001111", "010008-H"),
    "ji": ("𠮷野平", "", "E12345678", "13200002222", "010009-J"),
    "coop": ("临河区重庆行知合作社", "曾乐", "93150821MA0XF8D54N", "13100003333", "010010-K"),
    "smith": ("O'Neil Smith", "", "AB1234567", "18900004444", "010011-L"),
    "society": ("巴彦淖尔市知识产权保护协会", "其其格", "51150800MJY1234567", "010-88888888", "010012-M"),
}
BODIES = ("hetao", "kuihua", "coop", "society")


def number_of(serial: str) -> str:
    return f"HH05-20261120-{serial}"


@pytest.fixture(scope="module")
def register(made_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    path = tmp_path_factory.mktemp("finding") / "outlet.db"
    path.write_bytes((made_once / "outlet.db").read_bytes())
    store = open_database(path, KEY)
    with store.unit_of_work() as uow:
        for minute, (short, (name, contact, number, phone, serial)) in enumerate(REGISTER.items()):
            told = {"contact": contact, "id_number": number, "phone": phone, "case_no": number_of(serial)}
            at = NOW.replace(minute=minute)
            uow.cards.put(a_card(short, applicant_name=name, registered_at=at, **told))
            uow.applicants.remember(a_visit(name, number=number, phone=phone, days=minute))
        uow.commit()
    yield store
    store.close()


CASES = [
    # One Han character is enough.
    ("河", "coop hetao"),
    ("葵", "kuihua"),
    ("乌", "wuyun alatan"),
    ("巴", "society hetao"),
    ("市", "society hetao"),
    ("张", "zhangs zhang"),
    ("丰", "zhangs"),
    ("䶮", "rare"),
    ("𬎆", "rare"),
    ("𠮷", "ji"),
    ("韩", ""),
    # Parts of names, also over brackets, dots and blanks.
    ("河套禾源", "hetao"),
    ("巴彦淖尔市河套禾源食品有限公司", "hetao"),
    ("巴彦淖尔市", "society hetao"),
    ("有限公司", "hetao"),
    ("公司", "kuihua hetao"),
    ("金葵", "kuihua"),
    ("（金葵）", "kuihua"),
    ("蒙古金", "kuihua"),
    ("蒙古（金", "kuihua"),
    ("坦·乌", "alatan"),
    ("坦•乌", "alatan"),
    ("坦・乌", "alatan"),
    ("坦乌", "alatan"),
    ("坦 乌", "alatan"),
    ("·", "alatan"),
    ("张三", "zhangs zhang"),
    ("张三丰", "zhangs"),
    ("三丰", "zhangs"),
    ("三张", ""),
    ("丰三", ""),
    ("䶮𬎆", "rare"),
    ("𬎆䶮", ""),
    ("𠮷野", "ji"),
    # Initials, with every reading of a character.
    ("hthy", "hetao"),
    ("bynes", "society hetao"),
    ("byneshthyspyxgs", "hetao"),
    ("atlwl", ""),
    ("altwl", "alatan"),
    ("wyqmg", "wuyun"),
    ("dxh", "shan kuihua"),
    ("sxh", "shan kuihua"),
    ("cxh", "shan kuihua"),
    ("zs", "society coop zhangs zhang"),
    ("zsf", "zhangs"),
    ("cqxz", "coop"),
    ("zqhz", "coop"),
    ("cqhz", "coop"),
    ("zqxz", "coop"),
    ("zscq", "society"),
    ("qqg", "society"),
    ("ljp", "hetao"),
    ("zl", "coop"),
    ("cl", "coop kuihua"),
    ("zy", "coop kuihua"),
    # No dictionary reads 𠮷: the rest of the name still finds it.
    ("jyp", ""),
    ("yep", ""),
    ("野p", "ji"),
    ("𠮷yp", "ji"),
    # Han, initials and letters in one breath.
    ("河thy", "hetao"),
    ("h套h源", "hetao"),
    ("张s", "zhangs zhang"),
    ("z三f", "zhangs"),
    ("tcl", "kuihua"),
    ("TCL公", "kuihua"),
    ("tclgs", "kuihua"),
    ("ｔｃｌ", "kuihua"),
    ("种业tcl", "kuihua"),
    ("o'neil", "smith"),
    ("ONEIL", "smith"),
    ("neil smith", "smith"),
    ("neilsmith", "smith"),
    ("smith", "smith"),
    # Numbers by beginning or tail, from four characters.
    ("91150826MA0QK7XH47", "hetao"),
    ("91150826ma0qk7xh47", "hetao"),
    ("９１１５０８２６", "hetao"),
    ("9115", "kuihua hetao"),
    ("911508", "kuihua hetao"),
    ("XH47", "hetao"),
    ("1XJ", ""),
    ("71XJ", "kuihua"),
    ("0826MA", ""),
    ("1528", "wuyun alatan"),
    ("152822196501010025", "alatan"),
    ("0025", "alatan"),
    ("001X", "zhang"),
    ("001x", "zhang"),
    ("E123", "ji"),
    ("5678", "ji wuyun"),
    ("AB12", "smith"),
    # Telephones: the tail as it is read out, or the whole.
    ("2046", "hetao"),
    ("138 0000 2046", "hetao"),
    ("1380000", "hetao"),
    ("3500", "kuihua"),
    ("04788213500", "kuihua"),
    ("0478-8213500", "kuihua"),
    ("8213500", "kuihua"),
    ("8888", "society zhang"),
    ("88888888", "society"),
    ("046", ""),
    # Case numbers with and without hyphens, serial, check character.
    ("HH05-20261120-010003-C", "alatan"),
    ("hh0520261120010003c", "alatan"),
    ("010003-C", "alatan"),
    ("010003", "alatan"),
    ("0003", "alatan"),
    ("003", ""),
    ("HH05-20261120-0100", "society smith coop ji rare zhangs zhang shan wuyun alatan kuihua hetao"),
    # Nothing, noise, and what other programs would take for commands.
    ("", ""),
    ("   ", ""),
    ("\u200b", ""),
    ("（）", ""),
    ("-", ""),
    ("'", ""),
    ('"', ""),
    ("*", ""),
    ("河*", "coop hetao"),
    ("NOT 张", ""),
    ("张 OR 河", ""),
    ("%", ""),
    ("_", ""),
    ("张\x00三", "zhangs zhang"),
    ("words MATCH", ""),
    ("河" * 500, ""),
]


@pytest.mark.parametrize(("typed", "found"), CASES, ids=[ascii(typed[:24]) for typed, _ in CASES])
def test_a_search_finds_these_cases_newest_first(register: Database, typed: str, found: str) -> None:
    with register.reading() as uow:
        assert uow.search.find(typed) == tuple(found.split())


@pytest.mark.parametrize(
    "typed", [typed for typed, found in CASES if found and fold(typed)], ids=lambda typed: ascii(typed[:24])
)
def test_the_list_finds_what_the_search_finds(register: Database, typed: str) -> None:
    with register.reading() as uow:
        page = uow.cards.page(CardFilter(text=typed))
        assert [card.case_id for card in page.rows] == list(uow.search.find(typed))
        assert page.total == len(page.rows)


# Typed, whom it fills the form from, and the part of the name that lights up.
PEOPLE = [
    ("河套", [("hetao", "河套")]),
    ("hthy", [("hetao", "河套禾源")]),
    ("h套h源", [("hetao", "河套禾源")]),
    ("蒙古金", [("kuihua", "蒙古（金")]),
    ("坦乌", [("alatan", "坦·乌")]),
    ("altwl", [("alatan", "阿拉坦·乌拉")]),
    ("zs", [("society", "知识"), ("coop", "作社"), ("zhangs", "张三"), ("zhang", "张三")]),
    ("乌", [("wuyun", "乌"), ("alatan", "乌")]),
    ("𬎆", [("rare", "𬎆")]),
    ("zqxz", [("coop", "重庆行知")]),
    ("TCL", [("kuihua", "TCL")]),
    ("oneil", [("smith", "O'Neil")]),
    ("2046", [("hetao", None)]),
    ("001x", [("zhang", None)]),
    ("9115", [("kuihua", None), ("hetao", None)]),
    ("ljp", []),
    ("010003", []),
    ("", []),
]


@pytest.mark.parametrize(("typed", "found"), PEOPLE, ids=[typed or "nothing" for typed, _ in PEOPLE])
def test_an_applicant_is_offered_with_the_part_that_was_hit(
    register: Database, typed: str, found: list[tuple[str, str | None]]
) -> None:
    with register.reading() as uow:
        hits = uow.search.applicants(typed)
    wanted = [(REGISTER[short][0], part) for short, part in found]
    assert [
        (hit.applicant.name, hit.applicant.name[slice(*hit.span)] if hit.span else None) for hit in hits
    ] == wanted


@pytest.mark.parametrize("limit", [1, 2, 5, 12, 50])
def test_no_more_are_shown_than_asked_for_and_the_newest_stay(register: Database, limit: int) -> None:
    everybody = tuple(reversed(REGISTER))
    with register.reading() as uow:
        assert uow.search.find("HH05", limit) == everybody[:limit]


READINGS = [
    ("单", "dsc"),
    ("重", "zc"),
    ("行", "xh"),
    ("曾", "zc"),
    ("乐", "ly"),
    ("朝", "zc"),
    ("仇", "qc"),
    ("查", "zc"),
    ("解", "xj"),
    ("区", "qo"),
    ("翟", "zd"),
    ("盖", "g"),
    ("张", "z"),
    ("河", "h"),
    ("阿", "ae"),
    ("呼", "h"),
    ("䶮", "y"),
]


@pytest.mark.parametrize(("sign", "letters"), READINGS, ids=[sign for sign, _ in READINGS])
def test_a_surname_is_found_by_each_of_its_readings(sign: str, letters: str) -> None:
    assert set(letters) <= initials(sign)
    for letter in letters:
        assert name_fits(fold(f"{sign}小红"), f"{letter}xh")
        assert name_span(f"{sign}小红", f"{letter}xh") == (0, 3)


@pytest.mark.parametrize(
    ("name", "typed", "span"),
    [
        ("阿拉坦·乌拉", "乌拉", (4, 6)),
        ("阿拉坦·乌拉", "坦乌", (2, 5)),
        ("阿拉坦·乌拉", "·乌", (3, 5)),
        ("内蒙古（集团）公司", "集团公司", (4, 9)),
        ("TCL电器", "cl电", (1, 4)),
        ("𠮷𠮷𠮷", "𠮷𠮷", (0, 2)),
        ("张三 丰", "三丰", (1, 4)),
        ("ﬁn公司", "fin", (0, 2)),
        ("㈱公司", "公", (1, 2)),
        ("张三", "李", None),
        ("张三", "张三丰", None),
        ("", "张", None),
    ],
)
def test_the_lit_part_is_counted_in_the_name_as_written(
    name: str, typed: str, span: tuple[int, int] | None
) -> None:
    assert name_span(name, fold(typed)) == span


def test_nobody_is_found_once_the_card_says_another_name(store: Database) -> None:
    with store.unit_of_work() as uow:
        uow.cards.put(a_card("case-1", applicant_name="河套一号", contact="刘建平"))
        for name in ("河套二号", "金葵三号", "阿拉坦·乌拉"):
            uow.cards.put(a_card("case-1", applicant_name=name, contact=""))
        assert uow.search.find("阿拉坦") == ("case-1",)
        for gone in ("河套", "金葵", "ljp", "刘", "htyh", "一号"):
            assert uow.search.find(gone) == (), gone


def test_what_was_found_is_not_left_in_the_file_once_it_is_gone(store: Database, path: Path) -> None:
    with store.unit_of_work() as uow:
        uow.cards.put(a_card("case-1", applicant_name="绿洲"))
        uow.cards.put(a_card("case-1", applicant_name="河套"))
        uow.commit()
        words = uow._connection.exec_driver_sql("SELECT count(*) FROM case_words('绿洲')").scalar()
    assert words == 0
