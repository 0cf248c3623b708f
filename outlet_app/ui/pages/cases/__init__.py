"""Finding cases and seeing one of them whole."""
