"""The whole day of an outlet: some sixty visitors, every item of the list, every way a contact can go."""
