"""The choices of the user.

settings  `[tool.asyncfix]` and the command line: one declaration per setting
options   those about rewrites
baseline  findings that are known and not reported
"""
