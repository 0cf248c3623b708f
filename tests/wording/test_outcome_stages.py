"""Which stage of a matter calls for which of its papers."""

from outlet_app.wording.outcome_stages import STAGES, called_for


def test_each_stage_calls_for_its_own_papers_of_those_the_matter_has() -> None:
    table = {
        ("已出报告", ("R02", "R11")): ("R02",),
        ("检索中", ("R02", "R11")): (),
        ("已出意见", ("R04", "R11")): ("R04",),
        ("方案", ("R09", "R11")): ("R09",),
        ("方案", ("R16", "R11")): ("R16",),
        ("对接", ("R06", "R11")): ("R06",),
        ("初审通过", ("R12", "R07", "R11")): ("R12",),
        ("已转报", ("R12", "R07", "R11")): ("R07",),
        ("指导或者移送", ("R07", "R11")): ("R07",),
        ("反馈", ("R08", "R11")): ("R08",),
        ("反馈", ("R03", "R11")): ("R03",),
        ("已推荐", ("R13", "R11")): ("R13",),
        ("匹配", ("R14", "R11")): ("R14",),
        ("预审", ("R05", "R11")): ("R05",),
        ("帮办提交", ("R15", "R11")): ("R15",),
        ("指导", ("R11",)): ("R11",),
        ("已答复", ("R03", "R18", "R11")): ("R03", "R18", "R11"),
        ("登记", ("R03", "R11")): (),
        ("一个清单里没有的环节", ("R03", "R11")): (),
    }
    assert {key: called_for(*key) for key in table} == table


def test_no_stage_is_named_twice_for_a_form() -> None:
    assert all(len(set(stages)) == len(stages) for stages in STAGES.values())
