"""How L18 and the dialog of the shift say from when to when somebody was there, and how he left."""

from outlet_app.domain.attendance import Stay
from outlet_app.domain.facts.duty import SignOutWay
from outlet_app.domain.ledgers.duty import duty_lines
from outlet_app.wording import duty as said
from outlet_app.wording import ledgers as words
from tests.domain.test_attendance import CHANGED, DAY, LOCKED, OTHER, QUIT, books, minute, out, told
from tests.support.builders import CLERK, at


def test_l18_tells_how_and_since_when() -> None:
    (line,) = duty_lines(books(*told((50, CLERK, out(0, 42, LOCKED)))), (), DAY, DAY)
    assert line.at == minute(50)
    assert words.cell("duty", line.cells["duty"]) == "签退"
    assert (
        words.cell("said", line.cells["said"])
        == "11-20 周五 09:05 登录，11-20 周五 09:47 离开（锁屏后换人登录）"
    )
    assert said.FORMATS["gap"]("not_on_duty\nnot_signed_out") == "未登记到岗、未签退"
    assert said.FORMATS["gap"]("not_yet_signed_out") == "尚未签退"


def test_how_the_dialog_says_a_day() -> None:
    names = {CLERK: "苏日娜", OTHER: "乌力吉·巴图"}
    table: dict[tuple[Stay, ...], str] = {
        (): "没有记录。",
        (Stay(CLERK, at()),): "苏日娜 09:05 起，尚未签退",
        (Stay(CLERK, at(), is_cut=True),): "苏日娜 09:05 起，未签退",
        (Stay(OTHER, at(), at(60), CHANGED),): "乌力吉·巴图 09:05—10:05（换人登录）",
        (Stay("1508269999", at(), at(60), QUIT),): "9999 09:05—10:05（退出程序）",
        (Stay(CLERK, at(days=-1), at(30), SignOutWay.HANDED),): ("苏日娜 11-19 周四 09:05—09:35（交接）"),
        (Stay(CLERK, at(), at(60), SignOutWay.SENT_AWAY),): "苏日娜 09:05—10:05（不再是本网点人员）",
    }
    assert {told: said.stays(told, names) for told in table} == table
    many = tuple(Stay(CLERK, at(one), is_cut=one < 6) for one in range(7))
    lines = said.stays(many, names).split("\n")
    assert len(lines) == said.STAYS_SHOWN + 1
    assert lines[-2:] == ["苏日娜 09:11 起，尚未签退", "另有 3 次，见值班与交接班台账"]
    assert set(said.WAYS) == set(SignOutWay)
