"""The city division's own pages: what waits for it, answered in a browser by the rules of the commands."""
