"""What the interpreter and the system tell: clocks, CPU time, memory, threads."""
