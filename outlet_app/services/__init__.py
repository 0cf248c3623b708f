"""What is done: use cases, thread-blind and constructor-injected."""
