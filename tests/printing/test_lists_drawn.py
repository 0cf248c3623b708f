"""Lists on papers are drawn column by column off their spec: heads, shares, what stands in a cell."""

from dataclasses import replace
from datetime import date

import pytest
from form_samples import (
    AT,
    FIRST_VISIT,
    PROOF,
    SAMPLES,
    SECOND_VISIT,
)
from form_samples import (
    DEFERRED as OWED_ROWS,
)
from form_samples import (
    HANDED as HANDED_ROWS,
)
from form_samples import (
    NEEDED as NEEDED_ROWS,
)
from paper_eyes import page_texts, squashed, words_of
from paper_samples import ACCEPTANCE
from test_overdue_paper import ROW as LATE_ROW
from test_overdue_paper import drawn as late_list

from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.facts.activity import SignWay
from outlet_app.domain.facts.delivery import GivenOut
from outlet_app.domain.forms import notice
from outlet_app.domain.forms.paper_lists import HANDED, LISTS, PROOFS, TAKEN, VISITS
from outlet_app.domain.forms.registration import ON
from outlet_app.domain.forms.spec import Field, Kind
from outlet_app.printing import acceptance, commitment, delivery, listed, overdue, tracking
from outlet_app.printing.acceptance import Taken, TakenRow, build_acceptance
from outlet_app.printing.attendance import BLANK_ROWS, AttendanceRow
from outlet_app.printing.blocks import Choices, Words, centred
from outlet_app.printing.fonts import Faces
from outlet_app.printing.handed import HandedRow, handed
from outlet_app.printing.lines import Align
from outlet_app.printing.sections import Section
from outlet_app.wording.paper_lists import COLUMNS

BY_FORM = {sample.form: sample for sample in SAMPLES}
ANY = Field(
    "any",
    Kind.ROWS,
    columns=(
        Field("name", label="名称", share=5),
        Field("count", Kind.NUMBER, label="件数", share=3),
        Field("day", Kind.DAY, label="日期", share=4),
        Field("on", Kind.SWITCH, label="是否", share=2),
        Field("remark", label="备注", share=6),
    ),
)
ROW = {"name": "申报书", "count": 3, "day": date(2026, 11, 22), "on": ON, "remark": "骑缝章不全"}


def told(section: Section, row: int = 0) -> list[str]:
    """The cells of a row as texts; a pair of boxes as what is ticked."""
    found = []
    for block in section.rows[row]:
        if isinstance(block, Choices):
            found.append("".join(one.label for one in block.choices if one.on))
        else:
            found.append("".join(run.text for run in getattr(block, "runs", ())))
    return found


def aligned(section: Section) -> list[Align | None]:
    return [one.style.align if isinstance(one, Words) else None for one in section.rows[0]]


def test_every_column_of_every_list_has_a_head_and_no_head_is_of_no_column() -> None:
    lists = (*LISTS, notice.RECEIVED, notice.MISSING, notice.FAULTY, notice.REFUSED)
    assert set(COLUMNS) == {one.name for one in lists}
    assert {one.name: list(COLUMNS[one.name]) for one in lists} == {
        one.name: [column.name for column in one.columns] for one in lists
    }


def test_heads_of_one_list_are_not_mistaken_for_each_other() -> None:
    assert [name for name, heads in COLUMNS.items() if len(set(heads.values())) < len(heads)] == []


def test_data_that_names_its_columns_itself_is_drawn_with_those_names() -> None:
    assert listed.columns(ANY) == (("名称", 5), ("件数", 3), ("日期", 4), ("是否", 2), ("备注", 6))


def test_what_is_counted_stands_in_the_middle_and_what_is_read_at_the_left() -> None:
    section = listed.listed("", ANY, [ROW])
    assert told(section) == ["申报书", "3", "2026年11月22日", "是", "骑缝章不全"]
    assert aligned(section) == [Align.LEFT, Align.CENTRE, Align.CENTRE, None, Align.LEFT]


@pytest.mark.parametrize(("on", "ticked"), [(ON, "是"), ("", "否")])
def test_a_switch_ticks_one_of_two_boxes(on: str, ticked: str) -> None:
    assert told(listed.listed("", ANY, [ROW | {"on": on}]))[3] == ticked


def test_a_field_may_be_told_in_other_words_or_drawn_otherwise() -> None:
    shown: listed.Shown = {
        "name": lambda row: f"《{row['name']}》",
        "remark": lambda row: centred(row["remark"]),
    }
    section = listed.listed("", ANY, [ROW], shown)
    assert told(section)[0] == "《申报书》"
    assert aligned(section)[4] is Align.CENTRE


def test_a_row_is_a_mapping_or_whatever_has_the_fields() -> None:
    as_fact = told(listed.listed("", PROOFS, [PROOF]))
    as_mapping = told(listed.listed("", PROOFS, [{"name": "甲", "proves": "乙", "used_for": "丙"}]))
    assert as_fact == ["无违法记录证明", "近三年没有行政处罚", "核对申报资格"]
    assert as_mapping == ["甲", "乙", "丙"]


@pytest.mark.parametrize("struck", [True, False])
def test_a_list_is_struck_at_its_end_only_where_that_is_asked(struck: bool) -> None:
    assert listed.listed("一", ANY, [ROW], struck=struck).struck is struck


def test_no_row_is_no_row() -> None:
    assert listed.listed("一", ANY, ()).rows == ()


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        (HANDED_ROWS[0], ["资助奖励申报书", "1", "原件", "6", ""]),
        (HANDED_ROWS[1], ["专利证书", "2", "复印件", "3", "已与原件核对一致"]),
        (HandedRow("营业执照", 1, PaperForm.COPY, exempt=True), ["营业执照", "—", "复印件", "", "免予提交"]),
        (HandedRow("身份证", 1, PaperForm.SIGHTED), ["身份证", "1", "核验原件", "", ""]),
    ],
)
def test_papers_from_hand_to_hand(row: HandedRow, cells: list[str]) -> None:
    section = handed("随交材料", [row])
    assert told(section) == cells
    assert [share for _, share in section.columns] == [one.share for one in HANDED.columns]


def text_of(form: str, faces: Faces, **changes: object) -> str:
    return words_of(BY_FORM[form].drawn(faces, **changes))


def test_what_is_owed_is_told_by_the_promise_itself(faces: Faces) -> None:
    silent = replace(OWED_ROWS[0], issue="", copies=2)
    for form, rows, head in (("W07", "deferred", "承诺补齐日期"), ("W08", "owed", "补齐期限")):
        said = text_of(form, faces, **{rows: (silent, OWED_ROWS[0])})
        assert f"材料名称缺失或者瑕疵情形补齐形式{head}" in said
        assert "1银行账户证明未提交原件2份2026年11月27日" in said
        assert "2银行账户证明未提交，开户银行正在办理原件1份2026年11月27日" in said


def test_the_proofs_that_a_promise_replaces(faces: Faces) -> None:
    said = text_of("W09", faces, proofs=(PROOF, replace(PROOF, name="纳税证明", used_for="核对信用")))
    assert "证明材料名称证明内容用途" in said
    assert "2纳税证明近三年没有行政处罚核对信用" in said


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (GivenOut("检索报告", "HH0501 报〔2026〕0003 号", 2), "1检索报告HH0501报〔2026〕0003号2以下空白"),
        (GivenOut("商标注册证原件"), "1商标注册证原件1以下空白"),
    ],
)
def test_documents_given_out(document: GivenOut, said: str, faces: Faces) -> None:
    assert said in text_of("W15", faces, rows=(document,))


def test_visits_a_summary_looks_back_on(faces: Faces) -> None:
    long = replace(SECOND_VISIT, findings="走访情况。" * 300)
    said = text_of("W27", faces, visits=(FIRST_VISIT, long))
    assert "方式日期受访人了解到的情况" in said
    assert "1上门2026-10-20赵永胜到厂区看了脱壳生产线。" in said
    assert "2电话2026-11-22乌云其木格走访情况。" in said
    # The whole of it stands on the paper of that visit.
    assert said.count("走访情况。") < 300


def test_the_list_of_what_to_bring_is_the_list_of_the_item(faces: Faces) -> None:
    said = text_of("W03", faces)
    assert "材料名称主件或副件、份数来源和要求" in said
    assert "1资助奖励申报书主件，原件1份窗口提供空白表样。各栏填写完整，签字盖章。" in said
    assert "3信用承诺书副件，原件1份可以容缺申请人自备。" in said
    assert NEEDED_ROWS[3].shared
    assert "4营业执照" not in said


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (AttendanceRow("赵永胜", "禾源公司", "139****1234"), "1赵永胜禾源公司139****1234"),
        (AttendanceRow("其其格", "", "139****1234", place=2), "1其其格（候补第2位）139****1234"),
        (
            AttendanceRow("其其格", "园区", "", signed_at=AT, way=SignWay.CODE),
            f"1其其格园区{AT:%H:%M}二维码",
        ),
    ],
)
def test_seats_and_the_blank_lines_after_them(row: AttendanceRow, said: str, faces: Faces) -> None:
    from test_attendance_paper import drawn

    found = words_of(drawn(faces, rows=(row,)))
    assert said in found
    assert found.index(said) < found.index(f"{BLANK_ROWS + 1}")
    assert "姓名单位联系电话签到" in found


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (TakenRow("申请表", PaperForm.ORIGINAL, 2, handed=2), "1申请表原件2份已收2份"),
        (TakenRow("执照", PaperForm.COPY, 1, Taken.EXEMPT), "1执照数据共享核验免予提交"),
        (TakenRow("身份证", PaperForm.SIGHTED, 1, Taken.SIGHTED), "1身份证核验原件已核验"),
        (TakenRow("记录", PaperForm.ORIGINAL, 1, Taken.PLEDGED), "1记录告知承诺以承诺代替"),
        (
            TakenRow("协议", PaperForm.ORIGINAL, 1, Taken.LATER, 0, date(2026, 11, 27)),
            "1协议原件1份容缺，11月27日前补交",
        ),
    ],
)
def test_how_each_material_was_taken(row: TakenRow, said: str, faces: Faces) -> None:
    found = words_of(build_acceptance(replace(ACCEPTANCE, materials=(row,)), faces))
    assert "序号材料名称形式和份数收取情况" in found
    assert said in found


@pytest.mark.parametrize(
    ("room", "name", "of", "form"),
    [
        (commitment, "PROOFS", PROOFS, "W09"),
        (delivery, "DOCUMENTS", delivery.DOCUMENTS, "W15"),
        (tracking, "VISITS", VISITS, "W27"),
    ],
)
def test_a_column_taken_off_the_spec_is_off_the_paper(
    room: object, name: str, of: Field, form: str, faces: Faces, monkeypatch: pytest.MonkeyPatch
) -> None:
    *kept, last = of.columns
    head = COLUMNS[of.name][last.name]
    assert head in words_of(BY_FORM[form].build(BY_FORM[form].values, faces))
    monkeypatch.setattr(room, name, replace(of, columns=tuple(kept)))
    without = words_of(BY_FORM[form].build(BY_FORM[form].values, faces))
    listed_at = without.index("序号")
    assert head not in without[listed_at : listed_at + 60]


def test_a_column_taken_off_the_spec_is_off_the_acceptance(
    faces: Faces, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acceptance, "TAKEN", replace(TAKEN, columns=TAKEN.columns[:2]))
    words = words_of(build_acceptance(ACCEPTANCE, faces))
    assert "序号材料名称形式和份数1服务需求申请表原件1份2营业执照" in words


def test_a_late_list_without_measures_is_the_spec_without_them(
    faces: Faces, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "采取措施" in words_of(late_list(faces, LATE_ROW))
    fewer = tuple(one for one in overdue.LATE.columns if one.name != "measures")
    monkeypatch.setattr(overdue, "LATE", replace(overdue.LATE, columns=fewer))
    words = words_of(late_list(faces, LATE_ROW))
    assert "采取措施" not in words
    assert "督办人签字" in words


@pytest.mark.parametrize("count", [0, 1, 12])
def test_the_late_list_ends_with_nothing_below_on_its_last_page(count: int, faces: Faces) -> None:
    pages = [squashed(text) for text in page_texts(late_list(faces, *(LATE_ROW,) * count))]
    end = "以下空白" if count else "没有超期的办件"
    assert [end in page for page in pages] == [False] * (len(pages) - 1) + [True]
    assert all("应办结时间" in page for page in pages)
