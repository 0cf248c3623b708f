"""The counter client of Bayannur's intellectual-property public service."""
