"""The scripted day through the real widgets."""
