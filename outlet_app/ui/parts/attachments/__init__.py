"""附件: the pages being put together, the scans of each material, and where pages come from."""
