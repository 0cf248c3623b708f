"""What a paper says of a list fits where the list stands, and old papers keep their old words."""

import re
from dataclasses import replace
from datetime import date

import pytest
from form_samples import SAMPLES, Sample
from paper_eyes import MM, characters, page_texts, place_of, squashed, words_of
from paper_samples import ABOUT, LONGEST_NAME, TEXTS, newest
from test_ledger_paper import FULL, LEDGERS
from test_slip_paper import SLIP

from outlet_app.printing.blocks import centred
from outlet_app.printing.fonts import Faces
from outlet_app.printing.ledger_columns import widths
from outlet_app.printing.paper import PORTRAIT
from outlet_app.printing.slip import build_slip
from outlet_app.wording import ledgers

BY_FORM = {sample.form: sample for sample in SAMPLES}
ABOVE, BELOW = ("上列", "上述"), ("下列", "以下材料", "如下")
HEAD = "序号"
PAD = 0.8 * MM
FOOT = PORTRAIT.height - 18 * MM
LISTED = [one for one in SAMPLES if one.rows]


def clauses_with(sample: Sample, words: tuple[str, ...]) -> list[str]:
    """The words around each place of the form's own text that points to a list."""
    text = sample.values.imprint.text
    said = [squashed(one) for one in (*text.clauses.values(), *text.notes)]
    found = (re.search(rf"({'|'.join(words)})[^{{}}，。：]{{2,6}}", one) for one in said)
    return [one.group(0) for one in found if one]


@pytest.mark.parametrize("sample", LISTED, ids=lambda one: one.form)
@pytest.mark.parametrize("count", [1, 12])
def test_the_following_follows_and_the_above_stands_above(sample: Sample, count: int, faces: Faces) -> None:
    said = words_of(sample.with_rows(faces, count))
    for pointing in clauses_with(sample, BELOW):
        assert said.index(pointing) < said.rindex(HEAD), pointing
    for pointing in clauses_with(sample, ABOVE):
        assert said.index(pointing) > said.index(HEAD), pointing


def test_papers_that_point_to_a_list_are_among_those_looked_at() -> None:
    pointing = {one.form for one in LISTED if clauses_with(one, (*ABOVE, *BELOW))}
    assert {"W02", "W07", "W08", "W09", "W15", "W21", "W22"} <= pointing


@pytest.mark.parametrize(
    ("form", "before", "since"),
    [
        ("W09", "不再要求提交上列证明材料", "不再要求提交下列证明材料"),
        ("W15", "下列文书和材料已经收到", "上列文书和材料已经收到"),
    ],
)
def test_a_paper_of_before_is_printed_again_in_the_words_of_before(
    form: str, before: str, since: str, faces: Faces
) -> None:
    sample = BY_FORM[form]
    first = replace(sample.values.imprint, text=TEXTS.drawn_with(form, "2026-1"), copy_no=2)
    old, new = words_of(sample.drawn(faces, imprint=first)), words_of(sample.drawn(faces))
    assert (before in old, since in old) == (True, False)
    assert (before in new, since in new) == (False, True)
    assert f"表号：{form}（2026-1版）" in old
    assert f"表号：{form}（2026-2版）" in new


@pytest.mark.parametrize("form", ["W07", "W09", "W15"])
@pytest.mark.parametrize(
    ("day", "edition"),
    [
        (date(2026, 11, 30), "2026-1"),
        (date(2026, 12, 1), "2026-2"),
        (date(2027, 6, 1), "2026-2"),
    ],
)
def test_the_new_words_hold_from_their_day(form: str, day: date, edition: str) -> None:
    assert TEXTS.in_force(form, day).edition == edition


def test_what_the_second_edition_does_not_hold_stays_as_it_was() -> None:
    second = {text.code for one in TEXTS.editions if one.version == "2026-2" for text in one.forms}
    assert second == {"W07", "W09", "W15"}
    assert all(newest(code).edition == "2026-1" for code in TEXTS.codes if code not in second)


@pytest.mark.parametrize("form", ["W07", "W09", "W15"])
def test_only_the_words_that_were_wrong_are_others(form: str) -> None:
    old, new = TEXTS.drawn_with(form, "2026-1"), newest(form)
    assert (new.title, new.word, new.copies, new.basis) == (old.title, old.word, old.copies, old.basis)
    changed = [key for key, said in new.clauses.items() if said != old.clauses[key]]
    assert changed == {"W07": [], "W09": ["tell_1"], "W15": ["received"]}[form]
    # Nothing is told less: the notes say the same, one matter a note.
    assert "".join(new.notes) == "".join(old.notes)


@pytest.mark.parametrize("form", ["W07", "W15"])
def test_the_telephones_stand_on_one_line_of_their_own(form: str, faces: Faces) -> None:
    pdf = BY_FORM[form].drawn(faces)
    lines = [squashed(line) for text in page_texts(pdf) for line in text.splitlines()]
    (number,) = (line for line in lines if "监督投诉电话" in line)
    assert number == f"2.咨询电话：{ABOUT.consult_phone}。监督投诉电话：{ABOUT.complaint_phone}。"


@pytest.mark.parametrize("count", [1, 3, 8, 11, 12, 13, 14, 30])
def test_the_receipt_of_a_result_is_confirmed_right_over_the_signature(count: int, faces: Faces) -> None:
    pages = [squashed(text) for text in page_texts(BY_FORM["W15"].with_rows(faces, count))]
    last = pages[-1]
    confirmed = last.index("受送达人确认：上列文书和材料已经收到，核对无误。")
    signed = last.index("受送达人送达机关")
    assert last[confirmed:signed].count("：") == 1
    whole = "".join(pages)
    assert whole.index("提示：请妥善保管") < whole.index("受送达人确认：")


@pytest.mark.parametrize("name", ["高云飞", LONGEST_NAME, "乌云其木格·阿拉坦格日勒"])
def test_a_bad_review_is_answered_on_one_sheet_that_is_not_crowded(name: str, faces: Faces) -> None:
    pdf = BY_FORM["W16"].named(faces, name)
    assert len(page_texts(pdf)) == 1
    title, first = place_of(pdf, "差评核实整改反馈单"), place_of(pdf, "一、差评情况")
    assert first.top - title.bottom > 1 * MM


def test_who_signs_a_bad_review_has_room_for_hand_telephone_and_day(faces: Faces) -> None:
    pdf = BY_FORM["W16"].drawn(faces)
    hand, phone = place_of(pdf, "核实人："), place_of(pdf, "联系电话：")
    days = [box for char, box in characters(pdf) if char == "日" and phone.bottom < box.top < FOOT]
    assert len(days) == 2
    assert phone.top - hand.top > 8 * MM
    assert min(box.top for box in days) - phone.top > 8 * MM


def test_the_day_of_the_postmark_stands_under_the_way_it_came(faces: Faces) -> None:
    posted = replace(ABOUT, more={"incoming_posted": "2026年11月18日"})
    pdf = build_slip(replace(SLIP, about=posted), faces)
    order = [place_of(pdf, label).top for label in ("来访方式：", "邮戳日：", "服务对象：")]
    assert order == sorted(order)
    assert "来访方式：窗口邮戳日：2026年11月18日服务对象：" in words_of(pdf)
    assert "邮戳日" not in words_of(build_slip(SLIP, faces))


@pytest.mark.parametrize(
    ("code", "column", "lines"),
    [("L12", "task", ["待整改"]), ("L12", "level", ["非常不", "满意"]), ("L13", "state", ["办理中"])],
)
def test_a_set_word_of_three_characters_stands_on_one_line_of_its_column(
    code: str, column: str, lines: list[str], faces: Faces
) -> None:
    columns = LEDGERS[code].columns
    wide = widths(columns)[3 + columns.index(column)]
    told = centred(ledgers.cell(column, FULL[column]))
    assert [one.text for one in told.set(faces, wide - 2 * PAD)] == lines


@pytest.mark.parametrize("column", ["decision", "clerk", "kind"])
def test_the_register_of_first_contacts_has_room_for_its_words(column: str, faces: Faces) -> None:
    """来件 is wide, but not at the cost of what stands in every row."""
    columns = LEDGERS["L1"].columns
    wide = widths(columns)[3 + columns.index(column)]
    lines = centred(ledgers.cell(column, FULL[column])).set(faces, wide - 2 * PAD)
    assert len(lines) <= 2, [one.text for one in lines]
