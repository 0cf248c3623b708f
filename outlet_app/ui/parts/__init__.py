"""Assemblies that several pages share, so that pages need not know each other."""
