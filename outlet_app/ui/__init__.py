"""What is shown: windows, pages and keys."""
