"""Who may sign in at this counter."""
