"""What a clerk reads under a field, from what was typed to the sentence; and every sentence's gaps filled."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from string import Formatter
from typing import Any

import pytest

from outlet_app.domain.applicant import IdKind
from outlet_app.domain.calendar import CST
from outlet_app.domain.contact import check_phone
from outlet_app.domain.entry import NoticeDraft
from outlet_app.domain.events import NoticeLine
from outlet_app.domain.forms.dates import read_day
from outlet_app.domain.forms.notice import check_notice
from outlet_app.domain.identifiers import check_identity
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.numbering import read_case_number, read_query_code
from outlet_app.domain.problems import Problem
from outlet_app.domain.texts import check_line, check_name, check_text
from outlet_app.wording import fields, formats, statuses
from tests.architecture.house import modules, sayings
from tests.architecture.test_manner_of_speech import faults_of

TODAY = date(2026, 11, 20)
HAN = re.compile(r"[\u4e00-\u9fff]")
DATE = re.compile(r"(\d{4}年)?\d{1,2}月\d{1,2}日")


def uscc(raw: str) -> Problem | None:
    return check_identity(IdKind.USCC, raw, TODAY)


def id_card(raw: str) -> Problem | None:
    return check_identity(IdKind.ID_CARD, raw, TODAY)


def passport(raw: str) -> Problem | None:
    return check_identity(IdKind.PASSPORT, raw, TODAY)


def day(raw: str) -> object:
    return read_day(raw, TODAY)


SAID: list[tuple[Callable[[str], object], str, str]] = [
    (uscc, "9115082", "应为 18 位，少 11 位"),
    (uscc, "91150826MA0NK2H35E0", "应为 18 位，多 1 位"),
    (uscc, "91150826MAONK2H35E", "第 11 位不能是字母 O"),
    (uscc, "91150826MA0NK2H35巴", "第 18 位不能是“巴”"),
    (uscc, "91150826MA0NK2H350", "末位校验不符，请核对"),
    (uscc, "91150802MA0TEA711U", "第 17 位请再核对"),
    (id_card, "15282219650101002", "应为 18 位，少 1 位"),
    (id_card, "1528221965010100255", "应为 18 位，多 1 位"),
    (id_card, "15282219650101O025", "第 15 位不能是“O”"),
    (id_card, "152822196502300025", "出生日期不对，请核对"),
    (id_card, "152822203001010020", "出生日期在今天以后"),
    (id_card, "152822189001010020", "出生日期过早，请核对"),
    (id_card, "152822196501010026", "末位校验不符，请核对"),
    (passport, "E1", "号码格式不对，请核对"),
    (check_phone, "1380000204", "应为 11 位，少 1 位"),
    (check_phone, "138000020466", "应为 11 位，多 1 位"),
    (check_phone, "8213500", "座机请加区号，如 0478-"),
    (check_phone, "0478-82135", "座机号码少 2 位"),
    (check_phone, "０４７８－８２１３５", "座机号码少 2 位"),
    (check_phone, "0478-82135000", "座机号码多 1 位"),
    (check_phone, "12800002046", "号码不对，请核对"),
    (check_phone, "138O0002046", "第 4 位不能是“O”"),
    (check_name, "", "请填写名称"),
    (check_name, "名" * 103, "最多 100 字，超出 3 字"),
    (check_name, "张\ue000", "第 2 字为 U+E000，不能打印"),
    (check_name, "张\u202e三", "第 2 字不能打印"),
    (check_name, "面业👍", "第 3 字是表情，请删去"),
    (check_line, "一\n二", "第 2 字不能打印"),
    (check_text, "问" * 1009, "最多 1000 字，超出 9 字"),
    (check_text, "某\ue000", "第 2 字为 U+E000，可能印不出"),
    (day, "明天", "请填写日期，如 11-27"),
    (day, "11-31", "没有这一天"),
    (read_case_number, "HH05-2026", "办件号少 11 位"),
    (read_case_number, "HH05-20261122-010017-TT", "办件号多 1 位"),
    (read_case_number, "5HH0-20261122-010017-T", "不是办件号，请核对"),
    (read_case_number, "HH05-20261322-010017-T", "办件号里的日期不对"),
    (read_case_number, "HH05-20261122-010018-T", "办件号校验不符，请核对"),
    (read_query_code, "8K2M-4QX", "查询码少 1 位"),
    (read_query_code, "8K2M-4QXZZ", "查询码多 1 位"),
    (read_query_code, "8K2M-4QXU", "查询码第 8 位不对"),
]


@pytest.mark.parametrize(("check", "typed", "said"), SAID, ids=[f"{c.__name__}-{s}" for c, _, s in SAID])
def test_from_what_was_typed_to_what_is_said(check: Callable[[str], object], typed: str, said: str) -> None:
    problem = check(typed)
    assert isinstance(problem, Problem)
    assert fields.sentence(problem, "名称", value=typed) == said


def test_all_that_stands_against_a_notice_is_said() -> None:
    line = NoticeLine("8.2-M1", "申报书", MaterialState.MISSING, "ORIGINAL", 1, "", "补" * 310)
    found = check_notice(NoticeDraft((line,), 99))
    assert {
        name: fields.sentence(problem, fields.label(name.split(".")[-1])) for name, problem in found.items()
    } == {
        "lines.8.2-M1.issue": "请填写存在问题",
        "lines.8.2-M1.remedy": "最多 300 字，超出 10 字",
        "correction_workdays": "补正期限最多 60 个工作日",
        "verified": "请核对后打勾",
    }


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("applicant.name", "请填写名称"),
        ("phone", "请填写联系电话"),
        ("request", "请填写诉求"),
        ("item", "请选择服务事项"),
        ("sub_item", "请选择办理类型"),
        ("agent.id_number", "请填写代办人证件号码"),
        ("materials.8.2-M1", "请填写申请材料"),
    ],
)
def test_a_missing_field_is_asked_for_by_its_label(field: str, said: str) -> None:
    problem = Problem("field.missing", {"field": field})
    assert fields.sentence(problem, fields.label(field)) == said


def test_a_field_of_a_newer_program_keeps_its_code() -> None:
    assert fields.label("shoe_size") == "shoe_size"
    assert fields.sentence(Problem("shoe_size.odd"), "鞋码") == "鞋码不对，请核对"


# What callers put into the gaps, by the name of the gap.
COUNTED = "n count days off due handed copies page pages seconds"
LIMITS = "limit over least missing most position unsent edition"
NUMBERS = {*COUNTED.split(), *LIMITS.split()}
CODES = {
    "case_no": "HH05-20261122-010017-T",
    "number": "HH0501 告〔2026〕0031 号",
    "short_no": "0837",
    "short": "0837",
    "staff_no": "1508260837",
    "phone": "138****2046",
    "code": "D05",
    "codepoint": "U+4E00",
    "reference": "AB12-CD34",
    "version": "2025-batch-2",
    "sign": "HH05",
    "form": "W04",
    "letter": "I",
    "time": "09:52",
    "at": "2026-11-22 09:52",
    "until": "2026-11-22",
    "since": "2026-11-01",
    "moment": "11-23 17:30",
    "date": "11-23",
    "left": "3",
    "right": "2",
    "month": "11",
    "check": "A1B2",
}
# Where the name alone would mislead.
OTHERWISE = {
    "到 {month}月{day}日 {weekday}": {"day": "23", "weekday": "周一"},
    "到 {month}月{day}日，节假日安排未更新": {"day": "23"},
    "容缺，{due:h}前补交": {"due": "2026年11月27日"},
    "告知申请人：已转{name}{phone}{due}。": {"phone": "，电话 0478-8213500", "due": "，11-23 前接收"},
}


class Filler(Formatter):
    """Fills every gap as a caller would."""

    def __init__(self, values: dict[str, str]) -> None:
        self._values = values

    def get_value(self, key: int | str, args: Any, kwargs: Any) -> str:
        found = self._values | {}
        name = str(key)
        return found.get(name) or ("3" if name in NUMBERS else CODES.get(name, "甲乙"))

    def format_field(self, value: Any, format_spec: str) -> str:
        return str(value)


def gaps(text: str) -> list[str]:
    try:
        return [name for _, name, _, _ in Formatter().parse(text) if name]
    except ValueError:
        return []


TEMPLATES = [
    (module.at(node), str(node.value))
    for module in modules("outlet_app/wording")
    for node in sayings(module)
    if HAN.search(str(node.value)) and gaps(str(node.value))
]


def spoken(template: str) -> str:
    """The template as a caller fills it; a date, which has no spaces inside, stands as a word."""
    return DATE.sub("那天", Filler(OTHERWISE.get(template, {})).vformat(template, (), {}))


def test_there_are_many_sentences_with_gaps() -> None:
    assert len(TEMPLATES) > 150
    assert set(OTHERWISE) <= {text for _, text in TEMPLATES}


@pytest.mark.parametrize("first", "abcdefghijklmnopqrstuvwxyz")
def test_a_filled_sentence_keeps_to_the_manner_too(first: str) -> None:
    """By the first letter of the module, so that a fault is found in its place."""
    mine = [(at, text) for at, text in TEMPLATES if at.split("wording/")[1].startswith(first)]
    faulty = {f"{at} {spoken(text)}": faults_of(spoken(text)) for at, text in mine}
    assert {at: faults for at, faults in faulty.items() if faults} == {}


def test_the_filler_would_notice() -> None:
    assert faults_of(Filler({}).vformat("少{n}位", (), {}))
    assert faults_of(Filler({}).vformat("工号{short_no}", (), {}))
    assert not faults_of(Filler({}).vformat("{name}少 {n} 位", (), {}))


NOON = datetime(2026, 11, 23, 12, 5, tzinfo=CST)
DAYS = ["一", "二", "三", "四", "五", "六", "日"]


@pytest.mark.parametrize("step", range(7))
def test_weekdays_are_named_in_both_ways(step: int) -> None:
    one = date(2026, 11, 23 + step)
    assert formats.weekday(one) == f"周{DAYS[step]}"
    assert formats.full_weekday(one) == f"星期{DAYS[step]}"
    assert formats.short_day(one) == f"11-{23 + step} 周{DAYS[step]}"


@pytest.mark.parametrize(
    ("moment", "long", "stamp", "short", "due"),
    [
        (
            datetime(2026, 1, 2, 8, 5, tzinfo=CST),
            "2026年1月2日 08:05",
            "2026-01-02 08:05",
            "01-02 周五 08:05",
            "2026年1月2日（周五）08:05",
        ),
        (
            datetime(2026, 12, 31, 16, 0, tzinfo=UTC),
            "2027年1月1日 00:00",
            "2027-01-01 00:00",
            "01-01 周五 00:00",
            "2027年1月1日（周五）00:00",
        ),
        (
            datetime(2026, 11, 22, 15, 59, 59, tzinfo=UTC),
            "2026年11月22日 23:59",
            "2026-11-22 23:59",
            "11-22 周日 23:59",
            "2026年11月22日（周日）23:59",
        ),
    ],
)
def test_a_moment_in_each_of_its_dresses(
    moment: datetime, long: str, stamp: str, short: str, due: str
) -> None:
    assert formats.long_moment(moment) == long
    assert formats.stamp(moment) == stamp
    assert formats.short_moment(moment) == short
    assert formats.due_in_full(moment) == due
    assert formats.clock(moment) == stamp[-5:]


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 11, 22), "11-23 周一 12:05"),
        (date(2026, 11, 23), "今日 12:05"),
        (date(2026, 11, 24), "11-23 周一 12:05"),
        (date(2025, 11, 23), "11-23 周一 12:05"),
        (None, "11-23 周一 12:05"),
    ],
)
def test_only_today_is_called_today(today: date | None, said: str) -> None:
    assert formats.short_moment(NOON, today) == said


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("7K4M92QX", "7K4M 92QX"),
        ("7K4M9", "7K4M 9"),
        ("7K4M", "7K4M"),
        ("", ""),
        ("A" * 12, "AAAA AAAA AAAA"),
    ],
)
def test_a_code_is_read_out_in_fours(code: str, said: str) -> None:
    assert formats.fours(code) == said


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(0, 0, "—"), (0, 9, "0.0%"), (9, 9, "100.0%"), (1, 3, "33.3%"), (2, 3, "66.7%"), (999, 1000, "99.9%")],
)
def test_a_share_has_one_digit_after_its_dot(part: int, whole: int, said: str) -> None:
    assert formats.rate(part, whole) == said


@pytest.mark.parametrize(("number", "said"), [(0, "—"), (1, "1"), (99, "99"), (1234, "1234")])
def test_nought_is_a_dash_in_a_table(number: int, said: str) -> None:
    assert formats.count(number) == said


TONES = {"ok", "warn", "bad", "info", "mute"}


@pytest.mark.parametrize("code", statuses.STATUSES)
def test_every_chip_has_word_icon_and_tone(code: str) -> None:
    chip = statuses.status(code)
    assert HAN.search(chip.text)
    assert len(chip.text) <= 10
    assert chip.icon
    assert chip.tone in TONES
    assert statuses.reworded(code, "别的") == statuses.Status("别的", chip.icon, chip.tone)


def test_no_word_of_a_chip_has_two_looks() -> None:
    looks: dict[str, set[tuple[str, str]]] = {}
    for chip in statuses.STATUSES.values():
        looks.setdefault(chip.text, set()).add((chip.icon, chip.tone))
    assert {word: look for word, look in looks.items() if len(look) > 1} == {}


@pytest.mark.parametrize("code", statuses.PHRASES)
def test_the_longer_wording_keeps_icon_and_tone(code: str) -> None:
    facts = dict.fromkeys(gaps(statuses.PHRASES[code]), "11-23")
    assert facts
    longer = statuses.status(code, **facts)
    plain = statuses.STATUSES[code]
    assert (longer.icon, longer.tone) == (plain.icon, plain.tone)
    assert "11-23" in longer.text
    assert faults_of(longer.text) == set()
