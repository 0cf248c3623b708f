"""差评整改: the task W16 from its arrival to its archive (domain.md §7.5)."""
