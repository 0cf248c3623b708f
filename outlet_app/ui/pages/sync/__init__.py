"""What waits between this machine and the city."""
