"""The form of an outcome paper: read off its text, filled by answers, held against what was written."""

from dataclasses import replace
from datetime import date

from outlet_app.domain.facts.outcome import Filled, OutcomeWritten
from outlet_app.domain.forms.outcome import (
    CELL,
    LONG,
    SHORT,
    answers_of,
    columns_of,
    entries_of,
    misfits,
    outcome_form,
    written,
)
from outlet_app.domain.forms.reading import missing, problems
from outlet_app.domain.forms.spec import Field, Kind
from outlet_app.domain.forms.texts import Column, Entry, FormText
from tests.domain.tables import each

TODAY = date(2026, 11, 27)
TEXT = FormText(
    code="R01",
    edition="2026-1",
    title="查询结果单",
    word="查",
    copies=2,
    clauses={"cutoff": "截至{day:b}。"},
    entries=(Entry("asked", "查询内容"), Entry("remark", "说明", long=True), Entry("rights", "权利号")),
    columns=(Column("名称", 60), Column("号码", 30)),
)


def test_entries_table_and_days_stand_in_this_order() -> None:
    form = outcome_form(TEXT)
    assert [one.name for one in form.fields()] == ["asked", "remark", "rights", "rows", "done_on", "cutoff"]
    assert form.code == "R01"
    assert [one.name for one in form.fields() if one.needed] == ["asked", "done_on", "cutoff"]


def test_what_an_edition_does_not_say_the_program_says() -> None:
    assert entries_of(outcome_form(TEXT)) == (
        Field("asked", Kind.LINE, SHORT, label="查询内容", needed=True),
        Field("remark", Kind.TEXT, LONG, label="说明"),
        Field("rights", Kind.RIGHTS, SHORT, label="权利号"),
    )
    assert columns_of(outcome_form(TEXT)) == (
        Field("rows.0", Kind.LINE, CELL, label="名称", share=60),
        Field("rows.1", Kind.RIGHTS, CELL, label="号码", share=30),
    )


def test_what_an_edition_says_holds() -> None:
    entries = (
        Entry("asked", "查询内容", limit=20, needed=False),
        Entry("remark", "说明", kind=Kind.PHONE, needed=True),
        Entry("rights", "权利号", kind=Kind.LINE),
    )
    columns = (Column("名称", 60, Kind.NAME), Column("号码", 30, Kind.CASE_NO))
    form = outcome_form(replace(TEXT, entries=entries, columns=columns))
    told = [(one.name, one.kind, one.limit, one.needed) for one in entries_of(form)]
    assert told == [
        ("asked", Kind.LINE, 20, False), ("remark", Kind.PHONE, SHORT, True),
        ("rights", Kind.LINE, SHORT, False),
    ]  # fmt: skip
    assert [one.kind for one in columns_of(form)] == [Kind.NAME, Kind.CASE_NO]


def test_a_paper_without_table_or_data_has_neither_field() -> None:
    form = outcome_form(replace(TEXT, clauses={}, columns=()))
    assert [one.name for one in form.fields()] == ["asked", "remark", "rights", "done_on"]
    assert columns_of(form) == ()


@each(
    ("form", "at"), [("R01", {1}), ("R02", {0}), ("R03", set()), ("R04", {0}), ("R16", {0}), ("R99", set())]
)
def test_where_the_first_editions_ask_for_a_right(form: str, at: set[int]) -> None:
    columns = columns_of(outcome_form(replace(TEXT, code=form)))
    assert {place for place, one in enumerate(columns) if one.kind is Kind.RIGHTS} == at


def test_what_was_answered_becomes_the_fact_in_tidy_form() -> None:
    said = {
        "asked": " 葵花籽脱壳机 ",
        "remark": " ",
        "rights": "ｚｌ2017106018623",
        "rows": "脱壳装置\t１２３４５６７８\n另一件\t",
        "done_on": "11-27",
        "cutoff": "2026-11-26",
        "stray": "没有这一项",
    }
    assert written(outcome_form(TEXT), said, TODAY) == OutcomeWritten(
        "R01",
        TODAY,
        (Filled("asked", "葵花籽脱壳机"), Filled("rights", "ZL201710601862.3")),
        (("脱壳装置", "12345678"), ("另一件", "")),
        date(2026, 11, 26),
    )


def test_a_fact_fills_the_form_again_as_it_was_answered() -> None:
    form = outcome_form(TEXT)
    said = {"asked": "甲", "rights": "12345678", "rows": "乙\t12345678", "done_on": "2026-11-27"}
    assert answers_of(written(form, said, TODAY)) == said
    assert written(form, answers_of(written(form, said, TODAY)), TODAY) == written(form, said, TODAY)


FACT = OutcomeWritten("R01", TODAY, (Filled("asked", "甲"),), (("乙", "12345678"),))


@each(
    ("fact", "wrong"),
    [
        (FACT, {}),
        (replace(FACT, entries=()), {}),
        (replace(FACT, rows=()), {}),
        (replace(FACT, entries=(Filled("asked", "一行\n另一行"),)), {}),
        (replace(FACT, entries=(Filled("rights", "ZL201710601862.4"),)), {}),
        (replace(FACT, rows=(("乙", "ZL201710601862.4"),)), {}),
        (replace(FACT, entries=(Filled("colour", "红"),)), {"colour": "outcome.no_field"}),
        (replace(FACT, rows=(("乙",),)), {"rows": "outcome.no_field"}),
        (replace(FACT, rows=(("乙", "1", "2"),)), {"rows": "outcome.no_field"}),
        (replace(FACT, entries=(Filled("asked", "甲" * (SHORT + 1)),)), {"asked": "text.too_long"}),
        (replace(FACT, entries=(Filled("remark", "甲" * LONG),)), {}),
        (replace(FACT, entries=(Filled("remark", "甲" * (LONG + 1)),)), {"remark": "text.too_long"}),
        (replace(FACT, entries=(Filled("asked", "\x07"),)), {"asked": "text.control"}),
        (replace(FACT, rows=(("乙" * (CELL + 1), ""),)), {"rows": "text.too_long"}),
        (replace(FACT, done_on=date(2026, 11, 28)), {"done_on": "supplement.future"}),
    ],
)
def test_why_a_fact_is_none_of_the_form(fact: OutcomeWritten, wrong: dict[str, str]) -> None:
    found = misfits(outcome_form(TEXT), fact, TODAY)
    assert {name: one.code for name, one in found.items()} == wrong


def test_a_paper_without_a_table_takes_no_rows() -> None:
    found = misfits(outcome_form(replace(TEXT, columns=())), FACT, TODAY)
    assert {name: one.code for name, one in found.items()} == {"rows": "outcome.no_field"}


def test_check_and_star_are_those_of_the_same_field() -> None:
    form = outcome_form(TEXT)
    said = {"asked": "", "rights": "201710601862", "done_on": "2026-12-31", "cutoff": ""}
    assert list(missing(form, said)) == ["asked", "cutoff"]
    assert {name: one.code for name, one in problems(form, said, TODAY).items()} == {
        "rights": "right.unknown", "done_on": "supplement.future",
    }  # fmt: skip
