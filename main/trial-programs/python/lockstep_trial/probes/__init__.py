"""Workloads that find facts out in place of timing laps: run(request, protocol)."""
