"""The lists of a 一次性告知书 are drawn column by column off its form."""

from dataclasses import replace

import pytest
from paper_eyes import page_texts, squashed
from paper_samples import BANK_PROOF, NOTICE, RIGHTS_PROOF, WRONG_DOOR

from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.forms.notice import FAULTY, MISSING, RECEIVED, REFUSED
from outlet_app.domain.forms.spec import Field
from outlet_app.printing import notice_sections as lists
from outlet_app.printing.blocks import Choices
from outlet_app.printing.fonts import Faces
from outlet_app.printing.notice import ReceivedRow, build_notice
from outlet_app.printing.sections import Section
from outlet_app.wording.paper_lists import COLUMNS

ON_DESK = ReceivedRow("申报书", 1, 2, PaperForm.ORIGINAL, 6, "骑缝章不全")
SHARED = ReceivedRow("营业执照", 1, 1, PaperForm.COPY, exempt=True)
MADE = {
    "received": (RECEIVED, lists.received_section([ON_DESK, SHARED], "一")),
    "missing": (MISSING, lists.missing([BANK_PROOF], "窗口、邮寄")),
    "faulty": (FAULTY, lists.faulty([RIGHTS_PROOF])),
    "refused": (REFUSED, lists.refused([WRONG_DOOR])),
}


def told(section: Section, row: int = 0) -> list[str]:
    """The cells of a row as texts; a pair of boxes as what is ticked."""
    found = []
    for block in section.rows[row]:
        if isinstance(block, Choices):
            found.append("".join(one.label for one in block.choices if one.on))
        else:
            found.append("".join(run.text for run in getattr(block, "runs", ())))
    return found


@pytest.mark.parametrize("name", MADE)
def test_heads_and_shares_are_those_of_the_form(name: str) -> None:
    of, section = MADE[name]
    assert list(COLUMNS[name]) == [one.name for one in of.columns]
    assert [head for head, _ in section.columns] == list(COLUMNS[name].values())
    assert [share for _, share in section.columns] == [one.share for one in of.columns]
    assert all(len(row) == len(of.columns) for row in section.rows)


def test_a_column_that_is_added_to_the_form_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    more = replace(REFUSED, columns=(*REFUSED.columns[:1], Field("basis", share=9)))
    monkeypatch.setattr(lists, "REFUSED", more)
    section = lists.refused([WRONG_DOOR])
    assert [share for _, share in section.columns] == [46, 9]
    assert told(section) == [WRONG_DOOR.reason, WRONG_DOOR.basis]


@pytest.mark.parametrize(
    ("name", "row", "cells"),
    [
        ("received", 0, ["申报书", "1", "2", "原件", "6", "骑缝章不全"]),
        ("received", 1, ["营业执照", "1", "—", "复印件", "", "数据共享，免予提交"]),
        (
            "missing",
            0,
            [
                "银行账户证明",
                "原件 1 份。由开户银行出具并加盖业务章，户名与申请人名称一致。",
                "是",
                "窗口、邮寄",
            ],
        ),
        (
            "faulty",
            0,
            ["专利权利证明", f"D03、D06　{RIGHTS_PROOF.issue}", "第 3 页", RIGHTS_PROOF.remedy, "否"],
        ),
        ("refused", 0, [WRONG_DOOR.reason, WRONG_DOOR.basis, WRONG_DOOR.instead]),
    ],
)
def test_what_stands_in_the_cells(name: str, row: int, cells: list[str]) -> None:
    assert told(MADE[name][1], row) == cells


def test_twelve_materials_stand_under_one_head_a_page(faces: Faces) -> None:
    many = tuple(replace(BANK_PROOF, name=f"{n:02} 号材料") for n in range(1, 13))
    pages = [squashed(text) for text in page_texts(build_notice(replace(NOTICE, missing=many), faces))]
    whole = "".join(pages)
    assert [f"{n:02}号材料" in whole for n in range(1, 13)] == [True] * 12
    for page in pages:
        assert ("是否可容缺" in page) == ("号材料" in page)
