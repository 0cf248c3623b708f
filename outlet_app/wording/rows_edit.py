"""Words of a small table to type in."""

CELL = "第 {row} 行 {column}"
CUT = "最多 {most} 行，后面 {lost} 行没有粘贴"


def cell_name(row: int, column: str) -> str:
    """第 2 行 权利人, for who hears the screen."""
    return CELL.format(row=row, column=column)


def cut(most: int, lost: int) -> str:
    """How much of what was copied found no row."""
    return CUT.format(most=most, lost=lost)
