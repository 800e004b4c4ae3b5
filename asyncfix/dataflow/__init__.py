"""The flow of control and of values inside one function.

cfg                     the control-flow graph; cfg_statements and cfg_expressions build it
solver                  data-flow problems on it: liveness, definite assignment
reaching_definitions    the bindings that a read may see
def_use                 the uses of a value; constant_values: the value of an expression
escapes                 values that outlive their function
region                  a piece of a function; region_interface: the names that go in and out of it
free_variables          and closure_variables: names of the functions around
except_clauses          clauses around a place; exception_observers: who sees an exception
exception_suppression   managers that may swallow one
value_facts             plain data on all this; refusal: the error that says why a region stays
"""
