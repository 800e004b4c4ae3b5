"""From paths to texts.

discover      the files of a run; path_text: the words for paths
gitignore     patterns of paths
git           changed lines, commits
requirements  the packages that a project declares
source        the bytes and the text of a file
text_edits    places in a text, and edits of it
"""
