"""The questions of the registration page."""
