"""What a decision still asks for: the reason of a rejection, the terms of a promise."""
