"""What stands in a field: how each kind is kept, and what is wrong with it."""

from datetime import date

from outlet_app.domain.forms.reading import missing, problem, problems, rows_of, text_of, tidied, tidy
from outlet_app.domain.forms.spec import Field, Form, Kind, Section
from outlet_app.domain.problems import Problem
from tests.domain.tables import each

TODAY = date(2026, 11, 27)
CASE_NO = "HH05-20261122-010017-T"
USCC, ID = "91150802MA0N4XY224", "152822196501010025"


def code_of(kind: Kind, raw: str, limit: int = 0) -> str:
    """The code of what is wrong, with ~ before a warning; empty where nothing is."""
    found = problem(Field("x", kind, limit), {"x": raw}, TODAY)
    return "" if found is None else f"{'~' if found.soft else ''}{found.code}"


@each(
    ("kind", "typed", "kept"),
    [
        (Kind.LINE, "  葵花\u3000", "葵花"),
        (Kind.LINE, "葵\u200b花", "葵花"),
        (Kind.TEXT, " 一\r\n二 ", "一\n二"),
        (Kind.NAME, "乌力吉•巴图", "乌力吉·巴图"),
        (Kind.NAME, " 其 木 格 ", "其 木 格"),
        (Kind.CODE, "９１１５０８０２ｍａ０ｎ４ｘｙ２２４", USCC),
        (Kind.CODE, "1528 2219-6501 0100 25", ID),
        (Kind.PHONE, "１３９ ０４７８ １２３４", "13904781234"),
        (Kind.PHONE, "0478－8213500转12", "0478-8213500-12"),
        (Kind.PHONE, "+86 139-0478-1234", "13904781234"),
        (Kind.NUMBER, " １２ ", "12"),
        (Kind.AMOUNT, "３００", "300"),
        (Kind.AMOUNT, "1,200.50", "1200.50"),
        (Kind.AMOUNT, "000.5", "0.5"),
        (Kind.CASE_NO, "hh0520261122010017t", CASE_NO),
        (Kind.CASE_NO, "ＨＨ０５－２０２６１１２２－０１００１７－Ｔ", CASE_NO),
        (Kind.CASE_NO, " hh05 20261122 010017 t ", CASE_NO),
        (Kind.RIGHTS, "ｚｌ 2017 1 0601862．3", "ZL201710601862.3"),
        (Kind.DAY, "11-27", "2026-11-27"),
        (Kind.DAY, "２０２６年１２月１日", "2026-12-01"),
        (Kind.PAST, "2026-11-01", "2026-11-01"),
    ],
)
def test_what_was_typed_is_kept_in_one_way(kind: Kind, typed: str, kept: str) -> None:
    field = Field("x", kind)
    assert tidy(field, typed, TODAY) == kept
    assert tidy(field, kept, TODAY) == kept


@each("kind", [kind for kind in Kind if kind not in (Kind.CHOICE, Kind.SWITCH, Kind.CHECKLIST)])
def test_blanks_are_kept_as_nothing_and_are_not_wrong(kind: Kind) -> None:
    field = Field("x", kind)
    assert {tidy(field, blank, TODAY) for blank in ("", "  ", "\u3000", "\n")} == {""}
    assert problem(field, {"x": " \u3000"}, TODAY) is None
    assert problem(field, {}, TODAY) is None


@each(
    ("kind", "typed"),
    [(Kind.DAY, "昨天"), (Kind.CASE_NO, "HH05"), (Kind.AMOUNT, "三百"), (Kind.NUMBER, "两个")],
)
def test_what_cannot_be_read_stays_as_it_was_typed(kind: Kind, typed: str) -> None:
    assert tidy(Field("x", kind), typed, TODAY) == typed


@each(
    ("kind", "typed", "wrong"),
    [
        (Kind.LINE, "葵花", ""),
        (Kind.LINE, "甲\n乙", "text.control"),
        (Kind.TEXT, "甲\n乙", ""),
        (Kind.TEXT, "好\U0001f33b", "text.emoji"),
        (Kind.LINE, "\ue000", "~text.private_use"),
        (Kind.NAME, "\ue000", "name.private_use"),
        (Kind.NAME, "𬎆", ""),
        (Kind.NAME, "乌力吉·巴图", ""),
        (Kind.NAME, "长" * 101, "text.too_long"),
        (Kind.PHONE, "139", "phone.short"),
        (Kind.PHONE, "8213500", "phone.area_code"),
        (Kind.PHONE, "12345", ""),
        (Kind.NUMBER, "12", ""),
        (Kind.NUMBER, "十二", "activity.number"),
        (Kind.NUMBER, "1.5", "activity.number"),
        (Kind.AMOUNT, "12.5", ""),
        (Kind.AMOUNT, "0", "amount.wrong"),
        (Kind.AMOUNT, "三百", "amount.wrong"),
        (Kind.CASE_NO, CASE_NO.lower(), ""),
        (Kind.CASE_NO, CASE_NO[:-1] + "A", "case_no.check"),
        (Kind.CASE_NO, "HH05", "case_no.short"),
        (Kind.CASE_NO, CASE_NO + "12", "case_no.long"),
        (Kind.RIGHTS, "ZL201710601862.3", ""),
        (Kind.RIGHTS, "ZL201710601862.4", "~patent.check_digit"),
        (Kind.DAY, "2026-02-30", "date.impossible"),
        (Kind.DAY, "明天", "date.unreadable"),
        (Kind.PAST, "2026-11-27", ""),
        (Kind.PAST, "2026-11-28", "supplement.future"),
        (Kind.PAST, "30", "date.unreadable"),
        (Kind.CHOICE, "whatever", ""),
        (Kind.SWITCH, "1", ""),
    ],
)
def test_what_is_wrong_with_each_kind(kind: Kind, typed: str, wrong: str) -> None:
    assert code_of(kind, typed) == wrong


@each("kind", [Kind.LINE, Kind.TEXT, Kind.RIGHTS, Kind.CODE])
def test_the_length_is_the_fields_own(kind: Kind) -> None:
    assert [code_of(kind, "甲" * length, 5) for length in (4, 5, 6)] == ["", "", "text.too_long"]


def test_a_field_of_no_limit_takes_what_free_text_takes() -> None:
    assert [code_of(Kind.LINE, "甲" * length) for length in (1000, 1001)] == ["", "text.too_long"]


class TestNumbersOfPapers:
    BESIDE = Field("no", Kind.CODE, 40, beside="paper")

    @each(
        ("paper", "typed", "wrong"),
        [
            ("id_card", ID, None),
            ("id_card", ID[:-1] + "6", "id.check_digit"),
            ("id_card", USCC, "id.character"),
            ("uscc", USCC[:-1], "uscc.short"),
            ("passport", "E1", "passport.pattern"),
            ("", "whatever", None),
        ],
    )
    def test_the_paper_beside_says_what_the_number_is(
        self, paper: str, typed: str, wrong: str | None
    ) -> None:
        found = problem(self.BESIDE, {"no": typed, "paper": paper}, TODAY)
        assert (found.code if found else None) == wrong

    @each(
        ("typed", "wrong"),
        [
            (ID, ""),
            (ID[:-1] + "6", "~id.check_digit"),
            ("15282219651301002X", "~id.date"),
            ("91150802MA0N4XY22I", "~uscc.letter"),
            ("91150802MA0N4XY224", ""),
            ("E12345678", ""),
            ("12", ""),
        ],
    )
    def test_a_number_of_no_named_paper_is_doubted_only(self, typed: str, wrong: str) -> None:
        assert code_of(Kind.CODE, typed, 40) == wrong


class TestTables:
    TABLE = Field(
        "rows",
        Kind.ROWS,
        columns=(Field("rows.0", Kind.LINE, 4), Field("rows.1", Kind.RIGHTS, 40)),
    )

    def wrong(self, text: str) -> Problem | None:
        return problem(self.TABLE, {"rows": text}, TODAY)

    def test_rows_and_text_say_the_same(self) -> None:
        rows = (("甲", ""), ("乙", "12345678"))
        assert rows_of(text_of(rows)) == rows
        assert (rows_of(""), text_of(())) == ((), "")

    def test_the_row_that_is_wrong_is_told(self) -> None:
        assert self.wrong("甲\t12345678\n甲乙丙丁戊\t") == Problem(
            "text.too_long", {"limit": 4, "over": 1, "row": 2}
        )

    def test_what_stops_goes_before_what_warns(self) -> None:
        found = self.wrong("甲\tZL201710601862.4\n甲乙丙丁戊\t")
        assert found is not None
        assert (found.code, found.args["row"], found.soft) == ("text.too_long", 2, False)

    def test_a_warning_tells_its_row_too(self) -> None:
        assert self.wrong("甲\t\n乙\tZL201710601862.4") == Problem(
            "patent.check_digit", {"row": 2}, soft=True
        )

    def test_the_cells_are_tidied_column_by_column(self) -> None:
        assert tidy(self.TABLE, " 甲 \tｚｌ201710601862.3\n乙\t", TODAY) == "甲\tZL201710601862.3\n乙\t"

    def test_a_row_of_another_width_is_read_as_far_as_it_goes(self) -> None:
        assert self.wrong("甲") is None
        assert self.wrong("甲\t1\t多出来的一格") is None


class TestWholeForms:
    FORM = Form(
        "visit",
        1,
        (
            Section("who", (Field("name", Kind.NAME, needed=True), Field("phone", Kind.PHONE, needed=True))),
            Section("what", (Field("way", Kind.CHOICE, options=("a",), needed=True), Field("note"))),
        ),
    )

    def test_what_is_missing_is_told_in_reading_order(self) -> None:
        found = missing(self.FORM, {"phone": " ", "note": ""})
        assert {name: one.code for name, one in found.items()} == {
            "name": "field.missing", "phone": "field.missing", "way": "field.choose",
        }  # fmt: skip
        assert list(found) == ["name", "phone", "way"]
        assert missing(self.FORM, {"name": "甲", "phone": "1", "way": "a"}) == {}

    def test_what_is_wrong_is_told_in_reading_order(self) -> None:
        found = problems(self.FORM, {"note": "甲\n乙", "phone": "1", "name": "甲"}, TODAY)
        assert [(name, one.code) for name, one in found.items()] == [
            ("phone", "phone.short"), ("note", "text.control"),
        ]  # fmt: skip

    def test_every_field_is_tidied_and_what_is_no_field_left_out(self) -> None:
        said = {"name": " 乌力吉•巴图", "phone": "139 0478 1234", "stray": "甲"}
        assert tidied(self.FORM, said, TODAY) == {
            "name": "乌力吉·巴图", "phone": "13904781234", "way": "", "note": "",
        }  # fmt: skip
