"""What the clerk reads after the program made peace with the city by itself (sync.md D.8)."""

_EPOCH_TITLE = "市级服务器恢复过数据，本机已自动核对"
_EPOCH_LOST = "市级缺少的 {count} 步由本机自动补发。办件照常办理，不用重办，编号不变。"
_EPOCH_NONE = "本机的办件市级都有，没有缺少。办件照常办理，编号不变。"


def healed(count: int) -> tuple[str, str]:
    """Title and text after a restore of the city: `count` steps are sent again."""
    return _EPOCH_TITLE, _EPOCH_LOST.format(count=count) if count else _EPOCH_NONE
