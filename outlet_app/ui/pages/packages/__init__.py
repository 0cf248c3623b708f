"""集成办: a package on one form."""
