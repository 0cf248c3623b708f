"""邮戳日 of a letter: how it is read, what stops it, what only warns, and where it may never stand."""

from dataclasses import replace
from datetime import date, timedelta

from outlet_app.domain.amending import SHARED, differences, is_posted_late, value, written
from outlet_app.domain.case import fold, judge
from outlet_app.domain.channels import INCOMING
from outlet_app.domain.correcting import entry_of
from outlet_app.domain.entry import IntakeEntry
from outlet_app.domain.events import AmendCause, Amended, Channel, FieldChange, Incoming, ReplyWay
from outlet_app.domain.forms.contents import (
    LONG_ON_ITS_WAY,
    POSTED,
    cleaned,
    content_hints,
    content_problems,
)
from outlet_app.domain.forms.dates import read_past_day
from outlet_app.domain.forms.reading import tidy
from outlet_app.domain.forms.registration import INTAKE
from outlet_app.domain.ledgers import LEDGERS, lines
from outlet_app.domain.problems import Problem
from outlet_app.domain.retiming import moves_clock
from outlet_app.wording import ledgers as words
from outlet_app.wording.channels import told
from outlet_app.wording.fields import sentence
from tests.domain.tables import each
from tests.support.builders import MORNING, OUTLET, event, registered

TODAY = MORNING.date()
POST = date(2026, 11, 18)
LETTER = IntakeEntry(channel=Channel.LETTER, incoming_from="陕坝镇建设街 3 号", reply_by=ReplyWay.POST)
MAIL = Incoming("信 12 号", "陕坝镇", date(2026, 11, 30), ReplyWay.POST, POST)
CASE = fold([event(registered(channel=Channel.LETTER, incoming=MAIL))])


def amended(after: str, before: str = "2026-11-18") -> Amended:
    return Amended((FieldChange(POSTED, before, after),), cause=AmendCause.ENTRY_ERROR)


@each(
    ("typed", "code", "soft"),
    [
        ("", None, False),
        ("  ", None, False),
        ("11-18", None, False),
        ("1118", None, False),
        ("１１－１８", None, False),
        ("2026-11-20", None, False),
        ("2026年11月18日", None, False),
        # Without a year it is the nearest such day: tomorrow's is a slip, and not a letter of last year.
        ("11-21", "supplement.future", False),
        ("2026-11-21", "supplement.future", False),
        ("2027-01-05", "supplement.future", False),
        ("10-21", None, False),
        ("10-20", "incoming.old", True),
        ("2025-11-18", "incoming.old", True),
        ("2026-02-30", "date.impossible", False),
        ("昨天", "date.unreadable", False),
        ("18", "date.unreadable", False),
    ],
)
def test_which_day_a_letter_may_bear(typed: str, code: str | None, soft: bool) -> None:
    entry = replace(LETTER, incoming_posted=typed)
    hints, wrong = content_hints(entry, TODAY), content_problems(entry, TODAY)
    found = {**wrong, **hints}.get(POSTED)
    assert (found.code if found else None) == code
    assert (POSTED in hints, POSTED in wrong) == (soft, code is not None and not soft)


def test_the_edge_of_what_is_old() -> None:
    day = TODAY - LONG_ON_ITS_WAY
    table = {day: False, day - timedelta(days=1): True, TODAY: False}
    assert {
        one: POSTED in content_hints(replace(LETTER, incoming_posted=one.isoformat()), TODAY) for one in table
    } == table


def test_new_year_is_no_trap() -> None:
    """On the second of January a mark of the thirtieth of December is of last year."""
    january = date(2027, 1, 2)
    table = {"12-30": date(2026, 12, 30), "01-02": january, "0103": date(2027, 1, 3), "7-5": date(2026, 7, 5)}
    assert {raw: read_past_day(raw, january) for raw in table} == table


@each("channel", [one for one in Channel if one is not Channel.LETTER])
def test_only_a_letter_has_one(channel: Channel) -> None:
    entry = replace(LETTER, channel=channel, incoming_posted="下周")
    assert POSTED not in {**content_problems(entry, TODAY), **content_hints(entry, TODAY)}
    assert cleaned(entry).incoming_posted == ""
    assert cleaned(replace(entry, channel=Channel.LETTER)).incoming_posted == "下周"
    if channel in INCOMING:
        assert "邮戳" not in told(channel, MAIL)


def test_it_is_kept_as_a_day() -> None:
    field = INTAKE.field(POSTED)
    table = {"11-18": "2026-11-18", " 1118 ": "2026-11-18", "乱写": "乱写", "": ""}
    assert {raw: tidy(field, raw, TODAY) for raw in table} == table
    assert tidy(field, " 11-18 ", None) == "11-18"


def test_what_an_older_program_wrote_has_none() -> None:
    plain = Incoming("信 12 号", "陕坝镇", date(2026, 11, 30), ReplyWay.POST)
    assert plain.posted_on is None
    assert "邮戳" not in told(Channel.LETTER, plain)
    assert told(Channel.LETTER, MAIL) == (
        "收文编号：信 12 号，邮戳日：2026-11-18，寄信地址：陕坝镇，要求办结日期：2026-11-30，答复方式：书信"
    )


def test_the_first_contact_ledger_tells_it() -> None:
    def cell(incoming: Incoming) -> str:
        life = [event(registered(channel=Channel.LETTER, incoming=incoming))]
        (line,) = lines(LEDGERS["L1"], [life], OUTLET, TODAY, TODAY)
        return str(words.cell("incoming", line.cells["incoming"]))

    assert "邮戳日：2026-11-18" in cell(MAIL)
    assert "邮戳" not in cell(replace(MAIL, posted_on=None))
    assert cell(replace(MAIL, due_on=None)).endswith("答复方式：书信")


def test_it_moves_no_clock_and_goes_with_a_package() -> None:
    assert POSTED in SHARED
    assert not moves_clock(CASE, (FieldChange(POSTED, "2026-11-18", "2026-11-17"),))


def test_it_is_put_right_before_and_after() -> None:
    assert value(CASE, POSTED) == "2026-11-18"
    (change,) = differences(CASE, {POSTED: "2026-11-17"})
    assert change == FieldChange(POSTED, "2026-11-18", "2026-11-17")
    mended = written(CASE, (change,))
    assert mended.registered.incoming == replace(MAIL, posted_on=date(2026, 11, 17))
    assert entry_of(mended).incoming_posted == "2026-11-17"
    none = written(CASE, (FieldChange(POSTED, "2026-11-18", ""),))
    assert (value(none, POSTED), entry_of(none).incoming_posted) == ("", "")


@each(
    ("after", "refused"),
    [
        ("2026-11-17", ""),
        ("2026-11-20", ""),
        ("", ""),
        # The letter lay on the desk on the twentieth: nobody can have posted it after that.
        ("2026-11-21", "amend.value"),
        ("昨天", "amend.value"),
        ("2026-02-30", "amend.value"),
    ],
)
def test_what_the_city_takes_of_a_correction(after: str, refused: str) -> None:
    found = judge(CASE, event(amended(after), minutes=3))
    assert (found.code if found else "") == refused


def test_a_visit_gets_none() -> None:
    visit = fold([event(registered())])
    found = judge(visit, event(amended("2026-11-17", ""), minutes=3))
    assert found is not None
    assert found.code == "amend.value"
    assert not is_posted_late(visit)


def test_its_sentences() -> None:
    assert sentence(Problem("incoming.old", {"days": 30}, soft=True), "邮戳日") == "超过 30 天"
    assert sentence(Problem("incoming.after"), "邮戳日") == "晚于收到登记的日期"
    assert sentence(Problem("supplement.future"), "邮戳日") == "还没有到这一天"
