"""The workers of a trial: one module an executor."""
