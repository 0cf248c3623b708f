"""补正收件 and 审核: a case on the desk again, by scan, number or name."""
