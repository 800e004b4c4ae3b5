"""The command line: it alone prints and exits.

commands         the program, and most of its commands
review_command   `asyncfix review`
recipe_commands  `asyncfix recipe ...`
shared_options   options that several commands have
output           reports, progress and complaints
"""
