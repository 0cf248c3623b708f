"""A request that gets no answer but a code."""

from outlet_app.sync.wire import Code

STATUS: dict[Code, int] = {
    Code.BAD_BODY: 400,
    Code.DIGEST: 400,
    Code.NO_DEVICE: 401,
    Code.NONCE: 401,
    Code.SIGNATURE: 401,
    Code.MODE: 403,
    Code.INSTANCE: 403,
    Code.OUTLET: 403,
    Code.SCOPE: 403,
    Code.CODE_UNKNOWN: 403,
    Code.CODE_USED: 403,
    Code.CODE_EXPIRED: 403,
    Code.TERMINALS_FULL: 403,
    Code.NOT_FOUND: 404,
    Code.SEQ_GAP: 409,
    Code.FORK: 409,
    Code.OFFSET: 409,
    Code.EPOCH: 410,
    Code.TOO_LARGE: 413,
    Code.RANGE: 416,
    Code.BAD_OP: 422,
    Code.WRONG_DIGEST: 422,
    Code.SEAL: 422,
    Code.PROTO: 426,
    Code.SERVER_FAULT: 500,
    Code.BUSY: 503,
    Code.NO_ROOM: 507,
}
# Seconds after which a caller may come again where nothing says how long it takes.
_SOON = 5


class Denied(Exception):  # noqa: N818 - an answer to the caller, not a fault of the server
    """Raised anywhere below a route; nothing of the transaction is kept."""

    def __init__(self, code: Code, **args: str | int) -> None:
        super().__init__(code.value)
        self.code = code
        self.args_told = args
        self.status = STATUS[code]
        self.wait_s = _SOON if self.status == 503 else 0
