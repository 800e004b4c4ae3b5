"""The types of values over all files of a project.

eval_functions     and eval_expressions walk a file once, with local_env, module_env and narrowing
events             the uses of values that they find
symbolic           a value as its own file tells it; record: the base of such objects
module_summary     all of that for one file, small; summarise reads files into it
import_resolution  modules of the project
types              a value as the project tells it
resolver           from symbolic values to types: resolver_state, resolve_names, resolve_elements
annotations        the types that annotations promise
"""
