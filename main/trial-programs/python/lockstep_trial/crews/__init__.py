"""Holds the workers of a trial, with one module for each executor."""
