"""What a clerk reads when the city lets this machine do less, in three clauses each."""

from collections.abc import Mapping

_BARRED: Mapping[str, tuple[str, str]] = {
    "suspended": (
        "市级已暂停本机",
        "资料都在本机，没有丢失；办件照常保存，照常送达市级。暂停期间收不到其他窗口的办理情况和市局更新。"
        "请联系市级管理员；连不上网络的，可以导出到 U 盘。",
    ),
    "revoked_evacuate": (
        "市级已停用本机，正在上交数据",
        "资料都在本机，市级全部收到以前不会清除。请保持网络畅通，不要再办新件；连不上网络的，请导出到 U 盘。",
    ),
    "revoked": (
        "市级已停用本机，不再接收",
        "资料都在本机加密保存，没有清除。请停止在本机办理，联系市级管理员；"
        "没有送达的可以导出到 U 盘，由市级核对。",
    ),
}


def barred(mode: str) -> tuple[str, str]:
    """Title and text of the banner: what happened; is the work safe and what to do."""
    return _BARRED[mode]
