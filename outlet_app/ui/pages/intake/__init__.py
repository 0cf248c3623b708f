"""首问登记: the registration page."""
