"""The fair head-to-head of sync: the same records through this treaty, PouchDB and Anki, in one run."""
