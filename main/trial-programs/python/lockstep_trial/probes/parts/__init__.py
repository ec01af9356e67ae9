"""Holds the parts that a probe's workers play."""
