"""The page of 免申即享."""
