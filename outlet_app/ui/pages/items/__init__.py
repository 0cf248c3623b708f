"""事项清单: the ten items with their seven elements."""
