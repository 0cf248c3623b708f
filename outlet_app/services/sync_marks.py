"""Marks the courier leaves in the store for those who ask how old something is."""

LAST_SYNC = "sync.last"
