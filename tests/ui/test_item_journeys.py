"""One journey for each of the ten items, from the door to the closing, by keys alone in the real window."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.decisions import Decision
from outlet_app.domain.dossier import Case
from outlet_app.domain.forms.intake import checklist
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.states import State
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.pages.cases.page import CasesPage
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.wording.actions import letter
from outlet_app.wording.outcomes import OFFERED
from tests.support.counter_fakes_intake import Desk, Visit, open_desk
from tests.ui.conftest import Stage

ANSWERED, ACCEPTED = Decision.ANSWER, Decision.ACCEPT


@dataclass(frozen=True)
class Journey:
    """A variant, what is asked, how it is decided, the stages it goes through, the forms it leaves."""

    sub_item: str
    request: str
    decision: Decision
    answer: str = ""
    stages: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    tracked: bool = False

    @property
    def item(self) -> int:
        return int(self.sub_item.partition(".")[0])


JOURNEYS = (
    Journey("1.7", "向日葵脱壳设备查新", ACCEPTED, stages=("检索中", "审核", "已出报告"), forms=("W05",)),
    Journey("2.2", "商标续展什么时候办", ANSWERED, "期满前十二个月内可以办理。"),
    Journey("3.1", "葵花籽深加工专利布局", ACCEPTED, stages=("调研", "方案"), forms=("W05",), tracked=True),
    Journey("4.8", "申请使用天赋河套区域品牌", ACCEPTED, stages=("指导",), forms=("W05",), tracked=True),
    Journey("5.6", "报送专用标志使用情况", ACCEPTED, stages=("现场检查",), forms=("W05",), tracked=True),
    Journey("6.1", "以两件专利质押融资", ACCEPTED, stages=("初审", "标的筛选"), forms=("W05",), tracked=True),
    Journey("7.7", "专利侵权险怎么投保", ANSWERED, "可以向承保的保险公司询价投保。"),
    Journey("8.2", "申报专利转化资助", ACCEPTED, stages=("预审", "提交", "公示"), forms=("W05",)),
    Journey("9.1", "想看事项清单", ANSWERED, "清单共十项，已打印交付。"),
    Journey("10.2", "报名商标培训", ANSWERED, "已登记报名，开班前电话通知。"),
)
ENDED = tuple(one for one in JOURNEYS if one.decision is ANSWERED)
WORKED_ON = tuple(one for one in JOURNEYS if one.decision is ACCEPTED)


class Counter(Visit):
    """The window with 办件查询 in its place."""

    def __init__(self, desk: Desk, stage: Callable[..., QWidget]) -> None:
        super().__init__(desk, stage)
        window = self.window
        window._makers[PageKey.CASES] = lambda: CasesPage(  # type: ignore[index]
            desk.counter, window.office, desk.lanes, window.feedback
        )

    def register(self, journey: Journey) -> None:
        """F2 to the decision's letter."""
        self.begin()
        if journey.decision is ANSWERED:
            self.hands.press(*("Tab",) * 6)
        else:
            self.party()
        self.matter_of(journey)
        if journey.answer:
            self.hands.type(journey.answer)
            self.hands.go("Ctrl+Return")
            return
        self.tick()
        self.hands.go("Alt+S")

    def matter_of(self, journey: Journey) -> None:
        """Item and variant by number; a consultation also has 复杂程度 on the way to the request."""
        for text in (str(journey.item), journey.sub_item):
            self.hands.type(text)
            self.hands.press("Tab")
        while not self.page.fields.focused().startswith("request"):
            self.hands.press("Tab")
        self.hands.type(journey.request)
        self.hands.press("Tab")

    def tick(self) -> None:
        """齐全 on every row that asks for an answer."""
        rows = checklist(self.page.state.entry, self.page.state.sub_item)
        asked = [row for row in rows if row.state is MaterialState.UNDECIDED]
        for place in range(len(asked)):
            self.hands.press(*(("Down",) if place else ()), "1")

    def open_case(self) -> Case:
        """办件查询: the newest case stands chosen."""
        self.hands.go("Ctrl+3")
        self.settle()
        return self.case

    def settle(self) -> None:
        """Let the list fit itself and the lanes work."""
        page = self.window.page
        assert isinstance(page, CasesPage)
        while page._fit.isActive():
            QApplication.processEvents()
        self.desk.drain()
        QApplication.processEvents()

    def step(self, action: str, *keys: str, text: str = "") -> Case:
        """A step by its letter, or out of 更多办理; text where the cursor stands, then the keys."""
        page = self.window.page
        assert isinstance(page, CasesPage)
        button = page.detail.steps.buttons[action]
        if button.isVisible():
            self.hands.go(f"Alt+{letter(button.text())}")
        else:
            self.hands.go(f"Alt+{letter(page.detail.steps.more.text())}")
            number = list(self.dialog.choices).index(action)  # type: ignore[attr-defined]
            self.hands.press(*("Down",) * number)
            self.hands.go("Return")
        if text:
            self.hands.type(text)
        self.hands.go(*keys)
        self.settle()
        self.put_paper_off()
        return self.case

    def put_paper_off(self) -> None:
        """A matter that has come to its paper asks for it; Esc leaves it for later."""
        dialog = self.window.feedback.open_dialog
        if dialog is not None and any(one.text() == OFFERED for one in dialog.findChildren(Paragraph)):
            self.hands.go("Esc")
            self.settle()

    @property
    def case(self) -> Case:
        """The newest case as the store has it."""
        newest = self.cases()[0]
        return self.desk.counter.cases.detail(newest.case_id).case


@pytest.fixture
def counter(stage: Stage, tmp_path: Path) -> Counter:
    return Counter(open_desk(tmp_path), stage)


def test_every_item_of_the_list_has_its_journey() -> None:
    assert [journey.item for journey in JOURNEYS] == list(range(1, 11))


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.sub_item)
def test_the_visitor_is_registered_and_decided_by_keys(counter: Counter, journey: Journey) -> None:
    counter.register(journey)
    case = counter.case
    assert (case.registered.item, case.registered.sub_item) == (journey.item, journey.sub_item)
    assert case.registered.request == journey.request
    assert case.decision is journey.decision
    assert tuple(paper.form for paper in case.papers) == journey.forms
    assert counter.page.state.is_blank, "the next visitor finds an empty page"


@pytest.mark.parametrize("journey", ENDED, ids=lambda journey: journey.sub_item)
def test_what_is_answered_on_the_spot_is_closed_when_the_visitor_leaves(
    counter: Counter, journey: Journey
) -> None:
    counter.register(journey)
    assert (counter.case.state, counter.case.answer) == (State.CLOSED, journey.answer)


@pytest.mark.parametrize("journey", ENDED, ids=lambda journey: journey.sub_item)
def test_an_answer_takes_few_keys_besides_its_words(counter: Counter, journey: Journey) -> None:
    counter.register(journey)
    assert counter.hands.presses < 25


@pytest.mark.parametrize("journey", WORKED_ON, ids=lambda journey: journey.sub_item)
def test_what_is_accepted_goes_through_its_stages_to_the_closing(counter: Counter, journey: Journey) -> None:
    counter.register(journey)
    counter.open_case()
    for stage in journey.stages:
        counter.step("stage")
        reach(counter, stage)
        assert counter.case.stage == stage
    if journey.tracked:
        visit(counter)
    case = counter.step("close", "Ctrl+Return", text="办理完毕")
    assert case.state is State.CLOSED
    assert case.outcome == "办理完毕"


def reach(counter: Counter, stage: str) -> None:
    """The stage's name over what stands ready, Enter to take it, Enter to record it."""
    counter.hands.type(stage)
    counter.hands.go("Return")
    if counter.window.feedback.open_dialog is not None:
        counter.hands.go("Return")
    counter.settle()
    counter.put_paper_off()


def visit(counter: Counter) -> None:
    """A follow-up by telephone: what was found is all that has to be written."""
    counter.step("visit", "Tab", "Tab")
    counter.hands.type("进展顺利")
    counter.hands.go("Tab", "Return")
    counter.settle()
    assert counter.case.visits[-1].findings == "进展顺利"


@pytest.mark.parametrize("journey", JOURNEYS[:2], ids=lambda journey: journey.sub_item)
def test_tab_comes_round_to_the_first_field_for_the_next_visitor(counter: Counter, journey: Journey) -> None:
    counter.register(journey)
    counter.begin()
    seen = []
    for _ in range(60):
        seen.append(counter.page.fields.focused().partition("@")[0])
        if seen[-1] == "applicant.kind":
            break
        counter.hands.press("Tab")
    assert seen[-1] == "applicant.kind", seen
    assert [name for name in dict.fromkeys(seen) if name][-2:] == ["situation", "applicant.kind"]
