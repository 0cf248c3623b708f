"""Editions of form texts: what is read, what is refused, and which edition a paper is drawn with."""

import copy
from datetime import date

import pytest

from outlet_app.domain.forms.spec import Kind
from outlet_app.domain.forms.texts import Column, Entry, FormTextsError, fields_of, read_form_texts
from tests.domain.tables import each

FORM = {
    "code": "W06",
    "title": "不予受理通知书",
    "word": "不受",
    "copies": 2,
    "basis": ["第一条"],
    "clauses": {"intro": "{you}于 {day:b}提出申请。", "again": "可以重新申请。"},
    "notes": ["咨询电话：{consult}。"],
}
OTHER = {**FORM, "code": "W05", "title": "受理通知书", "word": "受"}
EDITION = {"version": "2026-1", "effective_from": "2026-01-01", "forms": [FORM, OTHER]}


def edition(version: str = "2026-1", since: str = "2026-01-01", **changes: object) -> dict:
    """The small edition with columns of its first form replaced."""
    made = copy.deepcopy(EDITION)
    made["version"], made["effective_from"] = version, since
    made["forms"][0].update(changes)
    return made


def refusal(*plains: object) -> tuple[str, str, str]:
    with pytest.raises(FormTextsError) as caught:
        read_form_texts(plains)  # type: ignore[arg-type]
    return caught.value.row, caught.value.column, caught.value.reason


def test_a_form_is_read_with_all_its_columns() -> None:
    text = read_form_texts([EDITION]).drawn_with("W06", "2026-1")
    assert (text.code, text.edition, text.title) == ("W06", "2026-1", "不予受理通知书")
    assert (text.word, text.copies, text.basis) == ("不受", 2, ("第一条",))
    assert text.clauses["again"] == "可以重新申请。"
    assert text.notes == ("咨询电话：{consult}。",)
    assert text.fields == {"you", "day", "consult"}


def test_every_form_of_any_edition_is_listed_once() -> None:
    texts = read_form_texts([EDITION, edition("2026-2", "2026-07-01")])
    assert texts.codes == ("W05", "W06")


class TestWhichEdition:
    LATER = edition("2026-2", "2026-07-01", title="不予受理决定书")
    TEXTS = read_form_texts([LATER, EDITION])

    @each(
        ("day", "title"),
        [
            (date(2025, 1, 1), "不予受理通知书"),
            (date(2026, 1, 1), "不予受理通知书"),
            (date(2026, 6, 30), "不予受理通知书"),
            (date(2026, 7, 1), "不予受理决定书"),
            (date(2036, 1, 1), "不予受理决定书"),
        ],
    )
    def test_the_newest_that_has_taken_effect_holds(self, day: date, title: str) -> None:
        assert self.TEXTS.in_force("W06", day).title == title

    def test_a_paper_is_drawn_again_with_the_words_it_was_made_with(self) -> None:
        assert self.TEXTS.drawn_with("W06", "2026-1").title == "不予受理通知书"
        assert self.TEXTS.drawn_with("W06", "2026-2").title == "不予受理决定书"

    @each("version", ["", "1999-9"])
    def test_a_paper_of_no_known_edition_gets_the_oldest(self, version: str) -> None:
        assert self.TEXTS.drawn_with("W06", version).edition == "2026-1"

    def test_an_edition_need_not_hold_every_form(self) -> None:
        small = {**self.LATER, "forms": [self.LATER["forms"][0]]}
        texts = read_form_texts([EDITION, small])
        assert texts.in_force("W05", date(2036, 1, 1)).edition == "2026-1"
        assert texts.in_force("W06", date(2036, 1, 1)).edition == "2026-2"

    def test_a_form_nobody_has_words_for_is_no_form(self) -> None:
        with pytest.raises(KeyError):
            self.TEXTS.in_force("W99", date(2026, 1, 1))
        with pytest.raises(KeyError):
            self.TEXTS.drawn_with("W99", "2026-1")


class TestWhatIsRefused:
    @each(
        ("column", "value", "reason"),
        [
            ("title", "", "text_expected"),
            ("title", 3, "text_expected"),
            ("word", "一次性", "one_or_two_characters_expected"),
            ("word", "W", "one_or_two_characters_expected"),
            ("word", "告 ", "one_or_two_characters_expected"),
            ("copies", 0, "number_expected"),
            ("copies", True, "number_expected"),
            ("copies", "2", "number_expected"),
            ("basis", "第一条", "list_expected"),
            ("basis", [""], "text_expected"),
            ("notes", [3], "text_expected"),
            ("notes", ["{"], "template_expected"),
        ],
    )
    def test_a_wrong_column_is_named(self, column: str, value: object, reason: str) -> None:
        assert refusal(edition(**{column: value})) == ("W06", column, reason)

    @each(
        "clause", ["{", "}", "{}", "{0}", "{you!r}", "{you.name}", "{you[0]}", "{you:x}", "{you:bb}", "{a b}"]
    )
    def test_a_clause_that_is_no_template_is_named(self, clause: str) -> None:
        assert refusal(edition(clauses={"intro": clause})) == ("W06/clauses", "intro", "template_expected")

    def test_an_empty_clause_is_named(self) -> None:
        assert refusal(edition(clauses={"intro": " "})) == ("W06/clauses", "intro", "text_expected")

    def test_clauses_must_be_an_object(self) -> None:
        assert refusal(edition(clauses=["intro"])) == ("W06/clauses", "", "not_an_object")

    @each(
        "plain", [3, [], {}, {"version": "1", "effective_from": "2026-02-30", "forms": []}, {"version": ""}]
    )
    def test_what_is_no_edition_at_all(self, plain: object) -> None:
        with pytest.raises(FormTextsError):
            read_form_texts([plain])  # type: ignore[list-item]

    def test_no_edition_at_all(self) -> None:
        assert refusal() == ("forms", "", "empty")

    def test_the_same_form_twice(self) -> None:
        assert refusal({**EDITION, "forms": [FORM, FORM]}) == ("W06", "code", "used_twice")

    def test_two_forms_with_one_series(self) -> None:
        """Both would count in one series, and nobody could tell which number is missing where."""
        assert refusal(edition(word="受")) == ("W06", "word", "used_twice")

    def test_a_later_edition_that_leaves_out_a_clause(self) -> None:
        later = edition("2026-2", "2026-07-01", clauses={"intro": "{you}提出申请。"})
        assert refusal(EDITION, later) == ("W06", "again", "clause_missing")

    @each(
        ("key", "said"),
        [("intro", "{you}于 {when}提出申请。"), ("again", "{you}可以重新申请。"), ("new", "{you}：")],
    )
    def test_a_later_edition_that_asks_for_what_the_paper_does_not_know(self, key: str, said: str) -> None:
        later = edition("2026-2", "2026-07-01", clauses={**FORM["clauses"], key: said})
        assert refusal(EDITION, later) == ("W06", key, "unknown_field")

    def test_a_later_note_that_asks_for_what_no_paper_knows(self) -> None:
        later = edition("2026-2", "2026-07-01", notes=["请带{card}。"])
        assert refusal(EDITION, later) == ("W06", "notes", "unknown_field")

    def test_a_later_edition_may_say_less_and_in_other_faces(self) -> None:
        later = edition(
            "2026-2",
            "2026-07-01",
            clauses={"intro": "已于{day:h}申请。", "again": "请再申请。", "new": "另行通知。"},
            notes=["电话：{complaint}、{outlet_phone}。"],
        )
        text = read_form_texts([EDITION, later]).in_force("W06", date(2026, 7, 1))
        assert text.clauses["new"] == "另行通知。"
        assert text.basis == ("第一条",)


CLAIM = "true_or_false_expected"


class TestOutcomePapers:
    SHAPED = {
        **FORM,
        "code": "R01",
        "word": "查",
        "entries": [{"key": "asked", "label": "查询内容"}, {"key": "found", "label": "结论", "long": True}],
        "columns": [{"label": "号码", "share": 30}, {"label": "权利人", "share": 60}],
        "outcomes": ["查询结果单"],
    }

    def shaped(self, version: str = "2026-1", since: str = "2026-01-01", **changes: object) -> dict:
        return {"version": version, "effective_from": since, "forms": [{**self.SHAPED, **changes}]}

    def test_entries_and_columns_are_read_in_their_order(self) -> None:
        text = read_form_texts([self.shaped()]).drawn_with("R01", "2026-1")
        assert text.entries == (Entry("asked", "查询内容"), Entry("found", "结论", long=True))
        assert text.columns == (Column("号码", 30), Column("权利人", 60))
        assert text.outcomes == ("查询结果单",)

    def test_what_an_edition_says_of_a_field_is_read(self) -> None:
        told = {"key": "no", "label": "号码", "kind": "rights", "limit": 40, "needed": True}
        cells = [{"label": "号码", "share": 30, "kind": "rights"}, {"label": "权利人", "share": 60}]
        text = read_form_texts([self.shaped(entries=[told], columns=cells)]).drawn_with("R01", "2026-1")
        assert text.entries == (Entry("no", "号码", False, Kind.RIGHTS, 40, True),)
        assert text.columns == (Column("号码", 30, Kind.RIGHTS), Column("权利人", 60))

    def test_a_form_without_them_has_none(self) -> None:
        text = read_form_texts([EDITION]).drawn_with("W06", "2026-1")
        assert (text.entries, text.columns, text.outcomes) == ((), (), ())

    def test_the_form_for_an_outcome_of_the_list_is_found(self) -> None:
        texts, today = read_form_texts([self.shaped(), edition("2026-2")]), date(2026, 6, 1)
        found = texts.for_outcome("查询结果单", today)
        assert found is not None
        assert found.code == "R01"
        assert texts.for_outcome("调解协议", today) is None

    @each(
        ("changes", "told"),
        [
            ({"entries": [{"key": "asked"}]}, ("asked", "label", "text_expected")),
            ({"entries": [{"key": "a", "label": "甲"}] * 2}, ("a", "key", "used_twice")),
            ({"entries": [{"key": "a", "label": "甲", "long": 1}]}, ("a", "long", "true_or_false_expected")),
            ({"entries": {}}, ("R01", "entries", "list_expected")),
            ({"columns": [{"label": "甲", "share": 0}]}, ("甲", "share", "number_expected")),
            ({"columns": ["甲"]}, ("R01/columns[0]", "", "not_an_object")),
            ({"outcomes": "查询结果单"}, ("R01", "outcomes", "list_expected")),
            ({"entries": [{"key": "a", "label": "甲", "kind": "colour"}]}, ("a", "kind", "unknown_value")),
            ({"entries": [{"key": "a", "label": "甲", "kind": "choice"}]}, ("a", "kind", "unknown_value")),
            ({"entries": [{"key": "a", "label": "甲", "limit": 0}]}, ("a", "limit", "number_expected")),
            ({"entries": [{"key": "a", "label": "甲", "limit": "9"}]}, ("a", "limit", "number_expected")),
            (
                {"entries": [{"key": "a", "label": "甲", "needed": 1}]},
                ("a", "needed", "true_or_false_expected"),
            ),
            ({"columns": [{"label": "甲", "share": 1, "kind": "rows"}]}, ("甲", "kind", "unknown_value")),
        ],
    )
    def test_a_wrong_shape_is_named(self, changes: dict, told: tuple[str, str, str]) -> None:
        assert refusal(self.shaped(**changes)) == told

    @each(
        ("changes", "told"),
        [
            ({"entries": [{"key": "asked", "label": "内容"}]}, ("R01", "found", "entry_missing")),
            ({"columns": [{"label": "号码", "share": 30}]}, ("R01", "columns", "another_number")),
        ],
    )
    def test_a_later_edition_has_a_place_for_whatever_was_filled_in(
        self, changes: dict, told: tuple[str, str, str]
    ) -> None:
        later = self.shaped("2026-2", "2026-07-01", **changes)
        assert refusal(self.shaped(), later) == told

    def test_a_later_edition_may_rename_and_add(self) -> None:
        more = [*self.SHAPED["entries"], {"key": "remark", "label": "备注"}]
        later = self.shaped("2026-2", "2026-07-01", entries=more)
        text = read_form_texts([self.shaped(), later]).in_force("R01", date(2026, 7, 1))
        assert [entry.key for entry in text.entries] == ["asked", "found", "remark"]


def test_the_fields_of_a_template_are_told_with_their_faces() -> None:
    assert list(fields_of("{you}于 {day:b}、{matter:h}。")) == [("you", ""), ("day", "b"), ("matter", "h")]
    assert list(fields_of("没有要填的。")) == []
    assert list(fields_of("括号照印：{{}}")) == []
