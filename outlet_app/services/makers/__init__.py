"""How each paper of a case is made: one module a path, one line a form in `table.py`."""
