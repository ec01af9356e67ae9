"""An ordinary global of a module: what a fresh module holds, whoever has written into it, and who sees that."""

as_loaded = 'as loaded'

state = {'value': as_loaded}
