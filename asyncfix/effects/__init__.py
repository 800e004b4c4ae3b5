"""The effects of code: on others, and the needs it has of the thread, task or loop that runs it.

table             effect -> refuse, review, note or ignore, with the one sentence
of_syntax         read from the text of a function
of_functions      of a function and all that it calls
of_regions        of the calls of a region
interference      atomic sections that a new suspension breaks
write_then_use    state written before it and used after it
container_access  and attribute_access: read and write sets
concurrency       the state that several tasks share
thread_affinity   objects that stay with their thread; rlocks: locks that know their owner
file_writes       files written by their names; assumed_harmless: calls that surely do nothing of this
"""
