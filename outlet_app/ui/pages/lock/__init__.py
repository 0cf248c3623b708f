"""The locked screen."""
