"""Holds the probes: workloads that find facts instead of timing laps, each with a function run(request, protocol)."""
