"""What is said once the program has made peace with the city: calm, countable, nothing to do."""

import pytest

from outlet_app.services.healed import Healed
from outlet_app.ui.parts.news import tell_healed, tell_sync
from outlet_app.ui.theme.tokens import Tone
from outlet_app.wording.healing import healed
from outlet_app.wording.sync import reason, stopped
from outlet_app.wording.troubles import clauses
from tests.support.counter_fakes_desk import NOW, queue_state


class Told:
    """Keeps what was said in passing."""

    def __init__(self) -> None:
        self.toasts: list[tuple[object, ...]] = []

    def toast(self, *said: object) -> None:
        self.toasts.append(said)


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "本机的办件市级都有，没有缺少。办件照常办理，编号不变。"),
        (1, "市级缺少的 1 步由本机自动补发。办件照常办理，不用重办，编号不变。"),
        (3200, "市级缺少的 3200 步由本机自动补发。办件照常办理，不用重办，编号不变。"),
    ],
)
def test_after_a_restore_of_the_city_the_steps_sent_again_are_counted(count: int, text: str) -> None:
    assert healed("epoch", count) == ("市级服务器恢复过数据，本机已自动核对", text)


def test_it_is_said_once_and_in_passing() -> None:
    told = Told()
    tell_healed(told, Healed("epoch", NOW, 3))  # type: ignore[arg-type]
    tell_healed(told, None)  # type: ignore[arg-type]
    assert told.toasts == [(*healed("epoch", 3), Tone.INFO)]


def test_while_it_is_under_way_nobody_is_asked_to_do_anything() -> None:
    assert reason("sync.epoch") == ("市级服务器恢复过数据，正在核对", "稍后自动补发，办件照常办理")
    said = clauses("sync.epoch")
    assert (said.happened, said.safe, said.now) == (
        "市级服务器恢复过数据，正在核对。", "办件照常办理，已存本机。", "不用处理，稍后自动补发。",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("what", "count", "title", "text"),
    [
        (
            "restored", 0, "本机数据恢复过，已换用终端号 03",
            "已打印的文书和编号照旧有效，以后的编号用新终端号。办件照常办理，不用重办。",
        ),
        (
            "restored", 12, "本机数据恢复过，已换用终端号 03",
            "从市级取回本机 12 步。"
            "已打印的文书和编号照旧有效，以后的编号用新终端号。办件照常办理，不用重办。",
        ),
        (
            "forgotten", 0, "市级服务器恢复过数据，本机已换用终端号 03",
            "已打印的文书和编号照旧有效，以后的编号用新终端号。办件照常办理，不用重办。",
        ),
        (
            "forgotten", 7, "市级服务器恢复过数据，本机已换用终端号 03",
            "市级缺少的 7 步由本机自动补发。"
            "已打印的文书和编号照旧有效，以后的编号用新终端号。办件照常办理，不用重办。",
        ),
        (
            "copied", 0, "本机数据来自另一台机器，已换用终端号 03",
            "已打印的文书和编号照旧有效，以后的编号用新终端号。办件照常办理，不用重办。",
        ),
    ],
)  # fmt: skip
def test_after_a_fork_the_new_number_is_named(what: str, count: int, title: str, text: str) -> None:
    assert healed(what, count, "03") == (title, text)


@pytest.mark.parametrize("count", [1, 250])
def test_what_was_read_out_of_a_damaged_file_is_counted(count: int) -> None:
    title, text = healed("salvaged", count)
    assert title == f"本机数据已从备份恢复，另外找回 {count} 步"
    assert text == "这些是备份之后保存的，从原样保留的损坏文件中读出。办件照常办理，不用重办，编号不变。"
    told = Told()
    tell_healed(told, Healed("salvaged", NOW, count))  # type: ignore[arg-type]
    assert told.toasts == [(title, text, Tone.INFO)]


@pytest.mark.parametrize(
    ("code", "online", "title"),
    [
        ("sync.fork", False, "本机数据恢复过，接通网络后自动核对"),
        ("sync.copied", False, "本机数据来自另一台机器，接通网络后换用新的终端号"),
        ("sync.fork", True, "本机数据与市级记录对不上，请联系市级管理员"),
        ("sync.copied", True, "本机数据与市级记录对不上，请联系市级管理员"),
    ],
)
def test_without_the_line_it_waits_and_only_a_refusal_needs_a_person(
    code: str, online: bool, title: str
) -> None:
    assert stopped(code, online=online)[0] == title


@pytest.mark.parametrize(
    ("online", "title", "tone"),
    [
        (False, "本机数据恢复过，接通网络后自动核对", Tone.WARN),
        (True, "本机数据与市级记录对不上，请联系市级管理员", Tone.BAD),
    ],
)
def test_who_presses_f8_meanwhile_reads_what_the_page_says(online: bool, title: str, tone: Tone) -> None:
    told = Told()
    tell_sync(told, queue_state(online=online, stopped="sync.fork"))  # type: ignore[arg-type]
    ((said, _, how),) = told.toasts
    assert (said, how) == (title, tone)


LOST = (
    "另有 {n} 步没有读出，也没有发送过，市级没有：请对照备份以后的纸质文书和登记，"
    "缺的重新办理，并告诉市级管理员。"
)
UNTOLD = "有 {n} 条评价的满意程度没有读出，本机的评价统计可能少计，评价本身不受影响。"
CAME = "找回的从原样保留的损坏文件中读出，照常办理，不用重办，编号不变。"


@pytest.mark.parametrize(
    ("count", "lost", "untold", "title", "text"),
    [
        (4, 2, 0, "本机数据已从备份恢复，另外找回 4 步", LOST.format(n=2) + CAME),
        (4, 0, 3, "本机数据已从备份恢复，另外找回 4 步", UNTOLD.format(n=3) + CAME),
        (4, 2, 3, "本机数据已从备份恢复，另外找回 4 步", LOST.format(n=2) + UNTOLD.format(n=3) + CAME),
        (0, 2, 0, "本机数据已从备份恢复", LOST.format(n=2)),
        (0, 0, 1, "本机数据已从备份恢复", UNTOLD.format(n=1)),
    ],
)
def test_what_nobody_can_give_back_is_said_first_and_stays_in_sight(
    count: int, lost: int, untold: int, title: str, text: str
) -> None:
    assert healed("salvaged", count, lost=lost, untold=untold) == (title, text)
    told = Told()
    tell_healed(told, Healed("salvaged", NOW, count, lost=lost, untold=untold))  # type: ignore[arg-type]
    assert told.toasts == [(title, text, Tone.BAD if lost else Tone.INFO)]
