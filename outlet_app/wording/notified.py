"""What stands below a 一次性告知 in the course of a case: how far its materials have come."""

from outlet_app.domain.notified import Asked
from outlet_app.wording.attachments import waiting

_ALL, _LISTED = "所列 {n} 份材料都已补齐", "所列 {n} 份材料："
_WHOLE, _LACKING, _OTHERWISE = "已补 {n} 份", "还缺 {n} 份（{names}）", "{n} 份改为容缺、承诺或者免交"
_NOTHING_YET = "还没有补正"
_IN_CITY = "扫描件 {n} 件都已到市局"


def asked(one: Asked) -> str:
    """所列 5 份材料：已补 3 份，还缺 2 份（申报书、委托书）; below it 材料待传 1/3."""
    return "\n".join(filter(None, (_brought(one), _scanned(one))))


def _brought(one: Asked) -> str:
    if one.whole == one.total:
        return _ALL.format(n=one.total)
    listed = _LISTED.format(n=one.total)
    if len(one.lacking) == one.total:
        return f"{listed}{_NOTHING_YET}"
    parts = (
        _WHOLE.format(n=one.whole) if one.whole else "",
        _LACKING.format(n=len(one.lacking), names="、".join(one.lacking)) if one.lacking else "",
        _OTHERWISE.format(n=one.otherwise) if one.otherwise else "",
    )
    return listed + "，".join(filter(None, parts))


def _scanned(one: Asked) -> str:
    left, total, elsewhere = one.scans.waiting, one.scans.total, one.scans.elsewhere
    if not total:
        return ""
    return waiting(left, total, elsewhere) or _IN_CITY.format(n=total)
