"""The citizen's window: a review on the second screen, or over the whole one where there is no other."""
