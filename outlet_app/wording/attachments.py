"""Words of 附件: the list under a material, and what is said of their way to the city."""

VOID_TITLE = "作废附件"
OTHER = "其他材料"


def pages(count: int) -> str:
    """3 页."""
    return f"{count} 页"


def size(count: int) -> str:
    """480 KB, 1.2 MB."""
    if count < 1_000_000:
        return f"{max(round(count / 1000), 1)} KB"
    return f"{count / 1_000_000:.1f} MB"


def waiting(left: int, total: int) -> str:
    """材料待传 1/3: so many of so many have not arrived; empty where nothing is to be sent."""
    return f"材料待传 {left}/{total}" if left else ""
