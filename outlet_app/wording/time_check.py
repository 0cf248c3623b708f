"""What is said of a machine whose date cannot be right."""

from datetime import datetime

from outlet_app.wording.formats import clock
from outlet_app.wording.timeline import whole_day

TITLE = "请核对本机日期和时间"
SHOWN = "本机显示 {day} {time}。"
DOUBT = "它早于最近的办件，或者跳动过，可能不准。"
KEPT = "办件照常保存和打印，注明时间待核；连上市级服务器后自动校准。"
RIGHT = "核对无误(&Y)"
WRONG = "时间不对(&N)"
SET_IT = "请先调准系统的日期和时间"
SET_IT_TEXT = "调准以前照常办理，办件注明时间待核"


def shown(now: datetime) -> str:
    """本机显示 2026年11月18日 星期三 10:42。"""
    return SHOWN.format(day=whole_day(now.date()), time=clock(now))
