"""The checklist of materials as rows, on the registration page and where a case is examined."""
