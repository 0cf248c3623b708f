"""What is kept: the encrypted file, the journal and its projections."""
