"""Words of the page a printer is tried with."""

TITLE = "打印检查页"
SYSTEM_PRINTER = "系统默认打印机"
SAMPLE = "{size} 磅　巴彦淖尔市知识产权公共服务　首问负责　一次性告知"
# Two of them stand in no Noto face, which is what the page tries: they are told by number.
RARE = "生僻字　䶮　龑　㛃　\U0002c386　\U00020bb7　　阿拉坦·额尔敦巴特尔"
# What a scanner types, it types on a keyboard without Chinese.
CODE = "TEST0123456789"
CODE_NOTE = f"扫码枪应读出 {CODE}"
LOOK = (
    "1. 四边的框线完整，到纸边的距离相同。",
    "2. 每行文字清楚，没有缺笔、断线和空白方格。",
    "3. 下边的短线长 10 毫米，用尺量过相符的，没有缩放。",
    "本页没有编号，不是文书，看过以后可以丢弃。",
)


def told(outlet: str, sign: str, printer: str, clerk: str, short_no: str, at: str) -> tuple[str, ...]:
    """Where, on which printer, by whom and when the page was printed."""
    return (
        f"网点：{outlet}（{sign}）",
        f"打印机：{printer or SYSTEM_PRINTER}",
        f"人员：{clerk}　工号 {short_no}",
        f"时间：{at}",
    )
