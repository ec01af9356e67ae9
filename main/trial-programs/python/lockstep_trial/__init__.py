"""Holds the parts of trial.py, one concept in each module."""
