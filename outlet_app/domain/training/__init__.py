"""Trainings and publicity: what an activity is, which step may follow, whom it reached (domain.md §9.10)."""
