"""What is printed: values in, PDF bytes out."""
