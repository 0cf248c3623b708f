"""What the sheet and the screen of the 日结核对 say of two days that differ."""

from datetime import date

from outlet_app.domain.closing import Difference, Unlike
from outlet_app.wording import closing as screen
from outlet_app.wording.forms import closing as words
from tests.domain.test_closing import NOTICE


def test_every_difference_is_said_in_words() -> None:
    said = {kind: words.how(Difference(kind, NOTICE, 4, 3)) for kind in Unlike}
    assert said == {
        Unlike.UNSENT: "本机有 4 条，市局收到 3 条，其余尚未发送",
        Unlike.CITY_LACKS: "本机有 4 条，市局没有这件",
        Unlike.NOT_HERE: "市局有 3 条，本机没有收到这件",
        Unlike.DIFFERS: "本机 4 条，市局 3 条，内容不一致",
        Unlike.PAPER_LACKED: "本机打印过，市局没有这份文书",
        Unlike.PAPER_NOT_HERE: "市局有这份文书，本机没有收到",
        Unlike.COPIES: "本机打印到第 4 次，市局记到第 3 次",
    }


def test_the_result_is_one_sentence() -> None:
    assert {
        (True, 0): words.result(True, 0),
        (True, 3): words.result(True, 3),
        (False, 0): words.result(False, 0),
    } == {
        (True, 0): "已与市局核对，相符。",
        (True, 3): "已与市局核对，3 处不符，见核对不符的编号。",
        (False, 0): "未与市局核对：核对时联系不上市级服务器。联网后请重新核对、打印。",
    }


def test_the_screen_names_the_days_to_be_completed() -> None:
    days = [date(2026, 11, day) for day in (16, 17, 18, 19)]
    assert {n: screen.still_open(days[:n]) for n in (0, 1, 3, 4)} == {
        0: "",
        1: "11-16 的日结还没有与市局核对，联网后请补",
        3: "11-16、11-17、11-18 的日结还没有与市局核对，联网后请补",
        4: "11-16、11-17、11-18 等 4 天 的日结还没有与市局核对，联网后请补",
    }
