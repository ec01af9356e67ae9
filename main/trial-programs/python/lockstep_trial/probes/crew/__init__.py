"""Holds the workers of a probe, which are used alike whether they are threads, processes or interpreters."""
