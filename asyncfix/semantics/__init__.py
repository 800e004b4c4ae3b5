"""What the code of one file means: scopes, qualified names, where code runs, and what an await changes.

The file is parsed with `ast` and looked at from the outside in, only where something matters. No
tree node leaves this package, `imports` and `engine`, which work on the tree together.

    parsing    text to tree
    paths      ways through the tree          scopes     what binds names, as in the symbol table
    tree       the tree beside the text       names      qualified names
    places     where code runs, and whether an await may stand there
    running    whether an event loop surely runs
    libraries  asyncio, trio or anyio         hazards    what a new await lets happen
    handlers   what is caught around a place
    fstrings   places inside f-strings        kinds      the words that recipes share
    values     what an expression stands for, as a description that needs no tree
    flow       what functions do with values: statements, on top of expressions, local_names and module_names
    events     what came of that
"""
