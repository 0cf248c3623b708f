"""What may not enter a log, in every dress it comes in; and what has to stay, or no fault is ever found."""

import logging
from pathlib import Path

import pytest

from outlet_app.system.crash import write_sheet
from outlet_app.system.logs import redact, start_logging, stop_logging

PERSONAL = [
    # Names, in every script a clerk may type.
    "张三",
    "欧阳娜娜",
    "阿拉坦·乌拉",
    "𬎆旭",
    "䶮",
    "ᠮᠣᠩᠭᠣᠯ",
    "Бат-Эрдэнэ",
    "巴彦淖尔市河套禾源食品有限公司",
    "内蒙古（金葵）种业公司",
    # Numbers of people.
    "152822196501010025",
    "15282219650101002X",
    "15282219650101002x",
    "152822650101002",
    "810000199003072115",
    "911156199003072115",
    "CHN110012345678",
    "E12345678",
    "EJ1234567",
    "G1234567",
    "H12345678",
    "M1234567801",
    "12345678",
    # Codes of bodies.
    "91150826MA0QK7XH47",
    "93150821MA0XF8D54N",
    "11150800MB0K123415",
    # Telephones as people write them.
    "13812345678",
    "138 1234 5678",
    "138-1234-5678",
    "138.1234.5678",
    "+8613812345678",
    "+86 138 1234 5678",
    "0086-13812345678",
    "0478-8213500",
    "04788213500",
    "(0478)8213500",
    "(0478) 821-3500",
    "0478-8213500-12",
    "010-88888888",
    "400-820-8820",
]
FRAMES = ["{}", "for {}", "{} came", "<{}>", "'{}'", '"{}",', "name={}", "({})", "a, {}; b", "{}\n{}", "[{}]"]


@pytest.mark.parametrize("secret", PERSONAL)
def test_nothing_personal_is_left_whatever_stands_around_it(secret: str) -> None:
    for frame in FRAMES:
        written = redact(frame.replace("{}", secret))
        assert secret not in written, frame
        digits = "".join(sign for sign in secret if sign.isdigit())
        assert len(digits) < 7 or digits not in "".join(sign for sign in written if sign.isdigit()), frame


USEFUL = [
    "saved 3 events in 12 ms",
    "took 1234567 us",
    "seq 120345 of inst 7",
    "op 019a9c1e-7d2a-7f00-8000-0123456789ab parked",
    "epoch e-1dbd87e52b87a78a",
    "sha256 " + "ab12" * 16,
    "HTTP 503 from 127.0.0.1:8471",
    "paper.too_long at line 42",
    "File cases.py, line 118, in accept",
    "schema 1, this program knows 2",
    "Qt 6.11.3, Python 3.11.7",
    "printer window_1 said no",
    "state.guard",
    "W04",
    "0837",
    "item 8.2",
]


@pytest.mark.parametrize("said", USEFUL)
def test_what_finds_a_fault_stays(said: str) -> None:
    assert redact(said) == said


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("阿拉坦·乌拉 and 张三", "<6> and <2>"),
        ("张三\n李四", "<2>\n<2>"),
        ("E12345678, 13812345678", "#, #"),
        ("张13812345678三", "<1>#<1>"),
        ("caf\u00e9", "caf<1>"),
        ("", ""),
    ],
)
def test_the_length_of_a_name_and_nothing_more_is_kept(said: str, written: str) -> None:
    assert redact(said) == written


@pytest.mark.parametrize("secret", PERSONAL)
def test_redacting_twice_is_redacting_once(secret: str) -> None:
    assert redact(redact(secret)) == redact(secret)


def test_no_secret_reaches_the_file_by_message_argument_or_traceback(tmp_path: Path) -> None:
    handler = start_logging(tmp_path)
    log = logging.getLogger("outlet_app.redaction")
    for secret in PERSONAL:
        log.warning("plain " + secret)
        log.warning("argument %s", secret)
        log.warning("dict %(who)s", {"who": secret})
        try:
            raise ValueError(secret)
        except ValueError as error:
            log.exception("trouble")
            write_sheet(tmp_path, error)
    stop_logging(handler)
    written = "".join(file.read_text(encoding="utf-8") for file in tmp_path.iterdir())
    assert written.count("ValueError: ") >= 2 * len(PERSONAL)
    assert [secret for secret in PERSONAL if secret in written] == []
