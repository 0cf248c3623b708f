"""A scan is a paper of ours, a licence or neither, and what is said of it is whole and hides numbers."""

from datetime import datetime

from outlet_app.domain.calendar import CST
from outlet_app.domain.licences import Licence
from outlet_app.domain.scanning import Scan, Unread, understand
from outlet_app.wording.scanning import LICENCE_LABELS, busy, filled, unread

NUMBER, CODE = "HH05-20261122-010017-T", "8K2M4QXZ"


def test_a_scan_is_a_paper_a_licence_or_said_to_be_neither() -> None:
    licence = "91150826MA0NK2H35E"
    meant = {
        f"{NUMBER} {CODE}": Scan(NUMBER, CODE),
        NUMBER.lower(): Scan(NUMBER),
        f"{NUMBER} 8K2M": Unread.CASE_NO,
        "HH05-20261122-010017-U": Unread.CASE_NO,
        "HH05-20261122": Unread.CASE_NO,
        licence: Licence(licence),
        f"名称：河套食品\n统一社会信用代码：{licence}": Licence(licence, "河套食品"),
        "91150826MA0NK2H35F": Unread.WRONG_CODE,
        "https://www.gsxt.gov.cn/%7B1%7D": Unread.WITHOUT_CODE,
        "https://example.invalid/": Unread.WITHOUT_CODE,
        "6901234567892": Unread.UNKNOWN,
        "": Unread.UNKNOWN,
        "HH05": Unread.UNKNOWN,
    }
    assert {raw: understand(raw, LICENCE_LABELS) for raw in meant} == meant


def test_what_is_said_of_an_unread_scan_hides_numbers_of_people() -> None:
    said = {
        why: unread(why, "150802199001011234", kept=why is Unread.UNKNOWN).partition("扫到的是")
        for why in Unread
    }
    shown = "“1508**********1234”。"
    assert {why: (first, last) for why, (first, _, last) in said.items()} == {
        Unread.CASE_NO: (
            "像是办件号，但校验不符。请重新扫一次，或按 F3 手工输入。",
            f"{shown}已填写的内容没有变动。",
        ),
        Unread.WRONG_CODE: (
            "扫到的 18 位号码不是正确的统一社会信用代码。请再扫一次，或照证照填写。",
            f"{shown}已填写的内容没有变动。",
        ),
        Unread.WITHOUT_CODE: (
            "这个二维码里没有统一社会信用代码，要联网才能查到。请照证照填写。",
            f"{shown}已填写的内容没有变动。",
        ),
        Unread.UNKNOWN: (
            "既不是本系统的文书，也不是营业执照。",
            f"{shown}已照原样留在光标处，不需要的请删去。",
        ),
    }


def test_a_long_scan_is_told_in_short() -> None:
    said = unread(Unread.UNKNOWN, "甲\n乙 " * 200, kept=False)
    assert "甲 乙 甲 乙" in said
    assert said.endswith("…”。已填写的内容没有变动。")
    assert len(said) < 120
    assert busy("SF12").startswith("对话框还开着。请办完或按 Esc 关闭，再扫一次。扫到的是“SF12”。")


def test_what_a_licence_filled_is_told() -> None:
    code, at = "91150826MA0NK2H35E", datetime(2026, 3, 2, 9, tzinfo=CST)
    assert {
        filled(Licence(code, "河套食品", "刘建平"), contact=True, last=None),
        filled(Licence(code, "河套食品"), contact=False, last=None),
        filled(Licence(code), contact=False, last=None),
        filled(Licence(code), contact=False, last=at),
    } == {
        f"统一社会信用代码 {code}。联系人先填了法定代表人，来的是别人请改过来。",
        f"统一社会信用代码 {code}。",
        f"统一社会信用代码 {code}。执照的二维码里没有名称，请照证照填写名称。",
        f"统一社会信用代码 {code}。其余信息按 2026-03-02 的登记带出。",
    }
