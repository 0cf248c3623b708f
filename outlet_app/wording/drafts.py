"""What is said of an unfinished registration: when it was kept, that it was brought back, or trouble."""

SAVED = "{time} 已自动保存"
FAILED = "未能保存，正在重试"
RESUMED = "已恢复 {time} 的草稿"

NOT_TYPED = "正在保存，这时输入的内容没有录入"
NOT_TYPED_TEXT = "保存结束后请重新输入"

NOT_SAVED = "draft.not_saved"
AGAIN = "再试一次(&R)"
KEEPING = "正在保存未完成的登记…"
KEPT = "未完成的登记已存为草稿，解锁后继续"
