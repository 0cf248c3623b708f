"""Words of L26: a quarter of reviews by item, and each clerk's rate at its foot."""

from collections.abc import Callable, Mapping
from typing import Any

from outlet_app.domain.ledgers.quarterly import CODE, HELD_BACK, NO_RATE, OUTLETS_OWN
from outlet_app.domain.reviews.levels import CARDS
from outlet_app.wording.review_ledger import Foot
from outlet_app.wording.review_words import LEVELS

__all__ = ["CODE", "FOOT", "FORMATS", "HEADS", "NAME"]

NAME = "好差评季度统计台账"
FOOT = Foot("各经办人评价率（不列等级）", ("经办人", "应评", "已评", "评价率"))
HEADS: Mapping[str, str] = {
    "of_item": "服务事项",
    "cases": "办件数",
    "served": "应评",
    "given": "评价数",
    "excluded": "剔除数",
    "given_rate": "评价率",
    **{f"level{int(level)}": LEVELS[level] for level in CARDS},
    "content": "满意度",
    "bad": "差评数",
    "to_mend": "应整改",
    "done": "已整改",
    "done_rate": "整改率",
    "spent": "平均用时（工作日）",
}
WHOLE, MARK, DASH = "本网点合计", "＊", "—"
_MARKS: Mapping[str, str] = {HELD_BACK: MARK, NO_RATE: DASH}


def _figure(value: Any) -> str:
    return _MARKS.get(str(value), str(value))


FORMATS: Mapping[str, Callable[[Any], str]] = {
    **dict.fromkeys(HEADS, _figure),
    "of_item": lambda value: WHOLE if value == OUTLETS_OWN else str(value),
}
