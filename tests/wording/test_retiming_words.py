"""How the course of a case tells which of its clocks were put right, and from what to what."""

from collections.abc import Callable

from outlet_app.domain.events import DueStamp
from outlet_app.wording.retiming import changes, clocks
from tests.domain.test_retiming import ANSWER, ASKED, FEEDBACK, FOLLOWED, OWING, case_of, retimed
from tests.support.builders import stamp


def names(sub_item: str) -> str:
    return f"{sub_item} 名称"


NAMER: Callable[[str], str] = names


def test_how_the_course_says_it() -> None:
    case = case_of(ASKED)
    fact = retimed(
        case,
        {"item": "8", "sub_item": "8.2", "consulting": "", "channel": "letter"},
        dues=(stamp(1, "response"),),
    )
    said = changes(fact, case, NAMER)
    assert said.text.split("\n") == [
        "服务事项：未列入清单 改为 8.2 名称",
        "来访方式：窗口 改为 信函",
        "反馈处理意见时限：2026-11-21 17:30 改为 无",
        "答复时限：2026-11-23 17:30 改为 无",
        "响应时限：无 改为 2026-11-21 17:30",
    ]
    assert [said.text[start:end] for start, end in said.strikes][:2] == ["未列入清单", "窗口"]


def test_how_the_days_are_said() -> None:
    owing, followed = case_of(*OWING), case_of(*FOLLOWED)
    fact = retimed(owing, {"promise.8.2-A1": "2026-11-23"})
    assert changes(fact, owing, NAMER).text == "补齐日期：信用承诺书：2026-11-25 改为 2026-11-23"
    fact = retimed(followed, {"first_visit": "2026-12-10"})
    assert changes(fact, followed, NAMER).text == "首次回访日期：2026-12-20 改为 2026-12-10"


def test_how_the_clocks_are_set_side_by_side() -> None:
    at_once = DueStamp("answer", FEEDBACK.kind, None)
    assert list(clocks((FEEDBACK, at_once), (FEEDBACK, ANSWER))) == [
        "反馈处理意见时限：2026-11-21 17:30，不变",
        "答复时限：当日 改为 2026-11-23 17:30",
    ]
