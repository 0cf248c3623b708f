"""What the clerk reads after the program made peace with the city by itself (sync.md D.8)."""

_EPOCH_TITLE = "市级服务器恢复过数据，本机已自动核对"
_EPOCH_LOST = "市级缺少的 {count} 步由本机自动补发。办件照常办理，不用重办，编号不变。"
_EPOCH_NONE = "本机的办件市级都有，没有缺少。办件照常办理，编号不变。"

_FORK_TITLES = {
    "restored": "本机数据恢复过，已换用终端号 {terminal}",
    "copied": "本机数据来自另一台机器，已换用终端号 {terminal}",
    "forgotten": "市级服务器恢复过数据，本机已换用终端号 {terminal}",
}
_FORK_BACK = "从市级取回本机 {count} 步。"
_FORGOTTEN_BACK = "市级缺少的 {count} 步由本机自动补发。"
_FORK_TEXT = "已打印的文书和编号照旧有效，以后的编号用新终端号。办件照常办理，不用重办。"

_SALVAGED_TITLE = "本机数据已从备份恢复，另外找回 {count} 步"
_SALVAGED_NONE = "本机数据已从备份恢复"
_SALVAGED_LOST = (
    "另有 {lost} 步没有读出，也没有发送过，市级没有：请对照备份以后的纸质文书和登记，缺的重新办理，"
    "并告诉市级管理员。"
)
_SALVAGED_UNTOLD = "有 {untold} 条评价的满意程度没有读出，本机的评价统计可能少计，评价本身不受影响。"
_SALVAGED_REST = "找回的从原样保留的损坏文件中读出，照常办理，不用重办，编号不变。"
_SALVAGED_TEXT = "这些是备份之后保存的，从原样保留的损坏文件中读出。办件照常办理，不用重办，编号不变。"


def healed(what: str, count: int, terminal: str = "", *, lost: int = 0, untold: int = 0) -> tuple[str, str]:
    """Title and text of what was put right: after a restore of the city `count` steps are sent again.

    After one of this machine `count` steps came back from the city; `terminal` is its new number, also where
    the city was set back to before it knew this machine by its name. Salvaged: `count` steps; `lost` are in
    neither place, and of `untold` reviews this machine does not count the level.
    """
    if what == "salvaged":
        return _salvaged(count, lost, untold)
    if what in _FORK_TITLES:
        told = _FORGOTTEN_BACK if what == "forgotten" else _FORK_BACK
        back = told.format(count=count) if count else ""
        return _FORK_TITLES[what].format(terminal=terminal), back + _FORK_TEXT
    return _EPOCH_TITLE, _EPOCH_LOST.format(count=count) if count else _EPOCH_NONE


def _salvaged(count: int, lost: int, untold: int) -> tuple[str, str]:
    told = (
        _SALVAGED_LOST.format(lost=lost) if lost else "",
        _SALVAGED_UNTOLD.format(untold=untold) if untold else "",
        (_SALVAGED_REST if lost or untold else _SALVAGED_TEXT) if count else "",
    )
    title = _SALVAGED_TITLE.format(count=count) if count else _SALVAGED_NONE
    return title, "".join(told)
