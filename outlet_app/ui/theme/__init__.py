"""Colours, type, icons and sizes."""
