"""免申即享 by keys over a real counter: found, read, settled by a paper, stated, printed, never twice."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from outlet_app.domain.channels import VISITS
from outlet_app.domain.events import Channel
from outlet_app.domain.facts.policy import IntentChoice, IntentStated
from outlet_app.domain.policies.kleene import Truth
from outlet_app.domain.states import State
from outlet_app.models.errors import DiskFull
from outlet_app.services.policy_views import EnterpriseRow
from outlet_app.services.reading import read_case
from outlet_app.services.views import Outcome
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.pages.policies.asking import will_of
from outlet_app.ui.pages.policies.page import PoliciesPage
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.wording import policy_page as words
from tests.support.at_the_counter import text_of
from tests.support.bench import Bench, open_bench
from tests.support.builders import MORNING
from tests.support.counter_fakes_desk import Counter, room, settle, texts, write
from tests.support.policies import (
    BARE_CODE,
    BARE_NAME,
    CODE,
    NAME,
    PLEDGE_POLICY,
    YOUNG_POLICY,
    plain_register,
    plain_release,
)
from tests.support.policies_sent import OTHER_PRIVATE, all_handed_down, hand_down, signed

ALT = Qt.KeyboardModifier.AltModifier
ENTER, TAB, DOWN, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Space
Stage = Callable[..., QWidget]
STRANGER = "91150800MA0TEB4216"


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


class Desk:
    """The page over the bench, and what a clerk does with it."""

    def __init__(self, stage: Stage, bench: Bench) -> None:
        self.bench, self.counter = bench, bench.counter()
        self.page, self.here = room(stage, self._make, watch=bench.clock)  # type: ignore[arg-type]
        self.went: list[tuple[str, object]] = []
        self.decided: list[Outcome] = []
        self.page.go_to.connect(lambda key, what: self.went.append((key, what)))
        self.page.decided.connect(self.decided.append)

    def _make(self, here: Counter) -> PoliciesPage:
        policies, papers = self.counter.policies, self.counter.papers
        return PoliciesPage(policies, papers, here.office, here.lanes, here.feedback)

    def rest(self) -> None:
        self.here.drain()
        settle(1)
        self.here.drain()

    def find(self, text: str) -> None:
        """Type into the search, let it ask, take the first row."""
        self.page.search.setFocus()
        self.page.search.selectAll()
        write(text)
        settle(230)
        self.rest()
        QTest.keyClick(self.page.search, ENTER)
        self.rest()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key on whatever has the focus."""
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, modifier)
        self.rest()

    def choose(self, place: int) -> None:
        self.page.policies.table.setFocus()
        self.page.policies.table.choose_row(place)
        self.rest()

    @property
    def dialog(self) -> SheetDialog:
        shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, SheetDialog)]
        return next(one for one in shown if one.isVisible())

    @property
    def has_dialog(self) -> bool:
        shown = QApplication.topLevelWidgets()
        return any(isinstance(one, SheetDialog) and one.isVisible() for one in shown)

    def fill(self, **told: str) -> None:
        """Fill fields of the dialog by typing, tick what is told as yes."""
        for name, value in told.items():
            control = self.dialog.controls[name]
            control.setFocus()
            if value == "tick":
                QTest.keyClick(control, SPACE)
            else:
                if hasattr(control, "selectAll"):
                    control.selectAll()
                write(value)

    def go(self) -> None:
        """The dialog's own button, by its letter."""
        QTest.keyClick(self.dialog, Qt.Key.Key_S, ALT)
        self.rest()

    @property
    def truths(self) -> list[str]:
        return texts(self.page.policies.table, 0)

    @property
    def read(self) -> list[str]:
        """Every sentence of the policy on show."""
        return [one.text() for one in self.page.policy.findChildren(Paragraph) if one.isVisible()]

    @property
    def stated(self) -> list[IntentStated]:
        with self.bench.database.reading() as uow:
            found = [read_case(uow.journal.of_case(one)) for one in uow.journal.all_case_ids()]
        return [one.case.intent for one in found if one and one.case.intent]


@pytest.fixture
def desk(stage: Stage, bench: Bench) -> Desk:
    all_handed_down(bench.database)
    return Desk(stage, bench)


ACCOUNT = {"bank": "河套农商银行", "account_no": "62230000000000042"}
REACH = {"contact": "刘建平", "phone": "13800002046"}


# Before anything is chosen.


def test_it_opens_on_the_search_and_says_what_to_do(desk: Desk) -> None:
    assert desk.page.search.hasFocus()
    assert desk.page.policies.pane.is_empty
    assert desk.page.policies.pane.empty.accessibleName().startswith("先找到企业")
    shown = desk.page.policy
    assert not any(one.isEnabled() for one in (shown.confirm, shown.later, shown.decline, shown.sight))
    labels = [label.text() for label in desk.page.head.findChildren(QLabel)]
    assert "政策数据 2026-2（2026-11-01 签发），企业库 2026-11-18，2 家企业" in labels
    assert not desk.page.banner.isVisible()


def test_without_the_citys_data_it_says_how_to_get_them(stage: Stage, bench: Bench) -> None:
    desk = Desk(stage, bench)
    assert desk.page.policies.pane.empty.accessibleName().startswith("还没有政策数据")
    desk.page.show_enterprise(EnterpriseRow(CODE, NAME))
    desk.rest()
    assert desk.page.policies.pane.is_empty
    all_handed_down(bench.database)
    desk.page.refresh()
    desk.rest()
    assert desk.truths == ["符合", "待核", "不符合"]


# Finding.


@pytest.mark.parametrize("typed", ["禾源", "hthy", "9115 0802", CODE.lower()])
def test_an_enterprise_is_found_by_typing(desk: Desk, typed: str) -> None:
    desk.find(typed.replace(" ", ""))
    assert (desk.page.who.full_text(), desk.page.code.text()) == (NAME, CODE)
    assert desk.page.policies.table.hasFocus()
    assert desk.truths == ["符合", "待核", "不符合"]
    assert desk.page.policies.caption.text() == "3 项，其中 1 项待确认意愿"


def test_a_sound_code_nobody_has_is_offered_as_open(desk: Desk) -> None:
    desk.find(STRANGER)
    assert (desk.page.who.full_text(), desk.page.code.text()) == ("", STRANGER)
    assert desk.truths == ["待核", "待核", "待核"]


@pytest.mark.parametrize("typed", ["没有这家企业", "91150800MA0TEB4210", "9"])
def test_what_nobody_has_offers_nothing(desk: Desk, typed: str) -> None:
    desk.find(typed)
    assert desk.page.state.looked is None
    assert desk.page.policies.pane.is_empty


def test_another_page_may_name_the_enterprise(desk: Desk) -> None:
    desk.page.activated(CODE)
    desk.rest()
    assert (desk.page.who.full_text(), desk.page.code.text()) == (NAME, CODE)


# Reading.


def test_the_reasons_stand_line_by_line(desk: Desk) -> None:
    desk.find("禾源")
    said = desk.read
    for sentence in (
        "专利商标质押融资贴息",
        "申报期内，2026-12-15 截止，还有 26 天",
        "BYNR-2026-03，第 2 版",
        "巴市监发〔2026〕18 号",
        "第三条、第五条",
        "按实际付息的百分之五十贴息",
        "每户每年不超过 20 万元",
        "注册地在巴彦淖尔市",
        "150802　（企业登记库，2026-11-18）",
        "没有记录　（信用信息平台，2026-11-18）",
        "上年度营业收入不超过 4 亿元",
    ):
        assert sentence in said


def test_each_policy_says_what_hinders(desk: Desk) -> None:
    desk.find("禾源")
    shown = desk.page.policy
    states = []
    for place in range(3):
        desk.choose(place)
        states.append([one.isEnabled() for one in (shown.confirm, shown.later, shown.decline, shown.sight)])
    assert states == [
        [True, True, True, False],
        [False, False, False, True],
        [False, False, False, False],
    ]
    assert words.DOES_NOT_FIT in desk.read
    desk.choose(1)
    assert words.APPLY_INSTEAD in desk.read
    assert "申报期已过，2026-04-30 已截止" in desk.read


def test_enter_confirms_where_it_can_and_else_leads_to_the_reasons(desk: Desk) -> None:
    desk.find("禾源")
    desk.key(ENTER)
    assert desk.dialog.windowTitle() == "确认享受：专利商标质押融资贴息"
    desk.dialog.reject()
    desk.choose(2)
    desk.key(ENTER)
    assert not desk.has_dialog
    assert desk.page.policy.scroller.hasFocus()


def test_f3_f5_and_f6_do_what_they_do_everywhere(desk: Desk) -> None:
    desk.find("禾源")
    assert desk.page.find_here()
    assert desk.page.search.hasFocus()
    assert desk.page.search.selectedText() == NAME
    desk.page.refresh()
    desk.rest()
    assert desk.truths == ["符合", "待核", "不符合"]
    assert desk.page.panes() == (desk.page.search, desk.page.policies, desk.page.policy)


# Stating.


def test_a_will_is_confirmed_recorded_and_printed(desk: Desk) -> None:
    desk.find("禾源")
    desk.key(Qt.Key.Key_S, ALT)
    assert desk.dialog.controls["account_name"].text() == NAME  # type: ignore[union-attr]
    desk.fill(**REACH, **ACCOUNT, consents="tick")
    assert desk.bench.spooler.jobs == []
    desk.go()
    (fact,) = desk.stated
    assert (fact.choice, fact.account_no, fact.consents) == (IntentChoice.ACCEPT, ACCOUNT["account_no"], True)
    (outcome,) = desk.decided
    assert outcome.case.state is State.ACCEPTED
    assert outcome.case.registered.request == "免申即享意愿确认：专利商标质押融资贴息（BYNR-2026-03）"
    (job,) = desk.bench.spooler.jobs
    assert job.copies == 2
    assert "免申即享意愿确认书" in text_of(job.pdf)
    assert [notice.title for notice in desk.here.feedback.toasts.history] == [
        "已确认享受，意愿确认书已送打印机"
    ]
    assert texts(desk.page.policies.table, 2) == ["确认享受", "需申报", ""]
    assert desk.page.policies.caption.text() == "3 项，其中 0 项待确认意愿"
    assert not desk.page.policy.confirm.isEnabled()
    assert f"11-20 已确认享受，办件号 {outcome.case.case_no}" in desk.read


def test_the_case_is_one_key_away(desk: Desk) -> None:
    desk.find("禾源")
    assert not desk.page.policy.open_case.isVisible()
    desk.key(Qt.Key.Key_H, ALT)
    desk.go()
    case = desk.decided[0].case
    assert desk.page.policy.open_case.isVisible()
    assert desk.page.subject() == case.case_id
    desk.page.policy.open_case.click()
    assert desk.went == [(PageKey.CASES, case.case_no)]


def test_a_declined_will_needs_its_reason_and_no_account(desk: Desk) -> None:
    desk.find("禾源")
    desk.key(Qt.Key.Key_F, ALT)
    assert not {"account_no", "consents", "bank"} & set(desk.dialog.controls)
    desk.go()
    assert desk.has_dialog
    assert desk.dialog.controls["reason"].hasFocus()
    desk.fill(reason="已享受自治区同类政策")
    desk.go()
    (fact,) = desk.stated
    assert (fact.choice, fact.reason) == (IntentChoice.DECLINE, "已享受自治区同类政策")
    case = desk.decided[0].case
    assert case.state is State.CLOSED
    assert case.answer == (
        "企业放弃享受“专利商标质押融资贴息”，理由：已享受自治区同类政策。已告知有效期内可以重新确认。"
    )
    assert desk.page.policy.confirm.isEnabled()


def test_a_will_put_off_is_confirmed_later(desk: Desk) -> None:
    desk.find("禾源")
    desk.key(Qt.Key.Key_H, ALT)
    desk.go()
    assert texts(desk.page.policies.table, 2)[0] == "暂缓"
    desk.page.policy.confirm.click()
    desk.rest()
    desk.fill(**REACH, consents="tick")
    desk.go()
    assert [fact.choice for fact in desk.stated] == [IntentChoice.LATER, IntentChoice.ACCEPT]
    assert texts(desk.page.policies.table, 2)[0] == "确认享受"


WRONG: dict[str, tuple[dict[str, str], str]] = {
    "no contact": ({"phone": "13800002046", "consents": "tick"}, "contact"),
    "no telephone": ({"contact": "刘建平", "consents": "tick"}, "phone"),
    "no consent": (REACH, "consents"),
    "half an account": ({**REACH, "bank": "河套农商银行", "consents": "tick"}, "account_no"),
    "a number without a bank": ({**REACH, "account_no": "6223", "consents": "tick"}, "bank"),
}


@pytest.mark.parametrize("name", WRONG)
def test_the_dialog_stays_on_what_is_missing(desk: Desk, name: str) -> None:
    told, field = WRONG[name]
    desk.find("禾源")
    desk.key(Qt.Key.Key_S, ALT)
    desk.fill(**told)
    desk.go()
    assert desk.has_dialog
    assert desk.dialog.controls[field].hasFocus()
    assert desk.stated == []
    desk.dialog.reject()


def test_escape_leaves_everything_as_it_was(desk: Desk) -> None:
    desk.find("禾源")
    desk.key(Qt.Key.Key_S, ALT)
    desk.fill(**REACH)
    QTest.keyClick(desk.dialog, Qt.Key.Key_Escape)
    desk.rest()
    assert not desk.has_dialog
    assert desk.stated == []
    assert desk.page.policies.table.hasFocus()


def test_a_will_told_on_the_telephone_is_recorded_as_such(desk: Desk) -> None:
    desk.find("禾源")
    desk.key(Qt.Key.Key_H, ALT)
    desk.dialog.controls["channel"].set_value("phone")  # type: ignore[union-attr]
    desk.go()
    assert desk.decided[0].case.registered.channel is Channel.PHONE


def test_the_ways_of_coming_are_those_where_somebody_is_there() -> None:
    assert set(words.WAYS) == {channel.value for channel in VISITS}


def test_an_enterprise_without_a_name_is_asked_for_it(desk: Desk) -> None:
    desk.find(STRANGER)
    desk.key(Qt.Key.Key_H, ALT)
    desk.fill(name="五原县𬎆·葵花食品有限公司")
    desk.go()
    assert desk.decided[0].case.registered.applicant.name == "五原县𬎆·葵花食品有限公司"
    assert desk.page.who.full_text().startswith("五原县𬎆·葵花食品有限公司")


# Papers on the desk.


def test_a_paper_on_the_desk_settles_an_open_line(desk: Desk) -> None:
    desk.find("种业")
    assert (desk.page.who.full_text(), desk.page.code.text()) == (BARE_NAME, BARE_CODE)
    desk.key(Qt.Key.Key_V, ALT)
    assert desk.dialog.controls["paper"].text() == "质押登记通知书"  # type: ignore[union-attr]
    desk.go()
    assert "（窗口核验：质押登记通知书，2026-11-20）" in desk.read
    assert desk.truths[0] == "待核"
    desk.key(Qt.Key.Key_S, ALT)
    desk.fill(**REACH, consents="tick")
    desk.go()
    (fact,) = desk.stated
    line = next(one for one in fact.lines if one.code == "c2")
    assert (line.truth, line.by_hand) == (Truth.TRUE, True)


def test_a_paper_that_speaks_against_ends_the_matter(desk: Desk) -> None:
    desk.find("种业")
    desk.key(Qt.Key.Key_V, ALT)
    desk.dialog.controls["line"].set_value("c3")  # type: ignore[union-attr]
    desk.dialog.controls["found"].set_value("no")  # type: ignore[union-attr]
    desk.fill(paper="信用报告")
    desk.go()
    assert desk.truths[0] == "不符合"
    assert not desk.page.policy.confirm.isEnabled()
    assert desk.truths[1:] == ["待核", "待核"]


def test_what_was_seen_belongs_to_the_enterprise_on_show(desk: Desk) -> None:
    desk.find("种业")
    desk.key(Qt.Key.Key_V, ALT)
    desk.go()
    desk.page.refresh()
    desk.rest()
    assert "（窗口核验：质押登记通知书，2026-11-20）" in desk.read
    desk.find("禾源")
    desk.find("种业")
    assert "（窗口核验：质押登记通知书，2026-11-20）" not in desk.read


# What goes wrong.


def test_what_was_not_taken_is_said_and_the_rest_goes_on(desk: Desk) -> None:
    forged = signed("policies", "2026-3", plain_release(), OTHER_PRIVATE)
    hand_down(desk.bench.database, ("policies", "2026-3", forged), ("policies", "2026-4", b"{}"))
    desk.page.refresh()
    desk.rest()
    assert desk.page.banner.isVisible()
    assert desk.page.banner.accessibleName() == "市级下发的数据有 2 件没有采用"
    assert desk.page.banner.accessibleDescription() == (
        "政策数据 2026-3：不是本机认可的市级密钥签的；政策数据 2026-4：没有市级签名。"
        "原有的数据不受影响，照常使用；请把这句话告诉市级管理员。"
    )
    desk.find("禾源")
    assert desk.truths[0] == "符合"


def test_every_reason_for_not_taking_has_its_words() -> None:
    for reason in ("unsigned", "other_key", "tampered", "no_key", "unreadable"):
        assert reason not in words.refused([("policies", "2026-3", reason)])[1]
    assert set(words.KINDS) == {"policies", "register"}


def test_data_that_ran_out_are_read_but_nothing_is_stated(desk: Desk) -> None:
    desk.find("禾源")
    desk.bench.clock.at = desk.bench.clock.at.replace(year=2027, month=2, day=1)
    desk.page.refresh()
    desk.rest()
    assert desk.page.banner.accessibleName() == "政策数据已过有效期"
    assert "2027-01-31 后不能再据此确认意愿" in desk.page.banner.accessibleDescription()
    shown = desk.page.policy
    assert not any(one.isEnabled() for one in (shown.confirm, shown.later, shown.decline))
    assert len(desk.truths) == 3


def test_two_clerks_at_once_are_told_of_each_other(desk: Desk) -> None:
    desk.find("禾源")
    desk.key(Qt.Key.Key_S, ALT)
    desk.fill(**REACH, consents="tick")
    other = desk.bench.counter()
    looked = other.policies.look(CODE)
    said = {**REACH, "channel": "counter", "account_name": "", "consents": "yes"}
    other.policies.state(will_of(looked, looked.rows[0], IntentChoice.ACCEPT, said, {}))
    desk.go()
    assert len(desk.stated) == 1
    assert desk.decided == []
    assert texts(desk.page.policies.table, 2)[0] == "确认享受"


def test_a_full_disk_keeps_nothing_and_prints_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> None:
        raise DiskFull

    desk.find("禾源")
    desk.key(Qt.Key.Key_H, ALT)
    monkeypatch.setattr(desk.counter.policies, "state", full)
    desk.go()
    assert (desk.stated, desk.bench.spooler.jobs, desk.decided) == ([], [], [])
    assert not desk.page.is_busy
    desk.here.feedback.close_all()


def test_a_printer_that_fails_keeps_the_case_and_its_number(desk: Desk) -> None:
    desk.bench.spooler.trouble = "printer.none"
    desk.find("禾源")
    desk.key(Qt.Key.Key_H, ALT)
    desk.go()
    assert len(desk.stated) == 1
    assert desk.bench.spooler.jobs == []
    with desk.bench.database.reading() as uow:
        assert len(uow.papers.unspooled()) == 1
    desk.here.feedback.close_all()


def test_a_reading_that_fails_leaves_what_was_shown(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.find("禾源")

    def broken() -> None:
        raise DiskFull

    monkeypatch.setattr(desk.counter.policies, "shelf", broken)
    desk.page.refresh()
    desk.rest()
    assert desk.page.state.failed
    assert len(desk.truths) == 3
    desk.here.feedback.close_all()


def test_the_longest_names_are_read_whole(stage: Stage, bench: Bench) -> None:
    long = deepcopy(YOUNG_POLICY) | {"name": "河套" * 40 + "奖补政策"}
    hand_down(
        bench.database,
        ("policies", "2026-2", signed("policies", "2026-2", plain_release(PLEDGE_POLICY, long))),
        ("register", "2026-11-18", signed("register", "2026-11-18", plain_register())),
    )
    desk = Desk(stage, bench)
    desk.find("禾源")
    desk.choose(1)
    assert long["name"] in desk.read


# What an enterprise takes along.


def results_of(desk: Desk) -> list[Outcome]:
    """What was told, by the cases that came of it."""
    return [one for one in desk.decided if one.case.registered.sub_item == "8.1"]


def test_the_result_is_printed_by_one_key_and_enter(desk: Desk) -> None:
    desk.find("禾源")
    desk.page.print_current()
    desk.rest()
    assert set(desk.dialog.controls) == {"contact", "phone", "channel"}
    desk.go()
    (told,) = results_of(desk)
    (paper,) = told.papers
    assert (paper.form, told.case.state) == ("R14", State.CLOSED)
    said = text_of(desk.counter.papers.pdf(paper.paper_id))
    for word in ("符合", "待核", "不符合", "".join(NAME.split()), CODE):
        assert word in said, word
    assert [notice.text for notice in desk.here.feedback.toasts.history][-1].startswith(told.case.case_no)
    assert desk.bench.spooler.jobs[-1].copies == 1


def test_its_button_has_a_letter(desk: Desk) -> None:
    desk.find("禾源")
    desk.key(Qt.Key.Key_P, ALT)
    assert desk.has_dialog


def test_without_an_enterprise_there_is_nothing_to_print(desk: Desk) -> None:
    assert not desk.page.results.isEnabled()
    desk.page.print_current()
    desk.rest()
    assert not desk.has_dialog


def test_of_an_enterprise_nobody_has_its_name_is_asked(desk: Desk) -> None:
    desk.find(STRANGER)
    desk.page.print_current()
    desk.rest()
    desk.fill(name="𬎆兴·额尔敦商贸有限公司")
    desk.go()
    (told,) = results_of(desk)
    assert told.case.registered.applicant.name == "𬎆兴·额尔敦商贸有限公司"
    said = text_of(desk.counter.papers.pdf(told.papers[0].paper_id))
    assert "企业库没有收录该企业，各项待核" in said
    assert "不符合" not in said


def test_what_a_paper_on_the_desk_settled_counts_in_the_result(desk: Desk) -> None:
    desk.find("禾源")
    open_one = desk.truths.index("待核")
    desk.choose(open_one)
    while desk.page.policy.row is not None and desk.page.policy.row.match.open:
        desk.page.ask_sight()
        desk.rest()
        desk.go()
    assert "待核" not in desk.truths
    desk.page.print_current()
    desk.rest()
    desk.go()
    (told,) = results_of(desk)
    assert "待核" not in {row[1] for row in told.case.written[0].rows}


def test_data_that_ran_out_print_no_result(stage: Stage, bench: Bench) -> None:
    all_handed_down(bench.database)
    bench.clock.forward(days=2_000)
    desk = Desk(stage, bench)
    desk.page.show_enterprise(EnterpriseRow(CODE, NAME))
    desk.rest()
    assert not desk.page.results.isEnabled()
    desk.page.print_current()
    desk.rest()
    assert not desk.has_dialog


def test_a_full_disk_keeps_the_page_as_it_was(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.find("禾源")

    def full(_told: object) -> Outcome:
        raise DiskFull("database.full")

    monkeypatch.setattr(desk.counter.policies, "tell", full)
    desk.page.print_current()
    desk.rest()
    desk.go()
    assert results_of(desk) == []
    assert not desk.page.is_busy
    assert desk.page.results.isEnabled()
