"""The rows of a case on its papers: read off the form, labelled once, alike in ordinary and large print."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from paper_eyes import page_texts, squashed, words_of
from paper_samples import ABOUT, ACCEPTANCE, IMPRINT, LONGEST_NAME, NOTICE, RARE, RIGHTS_PROOF
from test_slip_paper import SLIP

from outlet_app.domain.applicant import IdKind
from outlet_app.domain.forms import paper_rows
from outlet_app.domain.forms.paper_rows import ANY_CASE, ROWS
from outlet_app.domain.forms.registration import INTAKE
from outlet_app.printing.acceptance import Taken, build_acceptance
from outlet_app.printing.case_facts import CaseFacts
from outlet_app.printing.fonts import Faces
from outlet_app.printing.notice import build_notice
from outlet_app.printing.notice_large import build_large_notice
from outlet_app.printing.slip import build_slip
from outlet_app.wording import paper_fields
from outlet_app.wording.paper_fields import label

W04 = ["办件编号", "查 询 码", "申 请 人", "统一社会信用代码", "经 办 人", "服务事项", "办 理 项"]
LARGE = replace(IMPRINT, large=True)


@pytest.fixture
def with_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """The form with 诉求 and 回电时间 on every paper."""
    told = ("request", "callback")
    sections = tuple(
        replace(
            one,
            fields=tuple(
                replace(field, papers=tuple(ROWS)) if field.name in told else field for field in one.fields
            ),
        )
        for one in INTAKE.sections
    )
    monkeypatch.setattr(paper_rows, "INTAKE", replace(INTAKE, sections=sections))


@pytest.mark.parametrize(
    ("values", "paper", "labels", "pair"),
    [
        (NOTICE, paper_rows.NOTICE, W04, ["提交日期", "告知次数"]),
        (ACCEPTANCE, paper_rows.ACCEPTANCE, [*W04[:4], "联系方式", *W04[5:]], ["受理方式", "来访方式"]),
    ],
)
def test_labels_are_those_of_the_paper(
    values: CaseFacts, paper: str, labels: list[str], pair: list[str]
) -> None:
    assert [fact.label for fact in values.rows(paper)] == labels
    assert [fact.label for fact in values.pair(paper)] == pair


def test_every_row_of_every_paper_has_a_label_and_a_value() -> None:
    told: dict[str, CaseFacts] = {ANY_CASE: ABOUT, "W04": NOTICE, "W05": ACCEPTANCE}
    for paper, values in told.items():
        assert all(fact.label and fact.value for fact in values.rows(paper)), paper
    assert all(label("W01", row.name) != row.name for row in ROWS["W01"])


def test_a_label_of_papers_is_told_once() -> None:
    words = [*paper_fields.LABELS.values()]
    assert len(words) == len(set(words))
    for own in ("W01", "W04", "W05"):
        assert set(paper_fields.LABELS.values()).isdisjoint(
            paper_fields.label(own, row.name)
            for row in ROWS[own]
            if paper_fields.label(own, row.name) != paper_fields.LABELS.get(row.name)
        )


@pytest.mark.parametrize(
    ("changes", "label_told", "value"),
    [
        ({"applicant": ""}, "申 请 人", "申请人"),
        ({"applicant": LONGEST_NAME + RARE}, "申 请 人", LONGEST_NAME + RARE),
        ({"item": ""}, "服务事项", "未列入清单的事项"),
        ({"sub_item": "甲\n乙"}, "办 理 项", "甲、乙"),
        ({"contact": ""}, "联系方式", "139****6718"),
        ({"contact": "", "phone": ""}, "联系方式", ""),
        ({"id_kind": IdKind.PASSPORT, "id_number": "E1*****78"}, "护照", "E1*****78"),
        ({"query_code": "7K4M92QX"}, "查 询 码", "7K4M 92QX"),
    ],
)
def test_what_stands_in_a_row(changes: dict[str, object], label_told: str, value: str) -> None:
    rows = {fact.label: fact.value for fact in replace(ABOUT, **changes).rows()}  # type: ignore[arg-type]
    assert rows[label_told] == value


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, ["受理", "窗口"]),
        ({"assisted": True}, ["受理", "窗口，帮办代办"]),
        ({"materials": (replace(ACCEPTANCE.materials[0], taken=Taken.LATER),)}, ["容缺受理", "窗口"]),
    ],
)
def test_how_it_was_accepted(changes: dict[str, object], told: list[str]) -> None:
    values = replace(ACCEPTANCE, **changes)  # type: ignore[arg-type]
    assert [fact.value for fact in values.pair("W05")] == told


@pytest.mark.parametrize(("ordinal", "told"), [(1, "第 1 次"), (2, "第 2 次"), (12, "第 12 次")])
def test_how_often_it_was_told(ordinal: int, told: str) -> None:
    assert [fact.value for fact in replace(NOTICE, ordinal=ordinal).pair("W04")][1] == told


MORE = {"request": "专利申请前评估𬎆", "callback": "下午三点"}
DRAWN: dict[str, Callable[[Faces], bytes]] = {
    "notice": lambda faces: build_notice(replace(NOTICE, more=MORE), faces),
    "large": lambda faces: build_large_notice(replace(NOTICE, more=MORE, imprint=LARGE), faces),
    "acceptance": lambda faces: build_acceptance(replace(ACCEPTANCE, more=MORE), faces),
    "slip": lambda faces: build_slip(replace(SLIP, about=replace(ABOUT, more=MORE)), faces),
}


@pytest.mark.parametrize("name", DRAWN)
def test_added_fields_stand_on_the_paper_in_the_order_of_the_screen(
    faces: Faces, name: str, with_more: None
) -> None:
    told = squashed(words_of(DRAWN[name](faces)))
    first, second = told.index("专利申请前评估𬎆"), told.index("下午三点")
    assert first < second
    assert told.index("诉求") < first < told.index("回电时间") < second


@pytest.mark.parametrize("name", DRAWN)
def test_a_field_the_form_does_not_add_is_not_printed(faces: Faces, name: str) -> None:
    told = squashed(words_of(DRAWN[name](faces)))
    assert [one for one in ("诉求", "回电时间", "下午三点") if one in told] == []


@pytest.mark.usefixtures("with_more")
def test_an_added_field_without_anything_in_it_takes_no_room(faces: Faces) -> None:
    bare = build_notice(NOTICE, faces)
    assert "诉求" not in words_of(bare)
    assert [fact.label for fact in NOTICE.rows("W04")] == W04


@pytest.mark.usefixtures("with_more")
def test_a_long_added_field_breaks_in_its_row(faces: Faces) -> None:
    told = "商标权利人变更以后要补交的证明文件有哪些" * 8
    full = replace(NOTICE, more={"request": told}, missing=NOTICE.missing * 12, faulty=(RIGHTS_PROOF,) * 2)
    pages = page_texts(build_notice(full, faces))
    assert told in squashed(pages[0])
    assert len(pages) > 1


@pytest.mark.parametrize("build", [build_notice, build_large_notice])
def test_both_prints_of_a_notice_say_the_same_rows(faces: Faces, build: Callable[..., bytes]) -> None:
    told = squashed(words_of(build(replace(NOTICE, imprint=LARGE), faces)))
    for fact in (*NOTICE.rows("W04"), *NOTICE.pair("W04")):
        assert squashed(fact.label) in told
        assert squashed(fact.value) in told
