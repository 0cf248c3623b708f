"""A package put right after it was opened: an item left out is added, a wrong one is exchanged."""

from outlet_app.domain.case import Case
from outlet_app.domain.facts.package import MemberLine
from outlet_app.services.views import CaseFilter
from tour.full.bundles import PROMISED, RIGHTS
from tour.full.desk import Says, step
from tour.stage import Stage

Found = dict[str, object]
ADDED = {"member": "5.7", "reason": "申请人当时没有提出展示推广"}
WRONG, RIGHT = "7.4", "7.5"
EXCHANGED = {"member": RIGHT, "cause": "录入有误", "reason": "选错了一行", "collected": "yes"}
MOST = 1_000


def add_item(stage: Stage, found: Found) -> None:
    """增加事项: one more child, its receipt printed, the parent names it."""
    _step(stage, found, _parent(stage, PROMISED.code), "add_member", ADDED)


def exchange_item(stage: Stage, found: Found) -> None:
    """更换事项: the wrong one is void with its paper, the right one comes with its receipt."""
    parent = _parent(stage, RIGHTS.code)
    wrong = next(one for one in _members(parent) if one.sub_item == WRONG)
    said = {"gone": "-".join(wrong.case_no.split("-")[-2:]), **EXCHANGED}
    _step(stage, found, parent, "exchange_member", said)
    gone = stage.here.counter.cases.detail(wrong.case_id).case
    papers = {paper.number for paper in gone.papers}
    found |= {"gone": gone.state.value, "left_valid": sorted(papers - set(gone.void_papers))}


def _step(stage: Stage, found: Found, parent: Case, action: str, says: Says) -> None:
    printed = len(stage.spooler.jobs)
    after = step(stage, parent.case_no, action, says)
    stage.papers(printed + 1)
    (line,) = set(_members(after)) - set(_members(parent))
    child = stage.here.counter.cases.detail(line.case_id).case
    stage.shoot(f"package-{action}".replace("_", "-"))
    found |= {
        "case_no": line.case_no,
        "sub_item": line.sub_item,
        "decided": child.decision.value if child.decision else "",
        "papers": [paper.form for paper in child.papers],
        "keys_besides_text": stage.hands.pressed,
    }


def _parent(stage: Stage, code: str) -> Case:
    """The parent of the package of today; each is opened once."""
    cases = stage.here.counter.cases
    rows = (row for row in cases.page(CaseFilter(), MOST).rows if row.package)
    every = (cases.detail(row.case_id).case for row in rows)
    return next(case for case in every if case.package and case.package.package == code)


def _members(parent: Case) -> tuple[MemberLine, ...]:
    return parent.package.members if parent.package else ()
