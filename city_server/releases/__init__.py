"""What the city edits, checks, signs and hands down: read from spreadsheets and YAML, kept as orders."""
