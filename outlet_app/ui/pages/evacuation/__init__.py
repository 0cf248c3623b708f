"""A machine that the city called back hands everything over."""
