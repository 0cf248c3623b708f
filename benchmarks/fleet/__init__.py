"""How a city bears its whole fleet coming back at once."""
