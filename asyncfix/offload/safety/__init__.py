"""May a region leave the thread of the event loop?

affinity_check         objects that stay with their thread
not_offloadable        calls that a thread does not help
co_moved_calls         the other calls of the region; process_state: state of the whole process
syntactic_obstacles    code that can't be a function of its own
cancellation           the thread of a cancelled task
lifetimes              and object_finalizers: objects that would end too early
lazy_loading           attributes that load when they are read; transactions: shared connections
review_notes           the sentences for a reviewer
"""
