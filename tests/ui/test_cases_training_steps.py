"""活动报名 and 参训证明 on 办件查询, by keys over a real counter."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from outlet_app.domain.decisions import Decision
from outlet_app.domain.facts.activity import ActivityPublished, SignedIn, SignWay
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from tests.support.activities import STARTS, person, planned
from tests.support.at_the_counter import text_of
from tests.support.bench import Bench, open_bench
from tests.support.builders import ENTERPRISE, MORNING
from tests.support.case_desk import CaseDesk
from tests.support.entries import consultation

ALT = Qt.KeyboardModifier.AltModifier
Stage = Callable[..., QWidget]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


def asked(bench: Bench) -> str:
    """An enterprise that came to register for a training."""
    entry = consultation(item=10, sub_item="10.2", request="报名培训", applicant=ENTERPRISE)
    return bench.counter().intake.decide(entry, Decision.ANSWER).case.case_id


def published(bench: Bench, people: int = 0, title: str = "专利申请实务培训") -> str:
    trainings = bench.counter().trainings
    activity_id = trainings.plan(planned(title=title))
    trainings.tell(activity_id, ActivityPublished())
    for n in range(1, people + 1):
        trainings.enrol(activity_id, person(n))
    return activity_id


def sheet(desk: CaseDesk) -> SheetDialog:
    dialog = desk.here.dialog
    assert isinstance(dialog, SheetDialog)
    return dialog


def test_the_applicant_is_filled_in_and_the_receipt_is_printed(stage: Stage, bench: Bench) -> None:
    activity_id, case_id = published(bench), asked(bench)
    desk = CaseDesk(stage, bench)
    desk.ask("enrol")
    said = {key: sheet(desk).controls[key].text() for key in ("name", "phone", "unit", "code")}  # type: ignore[union-attr]
    assert said == {
        "name": ENTERPRISE.contact,
        "phone": ENTERPRISE.phone,
        "unit": ENTERPRISE.name,
        "code": ENTERPRISE.id_number,
    }
    desk.press(Qt.Key.Key_B, modifier=ALT)
    desk.drain()
    (seat,) = desk.counter.trainings.detail(activity_id).activity.seats
    assert (seat.fact.name, seat.fact.case_id) == (ENTERPRISE.contact, case_id)
    assert desk.case.papers[-1].form == "R10"
    printed = text_of(bench.spooler.jobs[-1].pdf)
    assert "活动报名回执" in printed
    assert "请提前10分钟到场，凭本回执扫码签到。请带身份证。" in printed
    assert desk.said[0] == "已报名"


def test_when_it_is_full_screen_and_receipt_say_the_place_in_line(stage: Stage, bench: Bench) -> None:
    published(bench, people=3)
    asked(bench)
    desk = CaseDesk(stage, bench)
    desk.ask("enrol")
    desk.press(Qt.Key.Key_B, modifier=ALT)
    desk.drain()
    assert desk.said[0] == "名额已满，列为候补第 2 位"
    assert "列为候补第2位，有名额时另行通知。" in text_of(bench.spooler.jobs[-1].pdf)


def test_which_activity_is_chosen_from_those_that_are_open(stage: Stage, bench: Bench) -> None:
    published(bench, title="甲")
    wanted = published(bench, title="乙")
    bench.counter().trainings.plan(planned(title="未发布"))
    asked(bench)
    desk = CaseDesk(stage, bench)
    desk.ask("enrol")
    combo = sheet(desk).controls["activity"]
    assert [choice.text for choice in combo.choices] == ["12-03 09:00 甲", "12-03 09:00 乙"]  # type: ignore[union-attr]
    combo.set_value(wanted)  # type: ignore[union-attr]
    desk.press(Qt.Key.Key_B, modifier=ALT)
    desk.drain()
    assert len(desk.counter.trainings.detail(wanted).activity.seats) == 1


def test_where_nothing_is_open_a_sentence_says_so(stage: Stage, bench: Bench) -> None:
    asked(bench)
    desk = CaseDesk(stage, bench)
    assert desk.ask("enrol").windowTitle() == "现在没有可以报名的活动"
    desk.press(Qt.Key.Key_Return)
    assert desk.here.feedback.open_dialog is None


def test_what_is_wrong_is_told_and_nobody_is_registered(stage: Stage, bench: Bench) -> None:
    activity_id = published(bench)
    asked(bench)
    desk = CaseDesk(stage, bench)
    desk.ask("enrol")
    dialog = sheet(desk)
    dialog.controls["phone"].show_text("139")  # type: ignore[union-attr]
    desk.press(Qt.Key.Key_B, modifier=ALT)
    assert dialog.fields["phone"].message == "应为 11 位，少 8 位"
    desk.drain()
    assert desk.counter.trainings.detail(activity_id).activity.seats == ()


def test_a_second_registration_is_refused_and_prints_nothing(stage: Stage, bench: Bench) -> None:
    activity_id = published(bench)
    who = person(1, name=ENTERPRISE.contact, phone=ENTERPRISE.phone)
    bench.counter().trainings.enrol(activity_id, who)
    asked(bench)
    desk = CaseDesk(stage, bench)
    refused: list[str] = []
    desk.here.feedback.banner_wanted.connect(lambda _tone, title, _text: refused.append(title))
    desk.ask("enrol")
    desk.press(Qt.Key.Key_B, modifier=ALT)
    desk.drain()
    assert refused == ["这个人已经报过名"]
    assert bench.spooler.jobs == []
    assert desk.case.papers == ()


def test_who_signed_in_gets_a_certificate(stage: Stage, bench: Bench) -> None:
    trainings, activity_id = bench.counter().trainings, published(bench)
    who = person(1, name=ENTERPRISE.contact, phone=ENTERPRISE.phone)
    seat = trainings.enrol(activity_id, who).seat.seat
    asked(bench)
    bench.clock.at = STARTS
    trainings.tell(activity_id, SignedIn(seat, SignWay.ID_CARD))
    desk = CaseDesk(stage, bench)
    desk.ask("certify")
    dialog = sheet(desk)
    assert dialog.controls["people"].text() == ENTERPRISE.contact  # type: ignore[union-attr]
    dialog.controls["hours"].show_text("4")  # type: ignore[union-attr]
    desk.press(Qt.Key.Key_P, modifier=ALT)
    desk.drain()
    fact = desk.case.written[-1]
    assert (fact.form, fact.text_of("event"), fact.text_of("hours")) == ("R19", "专利申请实务培训", "4")
    printed = text_of(bench.spooler.jobs[-1].pdf)
    assert "参训证明" in printed
    assert "本证明只说明参加培训的情况。" in printed
    assert desk.said[0] == "已出具参训证明，已送打印机"


def test_who_did_not_sign_in_gets_none(stage: Stage, bench: Bench) -> None:
    activity_id = published(bench)
    who = person(1, name=ENTERPRISE.contact, phone=ENTERPRISE.phone)
    bench.counter().trainings.enrol(activity_id, who)
    asked(bench)
    desk = CaseDesk(stage, bench)
    assert desk.ask("certify").windowTitle() == "没有查到申请人签到的活动"
