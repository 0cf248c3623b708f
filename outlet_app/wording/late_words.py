"""Words of W18: what is late or nearly so, why, and how far past."""

from collections.abc import Callable, Mapping
from typing import Any

from outlet_app.domain.ledgers.late import SUPPLEMENT_RULE, TASK_RULE, Late
from outlet_app.domain.rectification.task import TaskState
from outlet_app.domain.states import State
from outlet_app.wording.oversight import REASONS
from outlet_app.wording.papers import DOINGS
from outlet_app.wording.rectification import STATES
from outlet_app.wording.states import STEPS

NAMES: Mapping[str, str] = {
    Late.OVERDUE: "超期清单",
    Late.SOON: "临期清单",
    Late.SUPPLEMENT: "容缺逾期清单",
    Late.FEEDBACK: "24 小时未反馈清单",
    Late.REVIEW: "差评未整改清单",
}
LISTED: Mapping[str, str] = {code: f"W18　{name}（截至现在）" for code, name in NAMES.items()}
SCOPES: Mapping[str, str] = {
    Late.OVERDUE: "本网点在办、已过办理时限的办件",
    Late.SOON: "本网点在办、一个工作日内到期的办件",
    Late.SUPPLEMENT: "本网点容缺受理、承诺的材料逾期未补齐的办件",
    Late.FEEDBACK: "本网点在办、已过 24 小时未反馈处理意见的办件",
    Late.REVIEW: "派到本网点、已过时限未整改的差评",
}
COUNT = "共 {count} 条。"
LEGEND = f"没有说明的，超期原因填代码：{'；'.join(f'{code} {word}' for code, word in REASONS.items())}。"
AT, AT_COLUMN = "受理时间", "over"
HEADS: Mapping[str, str] = {
    "rule": "时限规则",
    "over": "已超",
    "ends": "应办结时间",
    "place_now": "当前状态",
    "delay": "超期原因",
    "taken_up": "采取措施",
    "signed": "督办人签字",
}
_RULES: Mapping[str, str] = {**DOINGS, SUPPLEMENT_RULE: "容缺补齐", TASK_RULE: "差评整改"}
DAYS, HOURS = "{n} 个工作日", "{n} 小时"


def _over(value: Any) -> str:
    kind, number = str(value)[0], str(value)[1:]
    return (DAYS if kind == "d" else HOURS).format(n=number)


def _place(value: Any) -> str:
    kind, _, code = str(value).partition(":")
    return STATES[TaskState(code)] if kind == "task" else STEPS[State(code)]


FORMATS: Mapping[str, Callable[[Any], str]] = {
    "delay": lambda value: f"{value} {REASONS[value]}",
    "over": _over,
    "place_now": _place,
    "rule": lambda value: _RULES.get(value, DOINGS["handling"]),
}
