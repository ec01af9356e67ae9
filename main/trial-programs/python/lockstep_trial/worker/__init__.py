"""Holds the parts of one worker: its tasks, its safe points and its report."""
