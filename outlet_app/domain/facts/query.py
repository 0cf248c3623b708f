"""The fact that a query turned out to be a complex one (domain.md §9.1)."""

from typing import ClassVar

from outlet_app.domain.facts.shared import DueStamp, Fact
from outlet_app.domain.frozen import dataclass


@dataclass(frozen=True, slots=True)
class QueryDeepened(Fact):
    """转为复杂查询: the case goes on as another sub-item of item 1; `dues` run from its registration.

    request: what is asked now, empty where it stays as it was.
    """

    KIND: ClassVar[str] = "query_deepened"
    sub_item: str
    reason: str
    request: str = ""
    dues: tuple[DueStamp, ...] = ()


FACTS: tuple[type[Fact], ...] = (QueryDeepened,)
# 知识产权信息查询 in the list.
QUERY_ITEM = 1
