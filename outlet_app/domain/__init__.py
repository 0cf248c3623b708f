"""What is true: the trade, pure and without a machine."""
