"""One worker: its tasks, its safe points and what it reports."""
