"""What people type at a counter: telephones, days, names and texts, stored or refused."""

from datetime import date

from outlet_app.domain.applicant import Agent, Applicant, ApplicantKind, IdKind
from outlet_app.domain.contact import check_phone, check_postcode, normalise_phone
from outlet_app.domain.entry import IntakeEntry
from outlet_app.domain.forms.contents import cleaned, content_hints, content_problems, identity_kind
from outlet_app.domain.forms.dates import read_day
from outlet_app.domain.identifiers import half_width, normalise
from outlet_app.domain.ip_numbers import RightNumber, canonical_patent, check_right_number
from outlet_app.domain.problems import Problem
from outlet_app.domain.texts import check_line, check_name, check_text, clean_name, clean_text, codepoint
from tests.domain.tables import each

TODAY = date(2026, 11, 20)

PHONES = [
    ("13000000000", "13000000000"),
    ("19999999999", "19999999999"),
    (" 138 0013 8000 ", "13800138000"),
    ("138.0013.8000", "13800138000"),
    ("138·0013·8000", "13800138000"),
    ("（138）00138000", "13800138000"),
    ("+8613800138000", "13800138000"),
    ("+86-13800138000", "13800138000"),
    ("008613800138000", "13800138000"),
    ("０１０－８８８８８８８８", "010-88888888"),
    ("010 88888888", "010-88888888"),
    ("02188888888", "021-88888888"),
    ("020-88888888", "020-88888888"),
    ("0478-8213500", "0478-8213500"),
    ("0478 821 3500", "0478-8213500"),
    ("(0478)821-3500", None),
    ("0478-8213500转8", "0478-8213500-8"),
    ("0478-8213500*123456", "0478-8213500-123456"),
    ("0478-8213500#1", "0478-8213500-1"),
    ("0471-49012345", "0471-49012345"),
    ("03711234567", "0371-1234567"),
    ("400 820 8820", "4008208820"),
    ("8008208820", "8008208820"),
    ("400-8208820", "4008208820"),
    ("110", "110"),
    ("119", "119"),
    ("12309", "12309"),
    ("12315", "12315"),
    ("12330", "12330"),
    ("12345", "12345"),
    ("12348", "12348"),
]


@each(("typed", "stored"), PHONES)
def test_a_telephone_is_stored_one_way_however_it_was_typed(typed: str, stored: str | None) -> None:
    problem = check_phone(typed)
    if stored is None:
        assert problem is not None
        return
    assert problem is None
    assert normalise_phone(typed) == stored
    assert normalise_phone(stored) == stored


WRONG_PHONES = [
    ("", Problem("phone.unknown")),
    ("10086", Problem("phone.unknown")),
    ("12306", Problem("phone.unknown")),
    ("10000000000", Problem("phone.unknown")),
    ("11000000000", Problem("phone.unknown")),
    ("12000000000", Problem("phone.unknown")),
    ("13", Problem("phone.short", {"n": 9})),
    ("1380013800", Problem("phone.short", {"n": 1})),
    ("138001380001", Problem("phone.long", {"n": 1})),
    ("13800138000138", Problem("phone.long", {"n": 3})),
    ("8213500", Problem("phone.area_code")),
    ("88888888", Problem("phone.area_code")),
    ("888888", Problem("phone.unknown")),
    ("888888888", Problem("phone.unknown")),
    ("23800138000", Problem("phone.unknown")),
    ("0478-12345", Problem("phone.short", {"n": 2})),
    ("0478-12345678", Problem("phone.long", {"n": 1})),
    ("0471-123456789", Problem("phone.long", {"n": 1})),
    ("010-1234567", None),
    ("010-123456", Problem("phone.short", {"n": 1})),
    ("0123-4567890", Problem("phone.unknown")),
    ("0178-4567890", Problem("phone.unknown")),
    ("00-8213500", Problem("phone.unknown")),
    ("0478-8213500-1234567", Problem("phone.long", {"n": 7})),
    ("40012345", Problem("phone.area_code")),
    ("600-123-4567", Problem("phone.unknown")),
    ("138,0013,8000", Problem("phone.character", {"position": 4, "character": ","})),
    ("手机13800138000", Problem("phone.character", {"position": 1, "character": "手"})),
    ("1380013800O", Problem("phone.character", {"position": 11, "character": "O"})),
    ("１３８００１３８００Ｏ", Problem("phone.character", {"position": 11, "character": "O"})),
    ("138001380٠0", Problem("phone.character", {"position": 10, "character": "٠"})),
    ("-13800138000", None),
]


@each(("typed", "problem"), WRONG_PHONES)
def test_a_telephone_that_cannot_be_dialled_is_said_to_be_wrong_where(
    typed: str, problem: Problem | None
) -> None:
    assert check_phone(typed) == problem


@each("prefix", range(30, 100))
def test_every_mobile_prefix_in_use_passes(prefix: int) -> None:
    assert check_phone(f"1{prefix}00002046") is None


@each(
    ("typed", "problem"),
    [
        ("015000", None),
        ("０１５０００", None),
        (" 015 000 ", None),
        ("", Problem("postcode.character")),
        ("015-000", Problem("postcode.character")),
        ("O15000", Problem("postcode.character")),
        ("②15000", Problem("postcode.character")),
        ("01500", Problem("postcode.short", {"n": 1})),
        ("0", Problem("postcode.short", {"n": 5})),
        ("0150000", Problem("postcode.long", {"n": 1})),
    ],
)
def test_a_postcode_is_six_digits(typed: str, problem: Problem | None) -> None:
    assert check_postcode(typed) == problem


DAYS = [
    ("1120", "2026-11-20"),
    ("1121", "2026-11-21"),
    ("1119", "2027-11-19"),
    ("0101", "2027-01-01"),
    ("1-1", "2027-01-01"),
    ("01-01", "2027-01-01"),
    ("1.1", "2027-01-01"),
    ("1/1", "2027-01-01"),
    ("1月1日", "2027-01-01"),
    ("1月1", "2027-01-01"),
    ("12-31", "2026-12-31"),
    ("2026.12.31", "2026-12-31"),
    ("2026/12/31", "2026-12-31"),
    ("2026年12月31日", "2026-12-31"),
    ("20261231", "2026-12-31"),
    ("2026 12 31", "2026-12-31"),
    ("２０２６－１２－３１", "2026-12-31"),
    ("2020-02-29", "2020-02-29"),
    ("0229", "2028-02-29"),
    ("1999-01-01", "1999-01-01"),
    ("2月29日", "2028-02-29"),
]


@each(("typed", "meant"), DAYS)
def test_a_day_is_understood_as_people_write_it(typed: str, meant: str) -> None:
    assert read_day(typed, TODAY) == date.fromisoformat(meant)


@each(
    ("typed", "code"),
    [
        ("2-30", "date.impossible"),
        ("0230", "date.impossible"),
        ("13-1", "date.impossible"),
        ("0-1", "date.impossible"),
        ("1-0", "date.impossible"),
        ("0000", "date.impossible"),
        ("2026-11-31", "date.impossible"),
        ("20260229", "date.impossible"),
        ("2026-13-01", "date.impossible"),
        ("0000-01-01", "date.impossible"),
        ("00000101", "date.impossible"),
        ("11", "date.unreadable"),
        ("11201", "date.unreadable"),
        ("111", "date.unreadable"),
        ("26-11-20", "date.unreadable"),
        ("下周一", "date.unreadable"),
        ("11-20 ~ 11-21", "date.unreadable"),
        ("1120a", "date.unreadable"),
        ("-1-1", "date.unreadable"),
        ("", "date.unreadable"),
        ("   ", "date.unreadable"),
    ],
)
def test_a_day_that_is_none_is_told(typed: str, code: str) -> None:
    assert read_day(typed, TODAY) == Problem(code)


@each(
    ("typed", "stored"),
    [
        ("ＡＢＣ１２３", "ABC123"),
        ("！～", "!~"),
        ("\u3000", "\u3000"),
        ("‐‑‒–—−", "------"),
        ("张三", "张三"),
        ("ａ－ｂ", "a-b"),
        ("①", "①"),
    ],
)
def test_full_width_becomes_half_width_and_nothing_else(typed: str, stored: str) -> None:
    assert half_width(typed) == stored


@each(
    ("typed", "stored"),
    [
        (" ab-12 ", "AB12"),
        ("ａｂ　１２", "AB12"),
        ("a\u00a0b\u2003c", "ABC"),
        ("—", ""),
        ("", ""),
        ("军字第１２３号", "军字第123号"),
    ],
)
def test_a_number_is_stored_without_dress(typed: str, stored: str) -> None:
    assert normalise(typed) == stored


NAMES = [
    ("其其格", None),
    ("阿拉坦·乌拉", None),
    ("䶮", None),
    ("𬎆旭", None),
    ("巴彦淖尔市临河区农牧业专业合作社联合社", None),
    ("O’Neil & Söhne GmbH", None),
    ("北京（中国）有限公司", None),
    ("名" * 100, None),
    ("𠮷" * 100, None),
    ("名" * 101, Problem("text.too_long", {"limit": 100, "over": 1})),
    ("𠮷" * 105, Problem("text.too_long", {"limit": 100, "over": 5})),
    ("", Problem("name.empty")),
    ("\u200b\ufeff", Problem("name.empty")),
    ("\n\n", Problem("name.empty")),
    ("张\t三", Problem("text.control", {"position": 2, "codepoint": "U+0009"})),
    ("\u202e张三", Problem("text.control", {"position": 1, "codepoint": "U+202E"})),
    ("张三\u2066", Problem("text.control", {"position": 3, "codepoint": "U+2066"})),
    ("张\x7f", Problem("text.control", {"position": 2, "codepoint": "U+007F"})),
    ("张\x85三", Problem("text.control", {"position": 2, "codepoint": "U+000A"})),
    ("张\uffff", Problem("text.control", {"position": 2, "codepoint": "U+FFFF"})),
    ("面业👍", Problem("text.emoji", {"position": 3, "character": "👍"})),
    ("⭐商行", Problem("text.emoji", {"position": 1, "character": "⭐"})),
    ("张\ue000", Problem("name.private_use", {"codepoint": "U+E000", "position": 2})),
    ("张\uf8ff", Problem("name.private_use", {"codepoint": "U+F8FF", "position": 2})),
    ("\U000f0000", Problem("name.private_use", {"codepoint": "U+F0000", "position": 1})),
]


@each(("typed", "problem"), NAMES)
def test_a_name_is_what_an_identity_card_could_hold(typed: str, problem: Problem | None) -> None:
    assert check_name(typed) == problem


@each(
    ("typed", "stored"),
    [
        ("  张三  ", "张三"),
        ("张 三", "张 三"),
        ("\u3000张三\u3000", "张三"),
        ("阿拉坦\u2022乌拉", "阿拉坦·乌拉"),
        ("阿拉坦\u2027乌拉", "阿拉坦·乌拉"),
        ("阿拉坦\u30fb乌拉", "阿拉坦·乌拉"),
        ("阿拉坦\uff65乌拉", "阿拉坦·乌拉"),
        ("阿拉坦\u00b7乌拉", "阿拉坦·乌拉"),
        ("张\u00ad三", "张三"),
        ("张\u2060三", "张三"),
        ("张\u200e三", "张三"),
        ("\ufeff张三", "张三"),
    ],
)
def test_a_name_is_stored_so_that_it_is_found_again(typed: str, stored: str) -> None:
    assert clean_name(typed) == stored
    assert clean_name(stored) == stored


@each(
    ("typed", "stored"),
    [
        ("一\r\n二", "一\n二"),
        ("一\r二", "一\n二"),
        ("一\x0b二\x0c三", "一\n二\n三"),
        ("一\u2028二\u2029三", "一\n二\n三"),
        ("一\n\n二", "一\n\n二"),
        ("\n一\n", "一"),
        ("一\t二", "一\t二"),
        ("", ""),
    ],
)
def test_line_ends_of_every_system_become_one(typed: str, stored: str) -> None:
    assert clean_text(typed) == stored
    assert check_text(stored) is None


@each("limit", [1, 10, 50, 300, 1000])
def test_a_limit_is_counted_in_code_points_after_cleaning(limit: int) -> None:
    assert check_text("𬎆" * limit, limit) is None
    assert check_text(f"  {'字' * limit}\u200b\n", limit) is None
    assert check_text("字" * (limit + 1), limit) == Problem("text.too_long", {"limit": limit, "over": 1})
    assert check_line("字" * (limit + 7), limit) == Problem("text.too_long", {"limit": limit, "over": 7})


@each(
    ("character", "name"),
    [("A", "U+0041"), ("中", "U+4E2D"), ("𠮷", "U+20BB7"), ("\x00", "U+0000"), ("\U0010ffff", "U+10FFFF")],
)
def test_a_code_point_is_named_as_on_paper(character: str, name: str) -> None:
    assert codepoint(character) == name


@each(
    ("kind", "id_kind", "read_as"),
    [
        (ApplicantKind.ENTERPRISE, IdKind.NONE, IdKind.USCC),
        (ApplicantKind.ENTERPRISE, IdKind.ID_CARD, IdKind.USCC),
        (ApplicantKind.AGENCY, IdKind.PASSPORT, IdKind.USCC),
        (ApplicantKind.SOCIETY, IdKind.USCC, IdKind.USCC),
        (ApplicantKind.PERSON, IdKind.NONE, IdKind.ID_CARD),
        (ApplicantKind.PERSON, IdKind.USCC, IdKind.ID_CARD),
        (ApplicantKind.PERSON, IdKind.PASSPORT, IdKind.PASSPORT),
        (ApplicantKind.PERSON, IdKind.OFFICER, IdKind.OFFICER),
    ],
)
def test_a_number_is_read_by_who_shows_it(kind: ApplicantKind, id_kind: IdKind, read_as: IdKind) -> None:
    assert identity_kind(Applicant(kind, id_kind=id_kind)) is read_as


@each("kind", ApplicantKind)
def test_everybody_but_a_person_is_a_body(kind: ApplicantKind) -> None:
    assert kind.is_body is (kind.value != 1)


def test_an_agent_is_read_as_a_person() -> None:
    assert identity_kind(Agent("刘建平")) is IdKind.ID_CARD
    assert identity_kind(Agent("刘建平", IdKind.TW_PERMIT)) is IdKind.TW_PERMIT
    assert identity_kind(Agent("刘建平", IdKind.USCC)) is IdKind.ID_CARD


MESSY = IntakeEntry(
    applicant=Applicant(
        ApplicantKind.PERSON,
        " 阿拉坦•乌拉 ",
        IdKind.NONE,
        "１５２８２２ １９６５０１０１ ００２５",
        " 其其格 ",
        "138 0000-2046",
        "本人",
    ),
    agent=Agent(" 刘建平 ", IdKind.NONE, " 15080220000229001x ", "0478 8213500"),
    request=" 一\r\n二 ",
    answer="\u200b答 ",
    basis=" 《专利法》 ",
)


def test_a_page_is_stored_clean_in_every_field() -> None:
    stored = cleaned(MESSY)
    assert stored.applicant == Applicant(
        ApplicantKind.PERSON,
        "阿拉坦·乌拉",
        IdKind.ID_CARD,
        "152822196501010025",
        "其其格",
        "13800002046",
        "本人",
    )
    assert stored.agent == Agent("刘建平", IdKind.ID_CARD, "15080220000229001X", "0478-8213500")
    assert (stored.request, stored.answer, stored.basis) == ("一\n二", "答", "《专利法》")
    assert cleaned(stored) == stored
    assert content_problems(stored, TODAY) == {}


def test_an_agent_without_a_number_has_no_paper() -> None:
    stored = cleaned(IntakeEntry(agent=Agent("刘建平", IdKind.PASSPORT)))
    assert stored.agent == Agent("刘建平")
    assert cleaned(IntakeEntry()).agent is None


WRONG_PAGE = [
    ("applicant.name", "张\x07", "text.control"),
    ("applicant.id_number", "1528", "id.short"),
    ("contact", "人" * 51, "text.too_long"),
    ("contact", "刘\t建平", "text.control"),
    ("phone", "1380000", "phone.short"),
    ("agent.name", "人" * 51, "text.too_long"),
    ("agent.id_number", "152822196501010026", "id.check_digit"),
    ("agent.phone", "12", "phone.unknown"),
    ("request", "问" * 1001, "text.too_long"),
    ("answer", "答😀", "text.emoji"),
    ("basis", "据" * 201, "text.too_long"),
    ("basis", "一\n二", "text.control"),
]


def page(**changes: str) -> IntakeEntry:
    """A page with one field filled, named with its dots as two underscores."""
    applicant = {name.removeprefix("applicant.") for name in changes}
    told = {name.removeprefix("applicant."): text for name, text in changes.items()}
    own = {name: told[name] for name in ("name", "id_number", "contact", "phone") if name in applicant}
    agent = {name.removeprefix("agent."): text for name, text in changes.items() if name.startswith("agent.")}
    texts = {name: told[name] for name in ("request", "answer", "basis") if name in told}
    made = IntakeEntry(applicant=Applicant(ApplicantKind.PERSON, **own), **texts)  # type: ignore[arg-type]
    if not agent:
        return made
    named = {"name": "", **agent}
    return IntakeEntry(applicant=made.applicant, agent=Agent(**named))  # type: ignore[arg-type]


@each(("field", "text", "code"), WRONG_PAGE)
def test_a_wrong_field_is_named_alone(field: str, text: str, code: str) -> None:
    found = content_problems(page(**{field: text}), TODAY)
    assert {name: problem.code for name, problem in found.items()} == {field: code}


@each("field", ["contact", "request", "answer", "basis", "agent.name"])
def test_a_character_only_some_machines_have_is_a_hint_and_no_problem(field: str) -> None:
    entry = page(**{field: "某\ue000"})
    assert content_problems(entry, TODAY) == {}
    assert {name: hint.code for name, hint in content_hints(entry, TODAY).items()} == {
        field: "text.private_use"
    }


def test_in_the_name_that_goes_on_paper_it_is_a_problem() -> None:
    entry = page(**{"applicant.name": "某\ue000"})
    assert content_problems(entry, TODAY)["applicant.name"].code == "name.private_use"


@each("blank", ["", " ", "\u3000", "\t"])
def test_fields_left_blank_are_right_as_far_as_they_go(blank: str) -> None:
    names = [name for name, _, _ in WRONG_PAGE if name not in ("basis", "contact", "agent.name")]
    for name in names:
        assert content_problems(page(**{name: blank}), TODAY) == {}, name


RIGHTS = [
    (RightNumber.PUBLICATION, "CN1234567A", True),
    (RightNumber.PUBLICATION, "CN123456789U", True),
    (RightNumber.PUBLICATION, "CN123456A", False),
    (RightNumber.PUBLICATION, "CN1234567", False),
    (RightNumber.PUBLICATION, "US1234567A", False),
    (RightNumber.TRADE_MARK, "1", True),
    (RightNumber.TRADE_MARK, "123456789", False),
    (RightNumber.TRADE_MARK, "1234567AB", False),
    (RightNumber.MADRID_MARK, "1234567", True),
    (RightNumber.MADRID_MARK, "G123456A", True),
    (RightNumber.MADRID_MARK, "G12345", False),
    (RightNumber.LAYOUT, "BS.215001234.X", True),
    (RightNumber.LAYOUT, "BS.216001234.5", False),
    (RightNumber.LAYOUT, "BS21500123", False),
    (RightNumber.GI_PRODUCT, "公告2021年第1号", True),
    (RightNumber.GI_PRODUCT, "公告21年第45号", False),
    (RightNumber.GI_PRODUCT, "公告2021年第号", False),
    (RightNumber.GI_FARM_PRODUCT, "agi 01234", True),
    (RightNumber.GI_FARM_PRODUCT, "AGI1234", False),
    (RightNumber.COPYRIGHT, "国作登字-2024-F-00123456", True),
    (RightNumber.COPYRIGHT, "国作登字-2024-00123456", False),
    (RightNumber.SOFTWARE, "2024sr0123456", True),
    (RightNumber.SOFTWARE, "2024SR123456", False),
    (RightNumber.PLEDGE, "Y2024150000123", True),
    (RightNumber.PLEDGE, "2024150000123", False),
    (RightNumber.IPC, "H04L 9/32", True),
    (RightNumber.IPC, "I04L9/32", False),
    (RightNumber.LOCARNO, "0903", True),
    (RightNumber.LOCARNO, "9-3", False),
]


@each(("kind", "number", "fits"), RIGHTS)
def test_a_right_of_another_shape_is_only_warned_about(kind: RightNumber, number: str, fits: bool) -> None:
    found = check_right_number(kind, number)
    assert found == (None if fits else Problem(f"{kind.value}.pattern", soft=True))


@each(
    ("typed", "stored"),
    [
        ("ZL201710601862.3", "201710601862.3"),
        ("zl2017106018623", "201710601862.3"),
        ("ＺＬ ９５１１５６０８．Ｘ", "95115608.X"),
        ("CN 95115608x", "95115608.X"),
        ("20171060186", "20171060186"),
        ("", ""),
    ],
)
def test_a_patent_is_stored_with_its_dot_and_without_its_prefix(typed: str, stored: str) -> None:
    assert canonical_patent(typed) == stored
    assert canonical_patent(stored) == stored
