"""What the papers are called."""

from collections.abc import Mapping

PAPERS: Mapping[str, str] = {
    "W01": "首问登记回执",
    "W04": "一次性告知书",
    "W05": "受理通知书",
    "W17": "日工作量统计表",
}
