"""Words of a matter that only those who work on it may read."""

from collections.abc import Mapping

ACTIONS: Mapping[str, tuple[str, str]] = {"see_opponent": ("查看维权内容(&X)", "eye")}
COVERED = "维权事项，内容只向承办人员和窗口负责人显示"
COVERED_LINE = "内容受限"
IN_LEDGER = "内容见办件"
TITLE = "查看维权内容"
TEXT = "涉及对方当事人和证据。请选择理由。显示 60 秒，查看人、时间和理由会记入日志。"
GO = "显示(&X)"
SHOWN = "已显示维权内容，60 秒后遮住"
