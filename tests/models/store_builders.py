"""Builders for the storage tests; every name and number is invented."""

import json
from datetime import datetime, timedelta

from outlet_app.domain.applicant import Applicant, ApplicantKind, IdKind
from outlet_app.domain.calendar import CST
from outlet_app.models.applicants import Visit
from outlet_app.models.cards import Card
from outlet_app.models.engine import Database
from outlet_app.models.instance import Instance
from outlet_app.models.journal import Op

KEY = bytes(range(32))
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=CST)
CLERK = "1508260837"
COMPANY = "巴彦淖尔市河套禾源食品有限公司"


def an_instance(**changes: object) -> Instance:
    facts: dict[str, object] = {
        "instance_id": "inst-1",
        "device_id": "dev-1",
        "outlet_code": "1508260001",
        "outlet_sign": "HH05",
        "terminal_no": "01",
        "server_url": "http://city.example",
        "private_key": b"p" * 32,
        "public_key": b"q" * 32,
    }
    return Instance(**(facts | changes))  # type: ignore[arg-type]


def an_op(op_id: str, case_id: str | None = "case-1", *, minutes: int = 0, name: str = COMPANY) -> Op:
    at = (NOW + timedelta(minutes=minutes)).isoformat()
    body = json.dumps({"op_id": op_id, "name": name}, ensure_ascii=False).encode()
    return Op(op_id, "registered", 1, case_id, at, CLERK, body)


def a_card(case_id: str = "case-1", **changes: object) -> Card:
    facts: dict[str, object] = {
        "case_id": case_id,
        "case_no": "HH05-20261120-010017-T",
        "outlet": "1508260001",
        "handler": CLERK,
        "first_contact": CLERK,
        "channel": "counter",
        "item_no": 8,
        "sub_item": "8.2",
        "applicant_kind": 2,
        "applicant_name": COMPANY,
        "contact": "刘建平",
        "id_kind": "uscc",
        "id_number": "91150826MA0QK7XH47",
        "phone": "13812345678",
        "state": "received",
        "decision": "received",
        "needs": "decide",
        "is_open": True,
        "registered_at": NOW,
    }
    return Card(**(facts | changes))  # type: ignore[arg-type]


def a_visit(name: str = COMPANY, *, number: str = "", phone: str = "", days: int = 0) -> Visit:
    kind = IdKind.USCC if number else IdKind.NONE
    told = Applicant(ApplicantKind.ENTERPRISE, name, kind, number, "刘建平", phone, "employee")
    return Visit(told, "HH05-20261120-010017-T", NOW + timedelta(days=days))


def save(store: Database, *op_ids: str, case_id: str = "case-1") -> None:
    with store.unit_of_work() as uow:
        uow.journal.append([an_op(op_id, case_id) for op_id in op_ids])
        uow.commit()


def stored_ids(store: Database, case_id: str = "case-1") -> list[str]:
    with store.reading() as uow:
        return [entry.op_id for entry in uow.journal.of_case(case_id)]
