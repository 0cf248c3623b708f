"""What the city hands down: orders, whom they reach, what stands, and what a new version changes."""
