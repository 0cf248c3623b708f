"""A matter outside the list can be taken in for examination: what is asked and what is written."""

from dataclasses import replace

from test_form_intake import TALK as CONSULTING

from outlet_app.domain.applicant import Applicant, ApplicantKind, IdKind
from outlet_app.domain.calendar import local_day
from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import IntakeEntry
from outlet_app.domain.forms.contents import cleaned
from outlet_app.domain.forms.intake import check, handed_in, required
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.situations import LEGAL
from tests.domain.tables import each
from tests.support.builders import MORNING

D = Decision
TODAY = local_day(MORNING)
WHO = Applicant(ApplicantKind.PERSON, "其其格", IdKind.ID_CARD, "152822196501010025", "其其格", "13900001234")
ENTRY = IntakeEntry(WHO, item=0, request="请求认定老字号", answer="可以", handed_in="申请书\n照片三张")


def wrong(decision: Decision, **changes: object) -> dict[str, str]:
    entry = replace(ENTRY, **changes)  # type: ignore[arg-type]
    return {name: one.code for name, one in check(entry, decision, None, TODAY).items()}


@each(
    ("decision", "refused"),
    [
        (D.ANSWER, {}),
        (D.TRANSFER, {}),
        (D.REJECT, {}),
        (D.RECEIVE, {}),
        (D.ACCEPT, {"item": "item.not_listed"}),
        (D.NOTICE, {"item": "item.not_listed"}),
        (D.DEFICIENT, {"item": "item.not_listed"}),
    ],
)
def test_what_can_be_decided(decision: Decision, refused: dict[str, str]) -> None:
    assert wrong(decision) == refused


def test_whoever_leaves_papers_here_is_named_in_full_and_so_are_the_papers() -> None:
    nobody = Applicant(ApplicantKind.PERSON)
    assert wrong(D.RECEIVE, applicant=nobody, handed_in=" \n ") == dict.fromkeys(
        ("applicant.name", "applicant.id_number", "phone", "handed_in"), "field.missing"
    )
    assert "handed_in" not in wrong(D.ANSWER, handed_in="")
    assert "handed_in" not in wrong(D.TRANSFER, handed_in="")
    assert "handed_in" not in required(replace(ENTRY, item=2, sub_item="2.2"), D.RECEIVE, CONSULTING)
    assert D.RECEIVE in {decision for open_to in LEGAL.values() for decision in open_to}


@each(
    ("text", "names"),
    [
        ("", []),
        ("\n \n", []),
        ("申请书", ["申请书"]),
        (" 申请书原件 1 份 \n\n照片三张\n", ["申请书原件 1 份", "照片三张"]),
        ("𬎆氏家谱\n乌力吉·巴图的证明", ["𬎆氏家谱", "乌力吉·巴图的证明"]),
    ],
)
def test_a_line_is_a_material(text: str, names: list[str]) -> None:
    rows = handed_in(replace(ENTRY, handed_in=text))
    assert [row.name for row in rows] == names
    assert [row.code for row in rows] == [f"0-M{n}" for n in range(1, len(names) + 1)]
    assert {(row.state, row.form, row.copies, row.handed) for row in rows} <= {
        (MaterialState.COMPLETE, PaperForm.ORIGINAL, 1, 1)
    }


def test_a_listed_matter_has_its_own_list() -> None:
    listed = replace(ENTRY, item=2, sub_item="2.2")
    assert handed_in(listed) == ()
    assert cleaned(listed).handed_in == ""
    assert cleaned(replace(ENTRY, handed_in="  申请书 ")).handed_in == "申请书"


def test_too_long_a_list_is_said() -> None:
    assert wrong(D.RECEIVE, handed_in="书" * 1001) == {"handed_in": "text.too_long"}
