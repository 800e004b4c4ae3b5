"""From a region to the edits that have it run in a thread.

extraction        the work as a whole; extraction -> codegen -> calls for a single call
helper            the place and the kind of the new function; helper_names, call_vocabulary: its name
local_imports     imports that it makes itself
moved_statements  its text; returns: regions that return; dead_stores: stores that nothing reads
code_fragment     new text with its names and imports
process_pool      work for another process
"""
