"""The parts of trial.py: one concept a module."""
