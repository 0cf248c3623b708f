"""Help and keyboard map."""
