"""What the machine gives: paths, clock, keys, spooler, logs."""
