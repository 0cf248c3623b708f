"""Small painted widgets shared by the pages."""
