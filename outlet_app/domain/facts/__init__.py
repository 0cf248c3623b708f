"""The facts of a case, by the part of its course they belong to."""
