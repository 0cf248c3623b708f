"""Versions of a small service-item list and the orders about them, as plain data."""

from datetime import date, datetime
from typing import Any

from outlet_app.domain.calendar import CST
from outlet_app.domain.releases.order import Act, Mode, Order, Subject
from outlet_app.domain.releases.reach import EVERYWHERE, Reach
from tests.support.plain_copies import plain_copy

ISSUED = datetime(2026, 11, 20, 9, 0, tzinfo=CST)
OFFICE = "1508000001"


def material(code: str, **changes: object) -> dict[str, object]:
    """A checklist line."""
    told: dict[str, object] = {
        "code": code, "name": f"材料 {code}", "core": False, "form": "COPY", "copies": 1, "may_follow": True,
        "shared": False, "source": "申请人自备", "standard": "清晰完整。", "remedy": "重新提交。",
    }  # fmt: skip
    return told | changes


def sub_item(code: str, **changes: object) -> dict[str, object]:
    """A sub-item with two materials and one clock."""
    told: dict[str, object] = {
        "code": code, "name": f"办理项 {code}", "authority": "LOCAL", "instant": False, "consulting": False,
        "correction_workdays": 15, "outcomes": ["答复"], "stages": ["受理", "办结"],
        "clocks": [{"code": "handling", "kind": "WORKDAYS", "value": 3, "start": "ACCEPTED"}],
        "materials": [material(f"{code}-M1"), material(f"{code}-M2")],
    }  # fmt: skip
    return told | changes


def item(number: int, *subs: dict[str, object], **changes: object) -> dict[str, object]:
    """An item with its seven elements."""
    told: dict[str, object] = {
        "number": number, "short_name": f"事项 {number}", "initials": "sx", "name": f"服务事项 {number}",
        "objects": "企业", "content": "指导", "flow": "1. 提交", "time_limit": "3 个工作日内",
        "bodies": "知识产权科", "channels": "线下窗口",
        "sub_items": list(subs) or [sub_item(f"{number}.1"), sub_item(f"{number}.2")],
    }  # fmt: skip
    return told | changes


def plain_list(
    version: str = "2027-1", since: str = "2027-01-01", *items: dict[str, object]
) -> dict[str, Any]:
    """A version of the list with two items."""
    told = list(items) or [item(1), item(2)]
    return plain_copy({"version": version, "title": "清单", "effective_from": since, "items": told})


def order(number: int = 1, act: Act = Act.PUBLISH, name: str = "2027-1", **changes: Any) -> Order:
    """An order about the service-item list."""
    since = date(2027, 1, 1) if act is Act.PUBLISH else None
    told: dict[str, Any] = {
        "subject": Subject.CATALOGUE, "issued_at": ISSUED, "by": OFFICE, "reason": "", "mode": Mode.YEARLY,
        "effective_from": since, "reach": EVERYWHERE, "outlet": "",
        "content": plain_list(name) if act is Act.PUBLISH else None,
    }  # fmt: skip
    return Order(number, act, name=name, **{**told, **changes})


def only(*outlets: str, divisions: tuple[str, ...] = (), share: int = 0) -> Reach:
    """A reach of some."""
    return Reach(outlets, divisions, share)
