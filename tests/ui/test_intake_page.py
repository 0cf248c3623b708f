"""The registration page, driven by keys in the real window over the real store."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from outlet_app.domain.decisions import Decision
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.states import State
from outlet_app.services.troubles import Trouble
from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.buttons import Kind
from tests.support.at_the_counter import text_of
from tests.support.counter_fakes_intake import CODE, NAME, PHONE, Desk, Failing, Visit, open_desk
from tests.ui.conftest import Stage


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path)


@pytest.fixture
def visit(desk: Desk, stage: Stage) -> Visit:
    return Visit(desk, stage)


def test_an_anonymous_consultation_takes_under_25_keys(visit: Visit) -> None:
    hands = visit.hands
    hands.go("F2")
    hands.press("Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "2", "Tab", "Tab", "Tab")
    hands.type("商标续展什么时候办")
    hands.press("Tab")
    hands.type("期满前十二个月内办理")
    hands.go("Ctrl+Return")
    (case,) = visit.cases()
    assert (case.decision, case.state, case.sub_item) == (Decision.ANSWER, State.CLOSED, "2.1")
    assert visit.said() == [f"已当场答复｜{case.case_no}，需要咨询答复单的按 F9 打印"]
    assert hands.presses < 25
    assert visit.page.state.is_blank
    assert visit.page.fields.focused().startswith("applicant.name")


def test_the_window_shows_only_what_an_anonymous_visitor_needs(visit: Visit) -> None:
    visit.begin().hands.press("Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "2", "Tab")
    stars = {name for name, field in visit.page.fields.fields.items() if field.line.required}
    assert stars == {"item", "sub_item", "request", "answer"}
    assert visit.page.bar.buttons[Decision.ANSWER].kind is Kind.PRIMARY


def test_an_enterprise_is_accepted_and_its_paper_printed(visit: Visit, desk: Desk) -> None:
    visit.begin().party().matter("1.6", "查询向日葵导航数据")
    visit.hands.press("1", "Down", "1")
    assert visit.page.bar.buttons[Decision.ACCEPT].kind is Kind.PRIMARY
    visit.hands.go("Alt+S")
    (case,) = visit.cases()
    assert (case.decision, case.applicant, case.state) == (Decision.ACCEPT, NAME, State.ACCEPTED)
    (job,) = desk.bench.spooler.jobs
    assert job.copies == 2
    assert visit.said() == [f"已受理，通知书已送打印机｜{case.case_no}，一式两份"]


def test_the_focus_walks_the_form_in_reading_order(visit: Visit) -> None:
    visit.begin()
    seen = []
    for _ in range(10):
        seen.append(visit.page.fields.focused().partition("@")[0])
        visit.hands.press("Tab")
    assert seen[:9] == [
        "applicant.name", "applicant.id_number", "contact", "phone", "channel", "assisted",
        "item", "sub_item", "request",
    ]  # fmt: skip
    assert QApplication.focusWidget() in visit.page.bar.buttons.values()


def test_enter_moves_on_in_single_lines_and_shift_enter_back(visit: Visit) -> None:
    visit.begin().hands.press("Return", "Return")
    assert visit.page.fields.focused().startswith("contact")
    visit.hands.press("Shift+Return")
    assert visit.page.fields.focused().startswith("applicant.id_number")


def test_a_refused_decision_names_what_is_missing_and_goes_there(visit: Visit) -> None:
    visit.begin().party(code=CODE[:-1] + "9", phone="1380000204").matter("1.6", "查询导航数据")
    visit.hands.press("1", "Down", "1")
    visit.hands.go("Alt+S")
    summary = visit.page.form.summary
    assert summary.isVisible()
    assert summary.accessibleName() == "还不能受理，有 2 处要改正："
    assert [link.text() for link in summary.links] == ["统一社会信用代码", "联系电话"]
    assert visit.page.fields.focused().startswith("applicant.id_number")
    assert visit.message("applicant.id_number") == "末位校验不符，请核对"
    assert visit.message("phone") == "应为 11 位，少 1 位"
    assert visit.page.bar.first.text() == "有 2 处要改正"
    assert visit.cases() == ()


def test_a_link_of_the_summary_leads_to_its_field(visit: Visit) -> None:
    visit.begin().hands.go("Alt+Z")
    links = {link.text(): link for link in visit.page.form.summary.links}
    assert set(links) == {"服务事项", "办理类型", "诉求", "联系电话"}
    links["联系电话"].click()
    assert visit.page.fields.focused().startswith("phone")


def test_mending_takes_the_summary_away(visit: Visit) -> None:
    visit.begin().party(phone="1380000204").matter("1.6", "查询导航数据")
    visit.hands.press("1", "Down", "1")
    visit.hands.go("Alt+S")
    assert visit.page.fields.focused().startswith("phone")
    visit.hands.press("End")
    visit.hands.type("6")
    assert not visit.page.form.summary.isVisible()
    visit.hands.go("Ctrl+Return")
    assert len(visit.cases()) == 1


def test_decisions_never_grey_out(visit: Visit) -> None:
    visit.begin()
    places = {decision: button.pos() for decision, button in visit.page.bar.buttons.items()}
    visit.party().matter("8.2", "申报资助")
    assert all(button.isEnabled() for button in visit.page.bar.buttons.values())
    assert {decision: button.pos() for decision, button in visit.page.bar.buttons.items()} == places


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("applicant.name", "禾源😀公司", "第 3 字是表情，请删去"),
        ("applicant.id_number", "9115082", "应为 18 位，少 11 位"),
        ("applicant.id_number", "91150826MAONK2H35E", "第 11 位不能是字母 O"),
        ("phone", "8213500", "座机请加区号，如 0478-"),
        ("phone", "1380000204x", "第 11 位不能是“x”"),
        ("request", "问" * 1001, "最多 1000 字，超出 1 字"),
    ],
)
def test_bad_input_gets_a_sentence_at_its_field(visit: Visit, field: str, text: str, sentence: str) -> None:
    visit.begin()
    visit.page.fields.focus(field)
    visit.hands.type(text)
    visit.hands.press("Tab")
    assert visit.message(field) == sentence
    assert visit.page.fields[field].is_wrong


def test_an_impossible_birthday_is_told_to_a_person(visit: Visit) -> None:
    visit.begin().hands.press("Shift+Tab")
    visit.hands.type("自然人")
    visit.hands.press("Tab", "Tab")
    assert visit.page.fields["applicant.name"].line.label == "姓名"
    visit.page.fields.focus("applicant.id_number")
    visit.hands.type("152822199002300021")
    assert visit.page.fields["applicant.id_number"].line.label == "身份证号"
    assert visit.message("applicant.id_number") == "出生日期不对，请核对"


def test_full_width_digits_are_taken_in_silence(visit: Visit) -> None:
    visit.begin().party(phone="１３８００００２０４６")
    assert visit.message("phone") == ""
    visit.matter("1.6", "查询").hands.press("1", "Down", "1")
    visit.hands.go("Alt+S")
    detail = visit.desk.counter.cases.detail(visit.cases()[0].case_id)
    assert detail.case.registered.applicant.phone == PHONE


def test_a_paste_of_ten_thousand_characters_is_not_cut(visit: Visit) -> None:
    visit.begin()
    QApplication.clipboard().setText("长" * 10_000)
    for field, over in (("applicant.name", 9_900), ("request", 9_000), ("basis", 9_800)):
        visit.page.fields[field].show()
        visit.page.fields.focus(field)
        visit.hands.press("Ctrl+V", "Tab")
        assert visit.message(field).endswith(f"超出 {over} 字")
    visit.desk.drain()
    visit.hands.go("Ctrl+S")
    saved = visit.desk.counter.drafts.load()
    assert saved is not None
    assert len(saved.entry.request) == 10_000
    assert len(saved.entry.applicant.name) == 10_000


def test_rare_characters_are_drawn_and_lost_ones_named(visit: Visit) -> None:
    visit.begin().hands.type("䶮龑㛃𬎆𠮷")
    visit.hands.press("Tab")
    assert visit.message("applicant.name") == ""
    visit.hands.press("Shift+Tab", "End")
    visit.hands.type("\U0002fa20")
    visit.hands.press("Tab")
    assert visit.message("applicant.name") == "“\U0002fa20”（U+2FA20）没有字形"
    assert not visit.page.fields["applicant.name"].is_wrong


def test_a_verified_number_is_said_to_be_right(visit: Visit) -> None:
    visit.begin().hands.press("Tab")
    visit.hands.type(CODE)
    assert visit.message("applicant.id_number") == "校验通过"
    assert not visit.page.fields["applicant.id_number"].is_wrong


def test_choosing_an_item_by_its_initials(visit: Visit) -> None:
    visit.begin()
    visit.page.fields.focus("item")
    visit.hands.type("zzjl")
    initials = {item.initials: item.number for item in visit.desk.counter.reference.catalogue.items}
    visit.hands.press("Return")
    assert visit.page.state.entry.item in (None, initials.get("zzjl"))
    visit.hands.press("Ctrl+A")
    visit.hands.type("质押")
    visit.hands.press("Return")
    assert visit.page.state.entry.item == 6


def test_an_unlisted_matter_is_the_last_of_the_list(visit: Visit) -> None:
    visit.begin()
    visit.page.fields.focus("item")
    visit.hands.type("0")
    visit.hands.press("Tab")
    assert visit.page.state.entry.item == 0
    assert visit.page.side.deadline.title_line.text() == "当场答复或转办"
    choices = visit.page.fields.combo("item").choices
    assert [choice.value for choice in choices] == [*map(str, range(1, 11)), "0"]


def test_the_side_shows_all_seven_elements_of_the_item(visit: Visit) -> None:
    visit.begin()
    visit.page.fields.focus("item")
    visit.hands.type("8")
    visit.hands.press("Tab")
    item = visit.desk.counter.reference.catalogue.item(8)
    said = [paragraph.text().replace("\n", "") for paragraph in visit.page.side.elements._texts.values()]
    wanted = (item.name, item.objects, item.content, item.flow, item.time_limit, item.bodies, item.channels)
    assert said == list(wanted)


def test_the_deadline_is_live_with_its_strip(visit: Visit) -> None:
    visit.begin().party().matter("1.7", "出报告")
    card = visit.page.side.deadline
    assert card.title_line.text() == "11月23日 周一 17:30 前"
    words = [(day.weekday, day.number, day.word) for day in card.strip.days]
    assert words[0] == ("周三", "18", "受理")
    assert words[-1] == ("周一", "23", "到期")
    assert ("周六", "21", "休") in words
    assert card.strip.accessibleName() == "11月18日 周三 起算，11月23日 周一 到期，其间休 2 天"


def test_a_24_hour_limit_shows_its_hour_and_a_long_one_its_first_visit(visit: Visit) -> None:
    visit.begin().party().matter("7.2", "有人仿冒")
    assert visit.page.side.deadline.title_line.text() == "11月19日 周四 10:42 前"
    visit.page.fields.focus("item")
    visit.hands.press("Ctrl+A")
    visit.hands.type("3")
    visit.hands.press("Tab")
    assert visit.page.side.deadline.title_line.text() == "长期跟踪"
    assert visit.page.side.deadline.small.text() == "首次回访 12月18日 周五"


def test_rows_are_chosen_with_arrows_and_digits(visit: Visit) -> None:
    visit.begin().party().matter("8.2", "申报资助")
    hands, page = visit.hands, visit.page
    hands.press("1", "Down", "2", "Down", "4", "Down", "5")
    states = {row.code: row.state for row in page.state.rows}
    assert states == {
        "8.2-M1": MaterialState.COMPLETE,
        "8.2-I2": MaterialState.EXEMPT,
        "8.2-M2": MaterialState.EXEMPT,
        "8.2-M3": MaterialState.MISSING,
        "8.2-A1": MaterialState.DEFERRED,
        "8.2-A2": MaterialState.NOT_NEEDED,
    }
    hands.press("Up", "Up")
    assert page.materials.focused() == "8.2-M3"


def test_a_row_that_may_not_follow_has_no_such_choice(visit: Visit) -> None:
    visit.begin().party().matter("8.2", "申报资助")
    core, secondary = visit.page.materials.rows[0], visit.page.materials.rows[4]
    assert MaterialState.DEFERRED not in core.bar.marks
    assert MaterialState.DEFERRED in secondary.bar.marks
    visit.hands.press("4")
    assert visit.page.state.rows[0].state is MaterialState.UNDECIDED
    visit.hands.press("2")
    assert core.note.full_text() == "不可容缺"


def test_shared_rows_are_fixed(visit: Visit) -> None:
    visit.begin().party().matter("8.2", "申报资助")
    row = visit.page.materials.rows[1]
    assert not row.takes_focus
    assert not row.bar.isVisible()
    assert row.note.full_text() == "数据共享，免予提交"


def test_a_fault_asks_for_its_defects(visit: Visit) -> None:
    visit.begin().party().matter("8.2", "申报资助")
    hands = visit.hands
    hands.press("3")
    assert visit.dialog.windowTitle() == "资助奖励申报书：需要补正什么"
    hands.press("Return")
    assert visit.page.state.rows[0].state is MaterialState.UNDECIDED
    hands.press("Down", "Down", "Space", "Tab")
    hands.type("第 2 页")
    visit.dialog.default.click()
    row = visit.page.state.rows[0]
    assert (row.state, [one.code for one in row.defects], row.remark) == (
        MaterialState.FAULTY,
        ["D04"],
        "第 2 页",
    )
    assert visit.page.materials.rows[0].note.full_text() == "第 2 页"


def test_a_fault_given_up_leaves_the_row_as_it_was(visit: Visit) -> None:
    visit.begin().party().matter("8.2", "申报资助")
    visit.hands.press("1", "3", "Esc")
    assert visit.page.state.rows[0].state is MaterialState.COMPLETE
    bar = visit.page.materials.rows[0].bar
    assert bar.marks[bar.current] is MaterialState.COMPLETE


def test_another_fault_must_be_described(visit: Visit) -> None:
    visit.begin().party().matter("8.2", "申报资助")
    visit.hands.press("3", "Right", "Right", *["Down"] * 9, "Space", "Return")
    assert "少 10 字" in visit.dialog.remark.message
    visit.hands.type("章盖在了空白处，看不清单位名称")
    visit.dialog.default.click()
    (defect,) = visit.page.state.rows[0].defects
    assert (defect.code, defect.remark) == ("D99", "章盖在了空白处，看不清单位名称")


def test_enter_edits_the_remark_in_place(visit: Visit) -> None:
    visit.begin().party().matter("8.2", "申报资助")
    visit.hands.press("1", "Return")
    visit.hands.type("盖章清楚")
    visit.hands.press("Return")
    assert visit.page.state.rows[0].remark == "盖章清楚"
    assert visit.page.materials.focused() == "8.2-M1"
    visit.hands.press("Return")
    visit.hands.type("不要")
    visit.hands.press("Esc")
    assert visit.page.state.rows[0].remark == "盖章清楚"


def test_receiving_for_review_stands_apart(visit: Visit) -> None:
    visit.begin().party().matter("8.2", "申报资助")
    visit.hands.go("Alt+J")
    (case,) = visit.cases()
    assert (case.decision, case.state) == (Decision.RECEIVE, State.RECEIVED)
    assert visit.said()[-1].startswith("已收件，待审")


def test_complexity_is_asked_where_it_matters(visit: Visit) -> None:
    visit.begin()
    visit.page.fields.focus("item")
    visit.hands.type("2")
    visit.hands.press("Tab", "Tab")
    assert visit.page.fields.focused().startswith("complexity")
    visit.hands.press("Right")
    assert visit.page.state.entry.sub_item == "2.9"
    assert not visit.page.fields["special_groups"].isVisible()


def test_agent_fields_open_when_somebody_acts_for_the_applicant(visit: Visit) -> None:
    visit.begin().party()
    visit.hands.press("Shift+Tab", "Space")
    assert visit.page.fields["agent.name"].isVisible()
    assert visit.page.fields.value("agent.name") == "刘建平"
    visit.hands.press("Space")
    assert not visit.page.fields["agent.name"].isVisible()


def test_a_person_may_belong_to_a_special_group(visit: Visit) -> None:
    visit.begin().hands.press("Shift+Tab")
    visit.hands.type("自然人")
    visit.hands.press("Tab")
    assert visit.page.fields["special_groups"].isVisible()
    visit.page.fields.focus("special_groups")
    visit.hands.type("老年人")
    visit.hands.press("Tab")
    assert visit.page.state.entry.special_groups == ("elderly",)


def test_everything_has_an_accessible_name(visit: Visit) -> None:
    visit.begin().party().matter("8.2", "申报资助")
    page = visit.page
    controls = [field.control for field in page.fields.fields.values()]
    controls += [row.bar for row in page.materials.rows] + list(page.bar.buttons.values())
    assert [control for control in controls if not control.accessibleName()] == []


def test_a_compact_window_draws_the_elements_out_with_f6(visit: Visit) -> None:
    visit.begin().party().matter("1.7", "出报告")
    look().choose(factor=1.5)
    QApplication.processEvents()
    page = visit.page
    assert not page.side.isVisible()
    assert page.draft.head.due.isVisible()
    assert page.draft.head.due.status.text == "11月23日 周一 17:30 前"
    assert all(not button.icon_name for button in page.bar.buttons.values())
    page.fields.focus("request")
    visit.hands.press("F6")
    assert page.side.isVisible()
    assert page.side.isAncestorOf(QApplication.focusWidget())
    assert page.rect().contains(page.side.geometry())
    visit.hands.press("Esc")
    assert not page.side.isVisible()


def test_trouble_says_that_the_case_is_not_saved(visit: Visit, desk: Desk) -> None:
    full = Failing(desk.counter.intake, decide=Trouble("storage.disk_full"))
    object.__setattr__(desk.counter, "intake", full)
    visit.begin().party().matter("1.6", "查询导航数据")
    visit.hands.press("1", "Down", "1")
    visit.hands.go("Alt+S")
    assert visit.dialog.windowTitle() == "本机磁盘已满，写不进去"
    assert visit.cases() == ()
    assert desk.bench.spooler.jobs == []
    visit.hands.press("Return")
    assert visit.page.state.entry.request == "查询导航数据"
    full.errors.clear()
    visit.hands.go("Alt+S")
    assert len(visit.cases()) == 1


def test_a_paper_that_was_not_printed_can_be_printed_again(visit: Visit, desk: Desk) -> None:
    desk.bench.spooler.trouble = "printer.none"
    visit.begin().party().matter("1.6", "查询导航数据")
    visit.hands.press("1", "Down", "1")
    visit.hands.go("Alt+S")
    assert visit.dialog.windowTitle() == "没有找到打印机"
    assert visit.said()[0].startswith("已受理｜")
    assert len(visit.cases()) == 1
    desk.bench.spooler.trouble = ""
    visit.hands.go("Return")
    assert len(desk.bench.spooler.jobs) == 1
    assert visit.said()[-1].startswith("通知书已送打印机")


class TestTheListOnPaper:
    """打印材料清单 on the form: for the variant chosen and the name typed; the form stays as it is."""

    def test_it_is_printed_for_what_is_being_registered(self, visit: Visit, desk: Desk) -> None:
        visit.begin().party().matter("8.2", "想申报资助")
        # What the policies have to say of the applicant comes when the store has answered.
        desk.drain()
        before = visit.page.state
        visit.hands.go("Alt+L")
        (job,) = desk.bench.spooler.jobs
        said = text_of(job.pdf)
        assert "一次性告知书（材料清单）" in said
        assert "办理项申报预审" in said
        assert f"咨询人{NAME}" in said
        assert visit.said() == ["材料清单已送打印机｜申报预审"]
        assert visit.page.state == before
        assert visit.cases() == ()

    def test_nobody_need_have_given_a_name(self, visit: Visit, desk: Desk) -> None:
        visit.begin().hands.press(*["Tab"] * 6)
        visit.matter("8.2", "想申报资助")
        visit.hands.go("Alt+L")
        assert "咨询人告知日期" in text_of(desk.bench.spooler.jobs[0].pdf)

    def test_before_a_variant_is_chosen_there_is_no_list_to_print(self, visit: Visit, desk: Desk) -> None:
        visit.begin()
        assert not visit.page.form.print_list.isVisible()
        visit.hands.go("Alt+L")
        assert desk.bench.spooler.jobs == []

    def test_two_presses_in_haste_make_one_number(self, visit: Visit, desk: Desk) -> None:
        visit.begin().party().matter("8.2", "想申报资助")
        visit.hands.press("Alt+L", "Alt+L")
        visit.hands.go()
        assert len(desk.bench.spooler.jobs) == 1
        visit.hands.go("Alt+L")
        numbers = ["".join(job.title.split()) for job in desk.bench.spooler.jobs]
        assert numbers == ["HH0101知〔2026〕0001号", "HH0101知〔2026〕0002号"]

    def test_a_failed_printer_keeps_form_and_list(self, visit: Visit, desk: Desk) -> None:
        desk.bench.spooler.trouble = "printer.none"
        visit.begin().party().matter("8.2", "想申报资助")
        visit.hands.go("Alt+L")
        assert visit.dialog.windowTitle() == "没有找到打印机"
        visit.hands.go("Esc")
        assert visit.page.state.entry.request == "想申报资助"
        assert len(desk.counter.papers.unconfirmed()) == 1
        desk.bench.spooler.trouble = ""
        visit.hands.go("Alt+L")
        assert len(desk.bench.spooler.jobs) == 1

    def test_after_a_failure_it_can_be_asked_for_again(self, visit: Visit, desk: Desk) -> None:
        visit.begin().party(name="王\U0003ffff").matter("8.2", "想申报资助")
        visit.hands.go("Alt+L")
        assert visit.window.feedback.open_dialog is not None
        visit.hands.go("Esc")
        visit.hands.go("Alt+L")
        assert visit.window.feedback.open_dialog is not None
        assert desk.bench.spooler.jobs == []

    def test_tab_comes_to_it_after_taking_in(self, visit: Visit) -> None:
        visit.begin().party().matter("8.2", "想申报资助")
        visit.page.form.receive.setFocus()
        visit.hands.press("Tab")
        assert QApplication.focusWidget() is visit.page.form.print_list
        visit.hands.press("Shift+Tab")
        assert QApplication.focusWidget() is visit.page.form.receive

    @pytest.mark.parametrize("factor", [1.0, 1.25, 1.5])
    def test_its_words_are_whole_at_every_size(self, visit: Visit, factor: float) -> None:
        visit.begin().party().matter("8.2", "想申报资助")
        look().choose(factor=factor)
        QApplication.processEvents()
        button = visit.page.form.print_list
        assert button.width() >= button.sizeHint().width()
        inner = visit.page.form.scroller.viewport()
        assert button.mapTo(inner, button.rect().topRight()).x() <= inner.width()
