"""Words of L25: what became of every number, and why some are missing."""

from collections.abc import Callable, Mapping
from typing import Any

from outlet_app.domain.ledgers.numbers import CASE, COMPLETE, Why

NAME = "编号使用台账"
HEADS: Mapping[str, str] = {
    "series": "编号种类",
    "issued": "编到几号",
    "taken": "已使用",
    "spoilt": "已作废",
    "apart": "非办件",
    "stuck": "待市级",
    "lacking": "缺号和原因",
}
CASES, PAPERS = "办件编号 {day}", "文书 {word}〔{year}〕"
NONE_LACKING, MISSED = "无缺号", "第 {serials} 号。{why}"
WHYS: Mapping[str, str] = {
    Why.SET_BACK: "搁置：本机恢复过备份，已改用新的终端号",
    Why.LOST: "搁置：那台终端已遗失或损毁，市级已停用",
    Why.UNHEARD: "本机没有收到，以那台终端打印的台账为准",
    Why.UNKNOWN: "原因未查明，请联系市级管理员",
}


def _series(value: Any) -> str:
    kind, *words, last = str(value).split(":")
    return CASES.format(day=last) if kind == CASE else PAPERS.format(word="".join(words), year=last)


def lacking(value: Any) -> str:
    """第 3、7–9 号。搁置：…; 无缺号 where every serial is known."""
    if value == COMPLETE:
        return NONE_LACKING
    why, _, serials = str(value).partition("|")
    return MISSED.format(serials=serials.replace(", ", "、"), why=WHYS[why])


FORMATS: Mapping[str, Callable[[Any], str]] = {"series": _series, "lacking": lacking}
