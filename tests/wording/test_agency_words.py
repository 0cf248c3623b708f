"""帮办代办 in the course of a case, with and without each part, and its words on screen."""

from dataclasses import replace
from datetime import date

from outlet_app.domain.agency import Agency, Authority
from outlet_app.domain.ahead import Ahead, Step
from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.events import Fact, HandedMaterial
from outlet_app.domain.facts.agency import AgencyMandated, AgencyPassed, Doing, HaltReason, Mode, Power, Way
from outlet_app.wording import actions, agency
from outlet_app.wording.forms.assistance import MODES, POWERS, REASONS
from outlet_app.wording.timeline import tell
from tests.domain.tables import each
from tests.support.agencies import (
    COLLEAGUE,
    DAY,
    FORMS,
    HELPER,
    LAST_DAY,
    LICENCE,
    RESUMED,
    acted,
    begun,
    ended,
    handed,
    mandate,
    missed,
    stopped,
)
from tests.support.builders import MORNING

BARE = acted(attachments="")
WHO = "乌兰图雅 0838，电话 0478-8210002"


@each(
    ("fact", "title", "text"),
    [
        (
            begun(Mode.STAGE, materials=()),
            "帮办代办受理",
            f"环节帮办，{WHO}\n代办专利转化资助申报",
        ),
        (
            begun(Mode.ON_SITE, scope="指引填表"),
            "帮办代办受理",
            f"现场导办，{WHO}\n指引填表\n收到材料：营业执照 1 份、申报书 2 份",
        ),
        (
            begun(mandate=mandate(Power.PAY, until=date(2026, 12, 1)), materials=()),
            "帮办代办受理",
            f"全程代办，{WHO}\n代办专利转化资助申报\n代为缴费，2026-11-20 至 2026-12-01",
        ),
        (
            AgencyMandated(mandate(Power.SUBMIT, Power.COLLECT)),
            "授权委托",
            "代为提交、代为领取结果，2026-11-20 至 2027-01-18",
        ),
        (BARE, "帮办代办", "11-20 填表\n代填申报书"),
        (replace(BARE, place="市局"), "帮办代办", "11-20 填表，市局\n代填申报书"),
        (replace(BARE, told=True), "帮办代办", "11-20 填表\n代填申报书\n已告知委托人"),
        (
            replace(BARE, next_step="取件"),
            "帮办代办",
            "11-20 填表\n代填申报书\n下一步：取件",
        ),
        (
            replace(BARE, next_step="取件", next_day=date(2026, 12, 1)),
            "帮办代办",
            "11-20 填表\n代填申报书\n下一步：取件（12-01）",
        ),
        (
            replace(BARE, next_day=date(2026, 12, 1)),
            "帮办代办",
            "11-20 填表\n代填申报书\n下一步：（12-01）",
        ),
        (missed(), "帮办代办", "11-20 通话，未接通\n联系申请人"),
        (acted(Doing.PAY), "帮办代办", "11-20 缴费\n代填申报书\n附件：票据 3 号"),
        (
            handed(Way.IN, LICENCE, FORMS, purpose=""),
            "材料移交",
            "申请人交来，刘建平：营业执照 1 份、申报书 2 份",
        ),
        (
            handed(Way.AWAY, FORMS, other="市知识产权科", purpose="申报"),
            "材料移交",
            "交给受理机构，市知识产权科：申报书 2 份\n申报",
        ),
        (
            stopped(HaltReason.WITHDRAWN, remark=""),
            "帮办代办中止",
            "委托人撤回\n未办：提交和取件",
        ),
        (
            stopped(HaltReason.LOST, remark="三次未接"),
            "帮办代办中止",
            "失联三次以上\n三次未接\n未办：提交和取件",
        ),
        (
            replace(RESUMED, remark=""),
            "帮办代办续办",
            f"{WHO}\n未办：提交和取件",
        ),
        (
            AgencyPassed(COLLEAGUE, "取件"),
            "帮办代办人员交接",
            "斯琴 0839，电话 0478-8210003\n未办：取件",
        ),
        (
            ended(returned=()),
            "帮办代办办结",
            "事项办结\n已办：填表、提交、取件",
        ),
        (
            ended(HaltReason.UNTRUE, remark="申报书不实", left="取件", returned=(LICENCE,)),
            "帮办代办办结",
            "材料不实\n申报书不实\n已办：填表、提交、取件\n未办：取件\n退还：营业执照 1 份",
        ),
    ],
)
def test_what_the_course_says(fact: Fact, title: str, text: str) -> None:
    told = tell(fact)
    assert (told.title, told.text) == (title, text)


@each("doing", Doing)
def test_every_doing_is_told_in_its_word(doing: Doing) -> None:
    assert tell(acted(doing)).text.splitlines()[0] == f"11-20 {agency.DOINGS[doing]}"


def test_the_words_of_the_rule_are_all_there() -> None:
    """Domain.md §4: 接谈/收件/填表/提交/补正/缴费/取件/送达/通话, and the five reasons."""
    assert list(agency.DOINGS.values()) == [
        "接谈",
        "收件",
        "填表",
        "提交",
        "补正",
        "缴费",
        "取件",
        "送达",
        "通话",
    ]
    assert list(agency.HALT_REASONS.values()) == [
        "委托人撤回",
        "材料不实",
        "超出范围",
        "不可抗力",
        "失联三次以上",
    ]
    assert next(iter(agency.END_REASONS)) == agency.FINISHED


def test_every_code_has_its_word() -> None:
    assert set(MODES) == {mode.value for mode in Mode}
    assert set(POWERS) == {power.value for power in Power}
    assert set(REASONS) == {reason.value for reason in HaltReason} | {"handover", "finished"}
    assert set(agency.HALT_REASONS) == {reason.value for reason in HaltReason}
    assert set(agency.WAYS) == set(Way)


def test_every_step_has_an_icon_and_a_letter_of_its_own() -> None:
    letters = [actions.letter(text) for text, _ in agency.STEPS.values()]
    assert len(set(letters)) == len(letters)
    assert all(icon for _, icon in agency.STEPS.values())


def running(*powers: Power) -> Agency:
    begin = begun(mandate=mandate(*powers) if powers else None)
    signed = (Authority(mandate(*powers), "代办", HELPER, MORNING),) if powers else ()
    return Agency(begin, HELPER, "代办", "1508262001", MORNING, signed, held=(LICENCE,))


def test_the_lines_of_the_chosen_one() -> None:
    one = running(Power.FILL, Power.COLLECT)
    assert agency.powers_line(one) == "代为填写、代为领取结果"
    assert agency.term_line(one, LAST_DAY) == "2026-11-20 至 2027-01-18"
    assert agency.term_line(one, date(2027, 1, 19)) == "2026-11-20 至 2027-01-18，已到期"
    assert agency.held_line(one.held) == "营业执照 1 份原件"
    assert agency.helper_line(HELPER) == WHO


def test_the_lines_of_one_without_an_authority() -> None:
    one = running()
    assert agency.powers_line(one) == agency.term_line(one, DAY) == "没有委托"
    assert agency.held_line(()) == "没有"
    assert (agency.sheets(0), agency.sheets(3), agency.cases(2)) == ("—", "3 份", "2 件")
    assert agency.mode_word("") == "还没有受理"


def test_papers_as_a_clerk_would_type_them() -> None:
    rows = (LICENCE, FORMS, HandedMaterial("图纸", 3, PaperForm.ELECTRONIC))
    assert agency.typed_papers(rows) == "营业执照 1 份 原件\n申报书 2 份 复印件\n图纸 3 份 电子件"


@each(
    ("step", "words"),
    [
        (Step.BEGIN, "等待受理帮办代办"),
        (Step.RESUME, "已中止，续办或者终止"),
        (Step.RENEW, "委托已到期，重新委托"),
        (Step.GIVE_BACK, "办件已结，退还材料"),
        (Step.FINISH, "办件已结，办结帮办"),
        (Step.CORRECT, "帮助申请人补正"),
        (Step.FETCH, "结果已出，取件"),
        (Step.EXPIRING, "委托快要到期"),
        (Step.PLANNED, "按计划办理"),
        (Step.TELL, "告知申请人进展"),
        (Step.GO_ON, "继续办理"),
    ],
)
def test_what_is_next_in_words(step: Step, words: str) -> None:
    assert agency.ahead_words(Ahead(step)) == words
