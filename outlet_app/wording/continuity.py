"""Words of L23: what does not follow among a day's registrations."""

from datetime import datetime
from typing import Any

from outlet_app.domain.ledgers.continuity import BEFORE, MISSING, OTHER_DAY
from outlet_app.wording.formats import stamp

NAME = "首问登记核查台账"
HEAD = "核查情况"
ONE_MISSING, SEVERAL_MISSING = "缺第 {first} 号", "缺第 {first}～{last} 号"
EARLIER = "登记时间早于前一号（{at}）"
ANOTHER_DAY = "编号日期 {day}，与登记日期不符"
CLOCK = "登记时本机时间待核"
JOIN = "；"


def broken(value: Any) -> str:
    """缺第 3～5 号；登记时间早于前一号（2026-11-20 09:05）."""
    return JOIN.join(map(_one, str(value).split("\n")))


def _one(coded: str) -> str:
    kind, _, rest = coded.partition("|")
    if kind == MISSING:
        first, _, last = rest.partition("|")
        template = ONE_MISSING if first == last else SEVERAL_MISSING
        return template.format(first=first, last=last)
    if kind == BEFORE:
        return EARLIER.format(at=stamp(datetime.fromisoformat(rest)))
    return ANOTHER_DAY.format(day=rest) if kind == OTHER_DAY else CLOCK
