"""The parts a 一次性告知书 is written with, on its own page and where a case is examined."""
