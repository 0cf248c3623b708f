"""The words of the defect list behind 需补正."""

from collections.abc import Mapping

CANCEL = "取消 Esc"
TITLE = "{name}：需要补正什么"
HINT = "可选多项，空格键选定，↑ ↓ 换行"
FIELDS: Mapping[str, str] = {"defects": "存在的问题", "remark": "说明"}
REMARK_HINT = "写清哪一页、哪一栏，会印在告知书上"
DONE = "记下问题(&O)"
LINE = "{code}　{name}"
