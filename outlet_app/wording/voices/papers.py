"""What the papers are called on the screen; their titles on paper are in resources/forms."""

from collections.abc import Mapping

PAPERS: Mapping[str, str] = {
    "W01": "首问登记单",
    "W04": "一次性告知书",
    "W05": "受理通知书",
    "W06": "不予受理通知书",
    "W17": "日工作量统计表",
}


def paper_name(form: str) -> str:
    """一次性告知书; the bare code for a form of a later version."""
    return PAPERS.get(form, form)
