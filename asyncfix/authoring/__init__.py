"""Help for people who write recipes: from a snippet to a pattern, from an idea to a tested file.

    derive     the pattern and the template that snippets of code stand for
    scaffold   a new recipe file with its first golden case
    matches    what a pattern matches in a repository
    explore    the tree of a snippet, and patterns for it
    testing    golden cases of any recipe folder, with outcomes that have names
    pages      the page of a recipe, from its docstring and its golden cases

Only `cli_recipe`, the pytest plugin and the project's own scripts import it, and only when they need it.
"""
