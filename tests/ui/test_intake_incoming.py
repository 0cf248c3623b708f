"""信函, 12345 转办, 上级交办, 微信 on the registration page: chosen by a digit, filled by keys."""

from pathlib import Path

import pytest

from outlet_app.domain.amend_forms import amend_form
from outlet_app.domain.channels import INCOMING, VISITS
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import Channel, ReplyWay
from outlet_app.domain.states import State
from outlet_app.ui.pages.cases import amend_lines
from outlet_app.ui.pages.cases.detail import facts_of
from outlet_app.ui.parts.sheet_dialog import Asked
from outlet_app.wording import channels as words
from tests.support.counter_fakes_intake import Desk, Visit, open_desk, reference
from tests.ui.conftest import Stage

FIELDS = ("incoming_no", "incoming_from", "incoming_due", "reply_by")
DIGITS = {channel: str(place) for place, channel in enumerate(Channel, 1)}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path)


@pytest.fixture
def visit(desk: Desk, stage: Stage) -> Visit:
    return Visit(desk, stage)


def came(visit: Visit, key: str) -> Visit:
    """The channel by a key, with the cursor on it."""
    visit.page.fields.focus("channel")
    visit.hands.type(key)
    visit.hands.press("Tab")
    return visit


def ask(visit: Visit) -> None:
    """A question of 2.2 and its answer, from 服务事项 on."""
    for text in ("2", "2.2"):
        visit.hands.type(text)
        visit.hands.press("Tab")
    visit.hands.press("Tab")
    visit.hands.type("商标续展什么时候办")
    visit.hands.press("Tab")
    visit.hands.type("期满前十二个月内办理")


def shown(visit: Visit) -> set[str]:
    return {name for name in FIELDS if visit.page.fields[name].isVisible()}


@pytest.mark.parametrize("channel", list(Channel))
def test_a_digit_chooses_how_it_came(visit: Visit, channel: Channel) -> None:
    came(visit.begin(), DIGITS[channel])
    assert visit.page.state.entry.channel is channel
    assert visit.page.fields["channel"].control.text() == words.CHANNELS[channel]
    assert shown(visit) == (set(FIELDS) if channel in INCOMING else set())


@pytest.mark.parametrize(
    ("typed", "channel"),
    [("12345", Channel.HOTLINE), ("xh", Channel.LETTER), ("上级", Channel.SUPERIOR), ("wx", Channel.MESSAGE)],
)
def test_its_name_or_initials_find_it(visit: Visit, typed: str, channel: Channel) -> None:
    came(visit.begin(), typed)
    assert visit.page.state.entry.channel is channel


@pytest.mark.parametrize("channel", list(INCOMING))
def test_the_fields_are_called_as_the_trade_calls_them(visit: Visit, channel: Channel) -> None:
    came(visit.begin(), DIGITS[channel])
    fields = visit.page.fields
    told = [fields[name].line.label for name in FIELDS]
    assert told == [words.NUMBERS[channel], words.SENDERS[channel], words.DUE, words.REPLY]
    offered = [choice.value for choice in fields.combo("reply_by").choices]
    assert offered == [way.value for way in INCOMING[channel]]
    assert fields.value("reply_by") == INCOMING[channel][0]


def test_another_channel_offers_its_own_ways_back(visit: Visit) -> None:
    came(came(visit.begin(), "5"), "6")
    assert visit.page.state.entry.reply_by is ReplyWay.PLATFORM
    came(visit, "1")
    assert shown(visit) == set()


def test_the_stars_stand_where_it_cannot_do_without(visit: Visit) -> None:
    def starred() -> set[str]:
        return {name for name in FIELDS if visit.page.fields[name].line.required}

    visit.begin()
    assert starred() == set()
    came(visit, "6")
    assert starred() == {"incoming_no"}
    came(visit, "7")
    assert starred() == {"incoming_from"}
    came(visit, "5")
    assert starred() == {"incoming_from"}


def test_a_work_order_by_keys_only(visit: Visit, desk: Desk) -> None:
    hands = visit.hands
    visit.begin()
    hands.type("赵永胜")
    hands.press("Tab", "Tab", "Tab")
    hands.type("13800002046")
    hands.press("Tab")
    hands.type("6")
    hands.press("Tab", "Tab")
    assert visit.page.fields.focused().startswith("incoming_no")
    for text in ("BY2026112000017", "巴彦淖尔市 12345 热线", "2026-11-25"):
        hands.type(text)
        hands.press("Tab")
    assert visit.page.fields.focused().startswith("reply_by")
    hands.press("Tab")
    ask(visit)
    hands.go("Ctrl+Return")
    (row,) = visit.cases()
    assert (row.decision, row.state) == (Decision.ANSWER, State.CLOSED)
    detail = desk.counter.cases.detail(row.case_id)
    told = facts_of(detail, reference(), desk.bench.clock.now())["incoming"][0]
    assert told == (
        "转办编号：BY2026112000017，转来单位：巴彦淖尔市 12345 热线，"
        "要求办结日期：2026-11-25，答复方式：原平台回复"
    )
    assert hands.presses <= 25


def test_a_missing_number_stops_the_decision_at_its_field(visit: Visit) -> None:
    came(visit.begin(), "6")
    visit.page.fields.focus("item")
    ask(visit)
    visit.hands.go("Ctrl+Return")
    assert visit.cases() == ()
    assert visit.page.fields.focused().startswith("incoming_no")
    assert visit.message("incoming_no") == "请填写转办编号"
    visit.hands.type("BY-1")
    visit.hands.go("Ctrl+Return")
    assert len(visit.cases()) == 1


def test_a_day_that_is_none_is_said_when_the_field_is_left(visit: Visit) -> None:
    came(visit.begin(), "5")
    visit.page.fields.focus("incoming_due")
    visit.hands.type("2026-02-30")
    visit.hands.press("Tab")
    assert visit.message("incoming_due") == "没有这一天"
    visit.page.fields.focus("incoming_due")
    visit.hands.press("Ctrl+A")
    visit.hands.type("2026-11-02")
    visit.hands.press("Tab")
    assert visit.message("incoming_due") == "日期已过"


def test_a_rare_name_and_a_mongolian_one_stand_in_the_address(visit: Visit, desk: Desk) -> None:
    came(visit.begin(), "5")
    place = "杭锦后旗陕坝镇𬎆园小区 乌力吉·巴图"
    visit.page.fields.focus("incoming_from")
    visit.hands.type(place)
    visit.page.fields.focus("item")
    ask(visit)
    visit.hands.go("Ctrl+Return")
    (row,) = visit.cases()
    incoming = desk.counter.cases.detail(row.case_id).case.registered.incoming
    assert incoming is not None
    assert (incoming.sender, incoming.reply_by) == (place, ReplyWay.POST)


def test_a_visit_shows_no_line_of_an_incoming_paper(visit: Visit, desk: Desk) -> None:
    visit.begin()
    visit.page.fields.focus("item")
    ask(visit)
    visit.hands.go("Ctrl+Return")
    (row,) = visit.cases()
    assert row.case_id
    assert facts_of(desk.counter.cases.detail(row.case_id), reference(), desk.bench.clock.now())[
        "incoming"
    ] == ("", "text")


def test_every_channel_has_its_words_and_keys() -> None:
    assert set(words.CHANNELS) == set(words.CHANNEL_KEYS) == set(Channel)
    assert set(words.NUMBERS) == set(words.SENDERS) == set(INCOMING)
    digits = [words.CHANNEL_KEYS[channel][0] for channel in Channel]
    assert digits == [str(place) for place in range(1, len(Channel) + 1)]
    keys = [key for told in words.CHANNEL_KEYS.values() for key in told]
    assert len(keys) == len(set(keys))
    assert all(DIGITS[channel] in "1234" for channel in VISITS)


class TestPostMark:
    """邮戳日: a letter's alone, by keys, told at its field and on the case."""

    def letter(self, visit: Visit, posted: str) -> None:
        came(visit.begin(), "5")
        visit.page.fields.focus("incoming_posted")
        visit.hands.type(posted)
        visit.hands.press("Tab")

    @pytest.mark.parametrize("channel", list(Channel))
    def test_only_a_letter_shows_it(self, visit: Visit, channel: Channel) -> None:
        came(visit.begin(), DIGITS[channel])
        assert visit.page.fields["incoming_posted"].isVisible() is (channel is Channel.LETTER)

    def test_it_stands_after_the_number_of_the_letter(self, visit: Visit) -> None:
        came(visit.begin(), "5")
        visit.page.fields.focus("incoming_no")
        visit.hands.press("Tab")
        assert visit.page.fields.focused().startswith("incoming_posted")
        visit.hands.press("Tab")
        assert visit.page.fields.focused().startswith("incoming_from")

    @pytest.mark.parametrize(
        ("typed", "message"),
        [
            ("11-18", ""),
            ("11-30", "还没有到这一天"),
            ("2026-02-30", "没有这一天"),
            ("昨天", "请填写日期，如 11-27"),
        ],
    )
    def test_what_is_wrong_is_said_at_the_field(self, visit: Visit, typed: str, message: str) -> None:
        self.letter(visit, typed)
        assert visit.message("incoming_posted") == message

    def test_an_old_mark_is_only_warned_about(self, visit: Visit) -> None:
        self.letter(visit, "2026-03-02")
        assert visit.message("incoming_posted") == "超过 30 天"
        assert not visit.page.state.problems

    def test_the_case_shows_the_day_and_the_sheet_of_mending_asks_for_it(
        self, visit: Visit, desk: Desk
    ) -> None:
        self.letter(visit, "11-18")
        visit.page.fields.focus("incoming_from")
        visit.hands.type("陕坝镇建设街 3 号")
        visit.page.fields.focus("item")
        ask(visit)
        visit.hands.go("Ctrl+Return")
        (row,) = visit.cases()
        detail = desk.counter.cases.detail(row.case_id)
        told, _tone = facts_of(detail, reference(), desk.bench.clock.now())["incoming"]
        assert "邮戳日：2026-11-18" in told
        form, catalogue = amend_form(detail.case), desk.counter.reference.catalogue
        lines = {line.key: line for line in amend_lines.lines(detail.case, form, catalogue)}
        assert (lines["incoming_posted"].ready, lines["incoming_posted"].asked) == ("2026-11-18", Asked.PAST)
