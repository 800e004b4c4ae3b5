"""Imports that fixes need, and imports that they make needless.

importer   how a qualified name is spelled at a place, and which import that takes
layout     where an import statement goes
removal    which imports may go when their last uses go
edits      what a set of accepted fixes needs and uses up, as edits
"""
