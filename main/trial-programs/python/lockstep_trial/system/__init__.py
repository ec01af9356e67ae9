"""Asks the interpreter and the system for clocks, CPU time, memory and threads."""
