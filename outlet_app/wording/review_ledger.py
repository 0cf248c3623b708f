"""Words of L12 好差评台账: its columns, and the figures at its foot."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from outlet_app.domain.ledgers import Sum, SumOf
from outlet_app.domain.ledgers.reviews import CODE, RATED
from outlet_app.domain.occasions import Occasion
from outlet_app.domain.reviews.levels import Level
from outlet_app.wording.review_words import LEVELS, OCCASIONS

__all__ = ["CODE", "FOOT", "FORMATS", "HEADS", "NAME", "Foot", "sum_name"]


@dataclass(frozen=True, slots=True)
class Foot:
    """The figures at the foot of a ledger: their title, and the heads of their four columns."""

    title: str
    heads: tuple[str, str, str, str]


NAME = "好差评台账"
FOOT = Foot("评价率和满意度", ("项目", "总数", "其中", "占比"))
HEADS: Mapping[str, str] = {"service": "服务", "answered": "评价情况"}
ANSWERED, NOT_ANSWERED = "已评价", "未评价"
FORMATS: Mapping[str, Callable[[Any], str]] = {
    "service": lambda value: OCCASIONS[Occasion(value)],
    "answered": lambda value: ANSWERED if value == RATED else NOT_ANSWERED,
}
_KINDS: Mapping[SumOf, str] = {
    SumOf.WHOLE: "应评中已评　本网点合计",
    SumOf.ITEM: "应评中已评　事项",
    SumOf.CLERK: "应评中已评　经办人",
    SumOf.LEVEL: "已评中",
    SumOf.CONTENT: "已评中满意（前三级）",
}


def sum_name(one: Sum) -> str:
    """应评中已评　本网点合计; 已评中　非常满意; 已评中满意（前三级）　8 资助奖励."""
    name = LEVELS[Level(int(one.name))] if one.kind is SumOf.LEVEL else one.name
    return f"{_KINDS[one.kind]}　{name}".rstrip("　")
