"""Labels and heads printed on the forms, one module a kind of paper; the sentences are in resources/forms."""
