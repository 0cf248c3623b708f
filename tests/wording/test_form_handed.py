"""Papers as a clerk types them: one a line, with copies and form."""

from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.events import HandedMaterial
from outlet_app.domain.forms.handed import read_papers
from outlet_app.domain.problems import Problem
from outlet_app.wording.agency import TYPED_FORMS, typed_papers
from tests.domain.tables import each

ORIGINAL, COPY = PaperForm.ORIGINAL, PaperForm.COPY


@each(
    ("typed", "name", "copies", "form"),
    [
        ("营业执照", "营业执照", 1, ORIGINAL),
        ("营业执照 原件", "营业执照", 1, ORIGINAL),
        ("营业执照 2", "营业执照", 2, ORIGINAL),
        ("营业执照 2 份", "营业执照", 2, ORIGINAL),
        ("营业执照 2份 复印件", "营业执照", 2, COPY),
        ("营业执照　２ 份　复印件", "营业执照", 2, COPY),
        ("  营业执照   3 份 原件  ", "营业执照", 3, ORIGINAL),
        ("申报书复印件", "申报书", 1, COPY),
        ("申报书 电子件", "申报书", 1, PaperForm.ELECTRONIC),
        ("身份证 核验原件", "身份证", 1, PaperForm.SIGHTED),
        ("2026 年审计报告", "2026 年审计报告", 1, ORIGINAL),
        ("2026 年审计报告 2 份", "2026 年审计报告", 2, ORIGINAL),
        ("专利证书 ZL202310000001.X", "专利证书 ZL202310000001.X", 1, ORIGINAL),
        ("𬎆字第 3 号证明", "𬎆字第 3 号证明", 1, ORIGINAL),
        ("阿拉坦·额尔敦的委托书 999", "阿拉坦·额尔敦的委托书", 999, ORIGINAL),
    ],
)
def test_one_line(typed: str, name: str, copies: int, form: PaperForm) -> None:
    assert read_papers(typed, TYPED_FORMS) == (HandedMaterial(name, copies, form),)


@each(
    ("typed", "code"),
    [
        ("营业执照 0 份", "papers.copies"),
        ("营业执照 1000", "papers.copies"),
        ("原件", "papers.name"),
        ("  复印件 ", "papers.name"),
        ("营业执照\n原件", "papers.name"),
    ],
)
def test_what_cannot_be_read(typed: str, code: str) -> None:
    assert read_papers(typed, TYPED_FORMS) == Problem(code)


def test_nothing_typed_is_no_paper() -> None:
    assert [read_papers(typed, TYPED_FORMS) for typed in ("", " \n ", "\n\n")] == [(), (), ()]


def test_every_line_is_a_paper_and_empty_ones_are_passed_over() -> None:
    found = read_papers("营业执照\n\n申报书 2 份 复印件\n", TYPED_FORMS)
    assert found == (HandedMaterial("营业执照", 1, ORIGINAL), HandedMaterial("申报书", 2, COPY))


def test_what_is_written_is_read_back_the_same() -> None:
    forms = enumerate(TYPED_FORMS.values(), 1)
    rows = tuple(HandedMaterial(f"{n} 号材料", n, form) for n, form in forms)
    assert read_papers(typed_papers(rows), TYPED_FORMS) == rows
    twelve = tuple(HandedMaterial(f"第{n}号证明", n, COPY) for n in range(1, 13))
    assert read_papers(typed_papers(twelve), TYPED_FORMS) == twelve
