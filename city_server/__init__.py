"""The city's counterpart of the counter client: takes custody, judges, and hands on."""
