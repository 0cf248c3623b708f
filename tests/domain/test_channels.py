"""How matters come in: what each way asks for, its column on the sheet, its own day, its answer's way."""

from dataclasses import replace
from datetime import date

from case_lives import DAY
from test_form_intake import TALK as CONSULTING

from outlet_app.domain.amending import differences, may_change_matter, written
from outlet_app.domain.applicant import Applicant, ApplicantKind
from outlet_app.domain.calendar import local_day
from outlet_app.domain.case import fold
from outlet_app.domain.catalogue import ClockKind
from outlet_app.domain.channels import (
    AFAR,
    INCOMING,
    INCOMING_RULE,
    VISITS,
    Entrance,
    asked_for,
    entrance,
    usual_reply,
)
from outlet_app.domain.correcting import entry_of
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import IntakeEntry
from outlet_app.domain.events import AnsweredOnSpot, Channel, DueStamp, FieldChange, Incoming, ReplyWay
from outlet_app.domain.forms.contents import cleaned, content_hints, content_problems
from outlet_app.domain.forms.intake import check, is_afar, required
from outlet_app.domain.identities import broken_identities
from outlet_app.domain.ledgers import LEDGERS, lines
from outlet_app.domain.sheet_cells import Cell, behind
from outlet_app.domain.workload import day_sheet
from tests.domain.tables import each
from tests.support.builders import MORNING, OUTLET, at, event, registered, stamp

C, W, D = Channel, ReplyWay, Decision
TODAY = local_day(MORNING)
ASKER = Applicant(ApplicantKind.PERSON, "赵永胜", phone="13800002046")
ORDER = Incoming("BY2026112000017", "巴彦淖尔市 12345 热线", date(2026, 11, 25), W.PLATFORM)
LETTER = IntakeEntry(
    ASKER, C.LETTER, item=2, sub_item="2.2", request="商标续展", answer="期满前办理。", reply_by=W.POST
)


def asks(channel: Channel, way: ReplyWay, decision: Decision = D.ANSWER) -> frozenset[str]:
    """What is asked beyond what a visit at the counter is asked for the same decision."""
    plain = required(replace(LETTER, channel=C.COUNTER, reply_by=W.PHONE), decision, CONSULTING)
    return required(replace(LETTER, channel=channel, reply_by=way), decision, CONSULTING) - plain


def test_the_column_of_each_channel() -> None:
    assert {channel: entrance(channel) for channel in C} == {
        C.COUNTER: Entrance.COUNTER,
        C.PHONE: Entrance.PHONE,
        C.ONLINE: Entrance.ONLINE,
        C.ON_SITE: Entrance.ON_SITE,
        C.LETTER: Entrance.OTHER,
        C.HOTLINE: Entrance.OTHER,
        C.SUPERIOR: Entrance.OTHER,
        C.MESSAGE: Entrance.ONLINE,
    }


def test_a_channel_is_a_visit_or_came_in_writing() -> None:
    assert set(VISITS) | set(INCOMING) == set(C)
    assert not set(VISITS) & set(INCOMING)
    assert {C.PHONE, C.LETTER, C.HOTLINE, C.SUPERIOR, C.MESSAGE} == AFAR


def test_the_answer_goes_back_the_way_it_came() -> None:
    assert {channel: usual_reply(channel) for channel in C} == {
        C.COUNTER: W.PHONE,
        C.PHONE: W.PHONE,
        C.ONLINE: W.PHONE,
        C.ON_SITE: W.PHONE,
        C.LETTER: W.POST,
        C.HOTLINE: W.PLATFORM,
        C.SUPERIOR: W.REPORT,
        C.MESSAGE: W.PLATFORM,
    }
    assert all(usual_reply(channel) in ways for channel, ways in INCOMING.items())


@each(
    ("channel", "way", "wanted"),
    [
        (C.LETTER, W.POST, {"incoming_from"}),
        (C.LETTER, W.PHONE, {"phone"}),
        (C.LETTER, W.IN_PERSON, set()),
        (C.HOTLINE, W.PLATFORM, {"incoming_no"}),
        (C.HOTLINE, W.PHONE, {"incoming_no", "phone"}),
        (C.SUPERIOR, W.REPORT, {"incoming_from"}),
        (C.SUPERIOR, W.PHONE, {"incoming_from", "phone"}),
        (C.MESSAGE, W.PLATFORM, set()),
        (C.MESSAGE, W.PHONE, {"phone"}),
        (C.COUNTER, W.POST, set()),
        (C.PHONE, W.PHONE, set()),
        (C.ONLINE, W.PLATFORM, set()),
    ],
)
def test_what_each_way_asks_for(channel: Channel, way: ReplyWay, wanted: set[str]) -> None:
    assert asked_for(channel, way) == wanted
    assert asks(channel, way) == wanted


@each("decision", D)
def test_a_work_order_needs_its_number_whatever_is_decided(decision: Decision) -> None:
    order = replace(LETTER, channel=C.HOTLINE, reply_by=W.PLATFORM)
    found = check(order, decision, CONSULTING, TODAY)
    assert found["incoming_no"].code == "field.missing"
    told = check(replace(order, incoming_no="BY-1"), decision, CONSULTING, TODAY)
    assert "incoming_no" not in told


def test_nothing_decided_asks_nothing() -> None:
    assert required(replace(LETTER, channel=C.HOTLINE), None, CONSULTING) == frozenset()


@each("channel", INCOMING)
def test_who_writes_shows_no_paper(channel: Channel) -> None:
    entry = replace(LETTER, channel=channel)
    assert is_afar(entry, CONSULTING)
    assert "applicant.id_number" not in required(entry, D.ACCEPT, CONSULTING)
    assert fold([event(registered(channel=channel, consulting=True))]).is_afar
    assert not fold([event(registered(channel=channel, consulting=False))]).is_afar


@each(
    ("due", "code", "soft"),
    [
        ("", None, False),
        ("2026-11-25", None, False),
        ("11-25", None, False),
        ("1125", None, False),
        ("2026-11-20", None, False),
        ("2026-11-19", "incoming.passed", True),
        ("2025-12-31", "incoming.passed", True),
        ("2026-02-30", "date.impossible", False),
        ("下周五", "date.unreadable", False),
        ("1", "date.unreadable", False),
    ],
)
def test_the_day_it_names_itself(due: str, code: str | None, soft: bool) -> None:
    entry = replace(LETTER, incoming_from="临河区胜利路 1 号", incoming_due=due)
    found = {**content_problems(entry, TODAY), **content_hints(entry, TODAY)}.get("incoming_due")
    assert (found.code if found else None) == code
    assert ("incoming_due" in content_hints(entry, TODAY)) is soft
    assert "incoming_due" not in content_problems(replace(entry, channel=C.COUNTER), TODAY)


def test_what_is_too_long_is_said() -> None:
    entry = replace(LETTER, incoming_no="1" * 51, incoming_from="路" * 201)
    found = content_problems(entry, TODAY)
    assert {name: (one.code, one.args["over"]) for name, one in found.items()} == {
        "incoming_no": ("text.too_long", 1),
        "incoming_from": ("text.too_long", 1),
    }


def test_what_was_typed_about_a_letter_does_not_stay_with_a_visit() -> None:
    typed = replace(LETTER, incoming_no=" BY-1 ", incoming_from=" 胜利路 ", incoming_due=" 11-25 ")
    kept, left = cleaned(typed), cleaned(replace(typed, channel=C.COUNTER))
    assert (kept.incoming_no, kept.incoming_from, kept.incoming_due) == ("BY-1", "胜利路", "11-25")
    assert (left.incoming_no, left.incoming_from, left.incoming_due) == ("", "", "")


def test_the_case_gives_back_what_was_written() -> None:
    case = fold([event(registered(channel=C.HOTLINE, incoming=ORDER))])
    entry = entry_of(case)
    assert (entry.channel, entry.incoming_no, entry.incoming_from) == (C.HOTLINE, ORDER.number, ORDER.sender)
    assert entry.reply_by is W.PLATFORM
    plain = entry_of(fold([event(registered())]))
    assert (plain.incoming_no, plain.incoming_from, plain.reply_by) == ("", "", W.PHONE)


def test_a_wrong_number_is_put_right_and_a_visit_gets_none() -> None:
    case = fold([event(registered(channel=C.HOTLINE, incoming=ORDER))])
    changes = differences(case, {"incoming_no": "BY2026112000018", "incoming_from": ORDER.sender})
    assert changes == (FieldChange("incoming_no", ORDER.number, "BY2026112000018"),)
    assert written(case, changes).registered.incoming == replace(ORDER, number="BY2026112000018")
    visit = fold([event(registered())])
    try:
        written(visit, changes)
    except ValueError:
        return
    raise AssertionError("a visit has no work order")


def test_its_own_day_does_not_hold_the_matter_fast() -> None:
    own = DueStamp(INCOMING_RULE, ClockKind.PERIOD, at(days=5))
    assert may_change_matter(fold([event(registered(dues=(own,)))]))
    assert not may_change_matter(fold([event(registered(dues=(own, stamp())))]))


def test_the_sheet_counts_every_channel_once() -> None:
    told = [
        [
            event(registered(channel=channel, item=2), case_id=f"c-{channel}"),
            event(AnsweredOnSpot("可以"), minutes=1, case_id=f"c-{channel}"),
        ]
        for channel in C
    ]
    sheet = day_sheet(told, OUTLET, DAY, at(days=1), range(1, 11))
    assert dict(sheet.total.channels) == {
        Entrance.COUNTER: 1,
        Entrance.PHONE: 1,
        Entrance.ONLINE: 2,
        Entrance.ON_SITE: 1,
        Entrance.OTHER: 3,
    }
    assert sheet.total.visits == len(C)
    assert broken_identities(sheet) == ()
    others = behind(told, OUTLET, DAY, at(days=1), Cell(Entrance.OTHER))
    assert set(others) == {"c-letter", "c-hotline", "c-superior"}
    assert set(behind(told, OUTLET, DAY, at(days=1), Cell(None))) == {f"c-{channel}" for channel in C}


def test_the_first_contact_ledger_tells_what_came_in() -> None:
    order = [event(registered(channel=C.HOTLINE, incoming=ORDER))]
    visit = [event(registered())]
    bare = [event(registered(channel=C.MESSAGE, incoming=Incoming(reply_by=W.PLATFORM)))]
    told = [
        line.cells["incoming"] for one in (order, visit, bare) for line in lines(
            LEDGERS["L1"], [one], OUTLET, DAY, DAY
        )
    ]  # fmt: skip
    assert told == [
        "hotline\nBY2026112000017\n巴彦淖尔市 12345 热线\n2026-11-25\nplatform",
        "",
        "message\n\n\n\nplatform",
    ]
    assert lines(LEDGERS["L2"], [order], OUTLET, DAY, DAY) == ()
