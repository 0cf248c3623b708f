"""The whole day, as `dev.py tour --full` plays it: some sixty visitors, every item, one sheet at the end."""

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest

from outlet_app.domain.channels import INCOMING, entrance
from outlet_app.domain.decisions import Decision
from tour.full.bundles import LETTER, PROMISED, RIGHTS
from tour.full.day import (
    ADDED,
    BY_LETTER,
    CLERK_SCENES,
    EARLIER,
    EXCHANGED,
    EXPLAINED,
    HEAD_SCENES,
    LATER,
    LEFT,
    MENDED,
    OVERDUE,
    PACKAGE,
    SCAN,
    TRAINING,
    UNDERTAKEN,
    WILL,
)
from tour.full.judging import OF_EARLIER, PACKAGES, counted_visitors
from tour.full.late import EARLIER as LATE_VISITOR
from tour.full.mended import STEPS
from tour.full.teaching import CAPACITY, PEOPLE
from tour.full.visitors import MORNING, VISITORS, Visitor
from tour.full.works import CLERKS, HEADS, TAKEN_IN

ROOT = Path(__file__).parents[2]
# Measured and written by the tour; a busy machine must not decide whether a change may land.
MEASURED_ONLY = "slot time p99 under 50 ms"
KEYS_ALLOWED = 25
Day = tuple[Path, dict[str, Any]]


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    """The folder of the day and what the tour wrote."""
    out, data = tmp_path_factory.mktemp("day"), tmp_path_factory.mktemp("data") / "counter"
    command = [sys.executable, "-m", "tour", "--full", "--out", str(out), "--data", str(data)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=420)
    told = (out / "tour.json").read_text(encoding="utf-8") if (out / "tour.json").exists() else ""
    assert '"promises"' in told, done.stderr.decode()
    return out, json.loads(told)


def contacts(day: Day) -> list[dict[str, Any]]:
    """The steps in which a visitor was received, in their order."""
    return [step for step in day[1]["steps"] if re.match(r"\d\d ", step["name"])]


def text_of(pdf: Path) -> str:
    """All words of a PDF without spaces and line ends."""
    document = pdfium.PdfDocument(pdf)
    try:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)
    finally:
        document.close()


# -- The script itself


def test_the_day_is_a_whole_one() -> None:
    assert len(VISITORS) >= 60
    assert {int(visitor.item) for visitor in VISITORS} == set(range(11))


def test_every_decision_at_the_door_is_taken_more_than_once() -> None:
    taken = Counter(visitor.decision for visitor in VISITORS)
    assert {decision for decision in Decision if taken[decision] > 1} == set(Decision)


def test_nobody_comes_twice_with_the_same_matter() -> None:
    named = Counter((one.party.name, one.item) for one in VISITORS if one.party)
    assert [who for who, times in named.items() if times > 1] == []


def test_steps_are_taken_on_cases_that_were_registered() -> None:
    assert all(0 < work.visitor <= len(VISITORS) for work in (*CLERKS, *HEADS))


# -- The day as it went


def test_every_promise_of_the_day_holds(day: Day) -> None:
    broken = [name for name, held in day[1]["promises"].items() if not held and name != MEASURED_ONLY]
    assert broken == []
    assert len(day[1]["promises"]) == 30


def test_every_visitor_was_received_in_order_with_an_own_number(day: Day) -> None:
    numbers = [step["found"]["case_no"] for step in contacts(day)]
    assert len(numbers) == len(VISITORS)
    assert numbers == sorted(set(numbers))
    serials = [int(number.split("-")[2][2:]) for number in numbers]
    assert serials == list(range(1, len(VISITORS) + 1))


def test_the_steps_are_those_of_the_script(day: Day) -> None:
    named = [step["name"] for step in contacts(day)]
    assert named == [f"{n:02} {one.sub_item or '0'} {one.decision}" for n, one in enumerate(VISITORS, 1)]
    assert all(step["held"] and step["ms"] > 0 for step in day[1]["steps"])


def is_quick(visitor: Visitor) -> bool:
    """A consultation of somebody who gives no name."""
    return visitor.decision is Decision.ANSWER and visitor.party is None


def test_a_consultation_needs_few_keys_in_person_and_by_telephone(day: Day) -> None:
    keys = {
        step["name"]: step["found"]["keys_besides_text"]
        for step, visitor in zip(contacts(day), VISITORS, strict=True)
        if is_quick(visitor)
    }
    assert len(keys) > 15
    assert {name: n for name, n in keys.items() if not 5 < n < KEYS_ALLOWED} == {}


def test_every_case_step_of_the_script_was_taken(day: Day) -> None:
    taken = Counter(step["name"] for step in day[1]["steps"] if " on the case of visitor " in step["name"])
    wanted = Counter(f"{work.action} on the case of visitor {work.visitor}" for work in (*CLERKS, *HEADS))
    assert taken == wanted


def test_what_was_asked_for_and_what_was_undecided_was_accepted_in_the_end(day: Day) -> None:
    steps = [step for step in day[1]["steps"] if step["name"].startswith("补正收件")]
    assert len(steps) == len(TAKEN_IN)
    assert all(step["found"]["keys_besides_text"] < KEYS_ALLOWED for step in steps)


def test_half_of_the_day_waited_for_the_city(day: Day) -> None:
    assert day[1]["queue"] == {"before": OF_EARLIER + len(MORNING), "after": 0}


# -- The scenes beside the visitors


def scene(day: Day, name: str) -> dict[str, Any]:
    """What a scene found."""
    (step,) = [one for one in day[1]["steps"] if one["name"] == name]
    return dict(step["found"])


def test_every_scene_of_the_script_was_played_once_and_in_its_order(day: Day) -> None:
    wanted = [EARLIER, *(name for name, _ in (*CLERK_SCENES, *HEAD_SCENES))]
    assert [step["name"] for step in day[1]["steps"] if step["name"] in wanted] == wanted


def test_a_package_takes_one_number_for_the_whole_and_one_for_each_item(day: Day) -> None:
    found = scene(day, PACKAGE)
    assert found["decided"] == found["planned"] == {"2.8": "answer", "7.2": "accept", "7.4": "accept"}
    assert len(set(found["case_nos"])) == 1 + len(found["planned"])
    assert found["said"].startswith(min(found["case_nos"])), "the paper named is the parent's"
    served = day[1]["server"]["case_numbers"]
    assert set(found["case_nos"]) <= set(served), "the city has all of them"
    assert found["keys_besides_text"] < 3 * KEYS_ALLOWED


def test_each_item_of_the_package_left_its_own_notice_of_acceptance(day: Day) -> None:
    mine = [words for words in printed(day) if RIGHTS.party.name in words and "受理通知书" in words]
    children = [number for number in scene(day, PACKAGE)["case_nos"] if any(number in one for one in mine)]
    assert len(children) == 2


def printed(day: Day) -> list[str]:
    """The words of every paper of the day, in the order of printing."""
    return [text_of(path) for path in sorted((day[0] / "printed").glob("*.pdf"))]


def test_a_package_by_letter_keeps_numbers_as_the_trade_writes_them(day: Day) -> None:
    found = scene(day, BY_LETTER)
    assert found["planned"] == {"4.3": "accept", "2.1": "answer"}
    assert found["answers"]["patents"] == "ZL201710601862.3" != LETTER.told["patents"]
    assert found["answers"]["changed_on"] == LETTER.told["changed_on"]
    assert (found["channel"], found["incoming"]) == ("letter", [LETTER.number, LETTER.sender])
    assert set(found["case_nos"]) <= set(day[1]["server"]["case_numbers"])


def test_nobody_stands_there_to_take_along_the_paper_of_an_answer_by_letter(day: Day) -> None:
    """One receipt goes by the post, of the item that was accepted."""
    assert scene(day, BY_LETTER)["papers"] == ["W05"]
    assert len([words for words in printed(day) if LETTER.party.name in words]) == 1


def test_what_follows_and_what_is_pledged_is_promised_once_for_all_items(day: Day) -> None:
    found = scene(day, UNDERTAKEN)
    assert found["planned"] == {"1.6": "deficient", "1.7": "accept", "3.1": "accept", "4.8": "accept"}
    assert found["papers"].count("W07") == found["papers"].count("W08") == 1
    assert found["papers"].count("W09") == 2, "one for each item that was pledged for"
    mine = [words for words in printed(day) if PROMISED.party.name in words]
    assert [words for words in mine if "数据用途说明" in words and "容缺受理" in words]
    assert [words for words in mine if "商标使用证据" in words and "告知承诺书" in words]


def test_an_item_left_out_comes_with_its_receipt(day: Day) -> None:
    found = scene(day, ADDED)
    assert (found["sub_item"], found["decided"], found["papers"]) == ("5.7", "receive", ["W02"])
    assert found["case_no"] in day[1]["server"]["case_numbers"]
    assert [words for words in printed(day) if found["case_no"] in words]
    assert found["keys_besides_text"] < 2 * KEYS_ALLOWED


def test_a_wrong_item_goes_and_the_right_one_comes_in_one_act(day: Day) -> None:
    found, package = scene(day, EXCHANGED), scene(day, PACKAGE)
    assert (found["sub_item"], found["decided"], found["papers"]) == ("7.5", "receive", ["W02"])
    assert (found["gone"], found["left_valid"]) == ("voided", [])
    assert found["case_no"] not in package["case_nos"]
    assert {found["case_no"], *package["case_nos"]} <= set(day[1]["server"]["case_numbers"])
    assert found["keys_besides_text"] < 2 * KEYS_ALLOWED


def test_who_came_weeks_ago_is_late_and_told_why(day: Day) -> None:
    came, told = scene(day, EARLIER), scene(day, EXPLAINED)
    assert told["late"] == came["case_no"] not in {step["found"]["case_no"] for step in contacts(day)}
    assert (told["explained"], told["asked_again"]) == ("R3", False)
    assert came["case_no"] in day[1]["server"]["case_numbers"]
    words = text_of(day[0] / "overdue.pdf")
    assert came["case_no"] in words
    assert LATE_VISITOR.party is not None
    assert "技术故障或离线未同步" in words
    assert scene(day, OVERDUE)["paper"]


def test_a_will_is_signed_once_and_printed(day: Day) -> None:
    found = scene(day, WILL)
    assert (found["reasons"], found["offered_again"]) == (3, False)
    assert found["case_no"] in day[1]["server"]["case_numbers"]
    assert found["keys_besides_text"] < KEYS_ALLOWED
    (paper,) = [words for words in printed(day) if "意愿确认书" in words]
    assert found["case_no"] in paper


def test_the_third_for_two_places_hears_that_she_waits(day: Day) -> None:
    found = scene(day, TRAINING)
    assert found["said"] == ["已报名", "已报名", "名额已满，列为候补第 1 位"]
    assert (found["confirmed"], found["waiting"]) == (CAPACITY, len(PEOPLE) - CAPACITY)
    (sheet,) = [words for words in printed(day) if "签到表" in words]
    places = [sheet.index(one["name"]) for one in PEOPLE]
    assert places == sorted(places), "in the order of coming, whoever waits last"
    assert sheet.index("候补") > places[1]


def test_a_scan_says_that_it_waits(day: Day) -> None:
    found = scene(day, SCAN)
    assert found["way"] == "材料待传 1/1"
    assert found["keys_besides_text"] < 2 * KEYS_ALLOWED


def test_who_says_more_later_is_asked_for_the_code_and_nothing_here_tells_what(day: Day) -> None:
    found = scene(day, LATER)
    assert found == {"said": "评价屏已返回", "rated": 1}
    assert day[1]["server"]["reviews"] == 3, "two first words and one later one"


def test_the_book_of_the_day_knows_who_sat_there(day: Day) -> None:
    """The morning's program was killed: nobody wrote an end, and none is made up."""
    assert scene(day, LEFT)["stays"] == [
        "登录 未签退",
        "登录",
        "签退 锁屏后换人登录",
        "登录 尚未签退",
    ]
    assert (day[0] / "screens" / "duty.png").exists()


def test_the_bad_review_went_round_by_keys_and_is_mended_at_the_city_too(day: Day) -> None:
    found = scene(day, MENDED)
    assert found["steps"] == [code for code, _, _ in STEPS] == ["assign", "verify", "classify", "mend"]
    assert day[1]["server"]["tasks"] == ["mended"]
    assert [words for words in printed(day) if found["number"] in words and "差评" in words]


def decided(day: Day) -> dict[str, dict[str, str]]:
    """What the items of each package came to, without the one that is void."""
    every = {name: dict(scene(day, name)["decided"]) for name in PACKAGES}
    del every[PACKAGE]["7.4"]
    return every


def beside(day: Day) -> int:
    """What the sheet counts beside the visitors: children, what was added and exchanged, the will."""
    return sum(map(len, decided(day).values())) + len((ADDED, EXCHANGED, WILL))


def test_who_wrote_or_was_sent_by_a_hotline_is_answered_by_keys_too(day: Day) -> None:
    written = [visitor for visitor in VISITORS if visitor.channel in INCOMING]
    assert [visitor.decision for visitor in written] == [Decision.ANSWER, Decision.ANSWER]
    others = sum(entrance(visitor.channel).value == "other" for visitor in counted_visitors())
    assert others == len(written)
    assert day[1]["sheet"]["channels"]["other"] == others + len(decided(day)[BY_LETTER])


# -- The sheet


def test_the_sheet_agrees_with_the_script(day: Day) -> None:
    sheet, counted, children = day[1]["sheet"], counted_visitors(), decided(day)
    assert sheet["visits"] == len(counted) + beside(day)
    assert sheet["visits"] == sum(sheet["results"].values()) == sum(sheet["channels"].values())
    every = [one for family in children.values() for one in family.items()]
    answered = sum(one.decision is Decision.ANSWER for one in counted)
    assert sheet["results"]["answer"] == answered + sum(came == "answer" for _, came in every)
    asked = sum(one.item == "2" for one in counted)
    assert sheet["by_item"]["2"] == asked + sum(code.startswith("2.") for code, _ in every)


def test_the_flow_adds_up(day: Day) -> None:
    flow = day[1]["sheet"]["flow"]
    arrived = flow["carried_in"] + flow["new"] + flow["transferred_in"] + flow["reopened"]
    gone = flow["closed"] + flow["rejected"] + flow["left"] + flow["transferred_out"] + flow["carried_over"]
    assert arrived == gone
    assert flow["carried_in"] == OF_EARLIER
    # The wrong item of the package is among what is void.
    assert flow["new"] + flow["voided"] == len(VISITORS) + beside(day) + 1


def test_the_printed_sheet_says_the_same(day: Day) -> None:
    out, told = day
    words = text_of(out / "workload.pdf")
    assert "日工作量统计表" in words
    assert f"合计{told['sheet']['visits']}" in words


def test_every_printed_paper_can_be_read_and_has_a_number(day: Day) -> None:
    printed = sorted((day[0] / "printed").glob("*.pdf"))
    assert len(printed) > 10
    without = [path.name for path in printed if not re.search(r"HH01", text_of(path))]
    assert without == []


def test_what_was_typed_cannot_be_read_in_the_files(day: Day) -> None:
    (step,) = [one for one in day[1]["steps"] if "killed" in one["name"]]
    assert step["found"]["looked_for"] == []
    assert {one.party.name for one in MORNING if one.party} <= set(day[1]["typed"])
