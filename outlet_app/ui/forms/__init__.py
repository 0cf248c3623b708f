"""Widgets built from form specs."""
