"""Holds an ordinary global, to find out who sees what another worker writes, and who has a freshly loaded module."""

as_loaded = 'as loaded'

state = {'value': as_loaded}
