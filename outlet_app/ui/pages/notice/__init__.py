"""一次性告知书: the notice page with its live preview."""
