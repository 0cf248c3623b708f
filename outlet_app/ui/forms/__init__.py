"""Builds widgets from the specs of the forms; the specs themselves live in the domain."""
