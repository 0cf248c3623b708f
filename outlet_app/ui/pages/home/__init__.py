"""The desk: what is due, what waits to be sent and the day's numbers."""
