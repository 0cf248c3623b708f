"""好差评: what a reviewer may say of a service event, and what is counted of it (domain.md §7)."""
