"""What is said to whoever ends the program, or signs out, while cases have not reached the city."""

TITLE = "还有办件没有送达"
KEPT = "资料已存本机，关机也不会丢失。"
AFTER_SIGN_IN = "资料已存本机，下次有人登录后自动发送"
STAY = "暂不退出(&N)"
SEND = "立即同步(&S)"
LEAVE = "退出程序(&Q)"
_ONLINE = "可以先同步，送达后再退出；现在退出，下次登录后自动发送。"
_OFFLINE = "现在连不上市级服务器，可以退出，下次登录并恢复连接后自动发送。"
_NOBODY = "现在没有人登录，登录以后才会发送。"


def waiting(count: int) -> str:
    """How many cases wait."""
    return f"还有 {count} 件没有送达市级服务器"


def sentence(count: int) -> str:
    """The same as a sentence of its own."""
    return waiting(count) + "。"


def now(*, online: bool, can_send: bool) -> str:
    """What to do about it."""
    if not can_send:
        return _NOBODY
    return _ONLINE if online else _OFFLINE
