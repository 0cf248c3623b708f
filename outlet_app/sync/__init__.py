"""What is sent: the treaty with the city and its courier."""
