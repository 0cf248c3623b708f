"""The door: signing in and the first start of a machine."""
