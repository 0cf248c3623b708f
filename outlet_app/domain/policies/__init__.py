"""免申即享: policies as data, what is known of an enterprise, whether one fits the other (domain.md §6)."""
