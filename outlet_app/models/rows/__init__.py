"""Mapped tables, private to the room."""
