"""Words of 超期清单."""

from outlet_app.wording import papers
from outlet_app.wording.oversight import REASONS
from outlet_app.wording.paper_lists import COLUMNS

HEADS = (papers.NO, *COLUMNS["late"].values())
NONE = "没有超期的办件"
SCOPE = "{outlet}，共 {count} 件"


def scope(outlet: str, count: int) -> str:
    """杭锦后旗知识产权公共服务窗口，共 3 件."""
    return SCOPE.format(outlet=outlet, count=count)


def late(count: int, *, in_hours: bool) -> str:
    """5 小时, 3 个工作日; less than one of them is said so."""
    unit = "小时" if in_hours else "个工作日"
    return f"{count} {unit}" if count else f"不足 1 {unit}"


def reason(code: str) -> str:
    """R5 疑难复杂; nothing while nobody has said why."""
    return f"{code} {REASONS.get(code, '')}".strip()
