"""核定时间 on 办件查询, by keys: what the clock wrote, what is asked, and what the course says afterwards."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from outlet_app.domain.events import ClockTrust
from outlet_app.domain.people import Person
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from outlet_app.wording import timing as words
from tests.support.at_the_counter import accepted, kinds
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import MORNING
from tests.support.case_desk import CaseDesk

K = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
Stage = Callable[..., QWidget]
THAT_DAY = MORNING.strftime("%m%d")


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


@pytest.fixture
def case_id(bench: Bench) -> str:
    bench.clock.sure = ClockTrust.SUSPECT
    made = accepted(bench).case.case_id
    bench.clock.sure = ClockTrust.SERVER
    bench.clock.forward(days=1)
    return made


def sheet(at: CaseDesk) -> SheetDialog:
    dialog = at.ask("confirm_time")
    assert isinstance(dialog, SheetDialog)
    return dialog


def fill(at: CaseDesk, dialog: SheetDialog, **said: str) -> None:
    for field, text in said.items():
        dialog.controls[field].setFocus()
        at.write(text)


def go(at: CaseDesk) -> None:
    at.press(K.Key_G, modifier=ALT)
    at.drain()


def desk(stage: Stage, bench: Bench, person: Person = SUPERVISOR_PERSON) -> CaseDesk:
    return CaseDesk(stage, bench, person)


def test_the_head_says_when_it_really_was(bench: Bench, case_id: str, stage: Stage) -> None:
    at = desk(stage, bench)
    assert at.page.detail.unsure.isVisibleTo(at.page)
    fill(at, sheet(at), day=THAT_DAY, time="0830", proof="叫号单 A012")
    go(at)
    assert "time_confirmed" in kinds(bench, case_id)
    assert not at.page.detail.unsure.isVisibleTo(at.page)
    told = next(one for one in at.page.detail.course.entries if one.title == "核定时间")
    assert told.text == f"实际为 {MORNING:%Y-%m-%d} 08:30\n依据：叫号单 A012"


def test_the_sheet_tells_what_the_clock_wrote(bench: Bench, case_id: str, stage: Stage) -> None:
    assert words.text("registered", MORNING).startswith(
        f"首问登记时本机时间不准，记为 {MORNING:%Y-%m-%d %H:%M}。"
    )
    assert "confirm_time" in desk(stage, bench).page.state.detail.actions


@pytest.mark.parametrize(
    ("said", "field", "message"),
    [
        ({"day": THAT_DAY, "time": "9900", "proof": "叫号单"}, "time", "没有这个时间"),
        ({"day": THAT_DAY, "time": "早上", "proof": "叫号单"}, "time", "请填写时间，如 16:20"),
        ({"day": THAT_DAY, "time": "0900"}, "proof", "请填写核实依据"),
        ({"day": THAT_DAY, "proof": "叫号单"}, "time", "请填写实际时间"),
        ({"time": "0900", "proof": "叫号单"}, "day", "请填写实际日期"),
    ],
)
def test_what_is_missing_or_no_time_is_said_at_its_field(
    bench: Bench, case_id: str, stage: Stage, said: dict[str, str], field: str, message: str
) -> None:
    at = desk(stage, bench)
    dialog = sheet(at)
    fill(at, dialog, **said)
    go(at)
    assert dialog.isVisible()
    assert dialog.fields[field].message == message
    assert "time_confirmed" not in kinds(bench, case_id)


def test_a_time_still_to_come_is_said_at_its_field(bench: Bench, case_id: str, stage: Stage) -> None:
    at = desk(stage, bench)
    dialog = sheet(at)
    fill(at, dialog, day=bench.clock.now().strftime("%m%d"), time="2359", proof="叫号单")
    go(at)
    assert dialog.fields["time"].message == "这个时间还没有到"


def test_esc_changes_nothing(bench: Bench, case_id: str, stage: Stage) -> None:
    at = desk(stage, bench)
    fill(at, sheet(at), time="0830", proof="叫号单")
    at.press(K.Key_Escape)
    at.drain()
    assert "time_confirmed" not in kinds(bench, case_id)
    assert at.page.detail.unsure.isVisibleTo(at.page)


def test_a_clerk_is_not_asked(bench: Bench, case_id: str, stage: Stage) -> None:
    at = desk(stage, bench, CLERK_PERSON)
    assert "confirm_time" not in at.page.state.detail.actions
