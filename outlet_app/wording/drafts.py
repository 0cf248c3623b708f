"""What is said of an unfinished registration: when it was kept, that it was brought back, or trouble."""

SAVED = "{time} 已自动保存"
FAILED = "未能保存，正在重试"
RESUMED = "已恢复 {time} 的草稿"

NOT_SAVED = "draft.not_saved"
AGAIN = "再试一次(&R)"
KEEPING = "正在保存未完成的登记…"
KEPT = "未完成的登记已存为草稿，解锁后继续"
