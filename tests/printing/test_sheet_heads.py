"""The heads of the daily sheet are one table of words: page and print say the same of the same column."""

from dataclasses import replace

import pytest
from paper_eyes import page_texts, squashed
from paper_samples import DAY, SHEET

from outlet_app.domain.courses import Special
from outlet_app.domain.decisions import Decision
from outlet_app.domain.sheet_columns import FLOW, INTAKE, LINE, VOIDED, Way, line_spans
from outlet_app.domain.workload import ClerkFlow
from outlet_app.printing.fonts import Faces
from outlet_app.printing.workload import build_workload
from outlet_app.ui.pages.workload.flow import FLOW_GROUPS
from outlet_app.ui.pages.workload.tables import FIGURES, GROUPS
from outlet_app.wording import sheet_columns as columns
from outlet_app.wording import sheet_papers, workload
from outlet_app.wording.channels import ENTRANCES


def test_every_column_has_its_head() -> None:
    assert list(columns.FLOW) == [*(one.name for one in FLOW), VOIDED]
    assert list(columns.INTAKE) == list(INTAKE)
    assert set(columns.WAYS) == {Way.CAME, Way.WENT}
    assert set(columns.PARTS) == {span.of for span in line_spans()}
    assert all(workload.head(one.figure) for one in LINE)


@pytest.mark.parametrize(
    ("name", "narrow", "whole"),
    [
        ("carried_in", "上日\n结存", "上日结存"),
        ("left", "撤回或\n终止", "撤回或终止"),
        ("closed", "办结", "办结"),
        ("carried_over", "本日\n结存", "本日结存"),
    ],
)
def test_a_head_is_broken_only_where_it_is_narrow(name: str, narrow: str, whole: str) -> None:
    assert columns.FLOW[name] == narrow
    assert columns.whole(columns.FLOW[name]) == whole


def test_the_page_has_the_columns_of_the_paper_under_the_same_heads() -> None:
    assert [one.column for one in FIGURES] == list(LINE)
    assert [(one.title, one.first, one.last) for one in GROUPS] == [("接待人次", 2, 7), ("处理结果", 8, 14)]
    assert [(one.title, one.first, one.last) for one in FLOW_GROUPS] == [("增加", 1, 3), ("减少", 4, 7)]


def test_on_the_page_only_what_is_late_is_bad_and_only_the_sum_is_bold() -> None:
    assert [one.column.figure for one in FIGURES if one.is_late] == [Special.OVERDUE]
    assert [one.column.figure for one in FIGURES if one.is_bold] == [None]


def test_the_screen_s_heads_are_short() -> None:
    assert workload.head(None) == "小计"
    assert workload.head(Decision.NOTICE) == "告知"
    assert {workload.head(one) for one in ENTRANCES} == set(ENTRANCES.values())
    assert all(len(line) <= 4 for one in LINE for line in workload.head(one.figure).split("\n"))


@pytest.mark.parametrize("by_clerk", [False, True])
def test_the_print_has_every_head_of_the_flow_in_order(faces: Faces, by_clerk: bool) -> None:
    rows = (ClerkFlow("1508260837", DAY.flow),) if by_clerk else ()
    told = squashed(
        "".join(page_texts(build_workload(replace(SHEET, sheet=replace(DAY, clerk_flows=rows)), faces)))
    )
    flow = told[told.index("表三") :]
    for name in FLOW:
        assert columns.whole(columns.FLOW[name.name]) in flow
    for word in (*columns.WAYS.values(), *map(columns.whole, columns.INTAKE.values())):
        assert word in flow
    assert flow.index("上日结存") < flow.index("增加") < flow.index("减少") < flow.index("本日结存")


def test_what_late_records_changed_is_called_by_the_head_of_its_column() -> None:
    from_flow = {f"flow.{one.name}": columns.whole(columns.FLOW[one.name]) for one in FLOW}
    changed = [sheet_papers.Difference(name, 1, 2) for name in (*from_flow, "flow.voided", "visits")]
    told = sheet_papers.late(2, changed)
    for said in (*from_flow.values(), "作废", "接待人次"):
        assert f"{said} 1 改为 2" in told
