"""When a second notice is a breach, and when it is not."""

from collections.abc import Mapping

from checklists import UNSIGNED, UNSTAMPED, drawn, row, secondary

from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.materials import CheckedMaterial, Defect, MaterialState, NoticeCause
from outlet_app.domain.only_once import Finding, breaches, causes, findings
from tests.domain.chance import Draw, by_chance

S = MaterialState
C = NoticeCause
TOLD = tuple(Finding(code, defect) for code in "abc" for defect in ("D01", "D02", "D04", "D05"))


class TestOnlyOnce:
    """domain.md §2.6, question by question."""

    FIRST: Mapping[str, int] = {"a": 1, "b": 1}

    def cause(self, now: CheckedMaterial, *told: Finding, request: bool = False, law: bool = False) -> C:
        explained = causes([now], told, self.FIRST, request_changed=request, list_changed=law)
        (only,) = explained.values()
        return only

    def test_a_defect_that_was_told_and_stayed_is_no_breach(self) -> None:
        again = row("a", S.FAULTY, UNSIGNED, version=2)
        assert self.cause(again, Finding("a", "D04")) is C.CORRECTION_INCOMPLETE

    def test_a_new_paper_may_bring_a_new_defect(self) -> None:
        assert (
            self.cause(row("a", S.FAULTY, UNSTAMPED, version=2), Finding("a", "D04")) is C.NEW_MATERIAL_DEFECT
        )

    def test_a_changed_request_and_a_changed_list_explain_what_is_new(self) -> None:
        missing = row("b", S.MISSING)
        assert self.cause(missing, request=True, law=True) is C.APPLICANT_CHANGED_REQUEST
        assert self.cause(missing, law=True) is C.LIST_OR_LAW_CHANGED

    def test_what_lay_on_the_desk_and_was_not_said_is_a_breach(self) -> None:
        assert self.cause(row("a", S.FAULTY, UNSTAMPED), Finding("a", "D04")) is C.BREACH_SECOND_NOTICE
        assert self.cause(row("b", S.MISSING), Finding("a", "D04")) is C.BREACH_SECOND_NOTICE

    def test_a_material_never_asked_for_before_is_a_breach(self) -> None:
        assert self.cause(row("new", S.MISSING)) is C.BREACH_SECOND_NOTICE

    def test_the_same_defect_of_another_material_was_not_told(self) -> None:
        assert self.cause(row("b", S.FAULTY, UNSIGNED), Finding("a", "D04")) is C.BREACH_SECOND_NOTICE

    def test_the_catch_all_code_hides_nothing(self) -> None:
        told = findings("a", [Defect("D99", "合同第五页缺骑缝章，请补盖")])
        same = row("a", S.FAULTY, Defect("D99", "合同第五页缺骑缝章，请补盖 "))
        other = row("a", S.FAULTY, Defect("D99", "合同第六页签字日期早于公司成立"))
        assert self.cause(same, *told) is C.CORRECTION_INCOMPLETE
        assert self.cause(other, *told) is C.BREACH_SECOND_NOTICE

    def test_a_remark_on_a_listed_defect_does_not_make_it_another(self) -> None:
        told = findings("a", [Defect("D04", "第二页")])
        assert self.cause(row("a", S.FAULTY, Defect("D04", "末页")), *told) is C.CORRECTION_INCOMPLETE

    def test_what_is_complete_or_promised_is_not_in_the_notice(self) -> None:
        assert causes([row("a", S.COMPLETE), secondary("b", S.DEFERRED)], (), self.FIRST) == {}

    def test_every_defect_of_a_row_is_explained_by_itself(self) -> None:
        explained = causes([row("a", S.FAULTY, UNSIGNED, UNSTAMPED)], [Finding("a", "D04")], self.FIRST)
        assert explained[Finding("a", "D04")] is C.CORRECTION_INCOMPLETE
        assert breaches(explained) == (Finding("a", "D05"),)

    def test_handing_in_again_raises_the_version(self) -> None:
        first = CheckedMaterial("a", "paper", S.MISSING, PaperForm.ORIGINAL, 1)
        renewed = first.handed_in_again(S.FAULTY, (UNSIGNED,))
        assert (renewed.version, renewed.state, renewed.found) == (2, S.FAULTY, (UNSIGNED,))


@by_chance(100)
def test_a_second_notice_whatever_lies_on_the_desk(draw: Draw) -> None:
    rows, request, law = drawn(draw), draw.flag(), draw.flag()
    told = frozenset(draw.some(TOLD, 8))
    explained = causes(rows, told, dict.fromkeys("ab", 1), request, law)
    assert set(explained) == {one for r in rows if r.needs_correction for one in findings(r.code, r.found)}
    for finding, cause in explained.items():
        assert (cause is C.CORRECTION_INCOMPLETE) == (finding in told)
    whole = told | {one for r in rows for one in findings(r.code, r.found)}
    told_at_once = causes(rows, whole, {r.code: r.version for r in rows})
    assert breaches(told_at_once) == (), "telling everything the first time never leads to a breach"
    assert breaches(causes(rows, told, {}, list_changed=True)) == (), "nor does a changed law"
