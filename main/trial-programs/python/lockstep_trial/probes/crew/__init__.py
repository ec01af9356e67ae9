"""The workers of a probe, alike whether they are threads, processes or interpreters."""
