"""The fewest regions that take what blocks off the loop.

planner              statements that go together; offload_plan: the result
region_paths         regions around a site
barriers             statements that stay; edges, shapes, listings: those that need a look
managed_blocks       `with` blocks whose ends go to threads
web_handlers         handlers that become `def`
helper_name_clashes  names that subclasses or tests may have
skip_reasons         the sentences
"""
