"""The daily sheet on screen."""
