"""What is said of an unfinished registration: when it was kept, that it was brought back, or trouble."""

SAVED = "{time} 已自动保存"
FAILED = "未能保存，正在重试"
RESUMED = "已恢复 {time} 的草稿"
