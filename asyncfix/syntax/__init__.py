"""Syntax trees of one file.

parse      text -> tree, with the errors of people's files
tree       a tree with the places of its nodes
node_path  the way from the root to a node
node_id    the identity of a node
fstrings   places inside f-strings, for Python 3.11
"""
