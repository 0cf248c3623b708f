"""What is said: plain official Chinese for every code."""
