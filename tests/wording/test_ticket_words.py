"""What the ledger of called numbers says of each number."""

from outlet_app.domain.ledgers.tickets import CODE, COLUMNS
from outlet_app.wording import ledgers as words


def test_how_the_book_says_it() -> None:
    table = {
        ("fate", "served"): "已登记",
        ("fate", "passed"): "过号",
        ("fate", "left"): "离开",
        ("fate", "asked"): "咨询未登记",
        ("fate", "elsewhere"): "引导他处",
        ("fate", "waiting"): "未写去向",
        ("queue", "waiting"): "未写去向",
        ("queue", "asked"): "咨询未登记",
        ("queue", "missing|A002|A002"): "缺 A002 号",
        ("queue", "missing|A004|A008"): "缺 A004～A008 号",
        ("queue", ""): "",
        ("duty", "duty.signed_in"): "登录",
    }
    assert {key: words.cell(*key) for key in table} == table
    assert words.titled(CODE) == "L24　叫号登记核查台账"
    assert words.heads(COLUMNS) == (
        "序号", "时间", "办件编号", "终端", "经办人", "排队号", "去向", "材料和说明", "核查情况",
    )  # fmt: skip
    assert words.foot(CODE).title == "叫号登记率"
