"""Saying yes or no to each change: all of it that needs no terminal.

changes     what a person is asked: findings that share a fix, with their alternatives
comments    the alternative that leaves the code alone and silences the finding
byhand      the alternative that a person wrote in an editor
state       the answers so far, undo, and what follows from them. No I/O
plan        the files: their text with the accepted changes made, and whether changes go together
rows        the diff of one change on top of the accepted ones, as rows to draw
dialog      from keys to answers: questions, prompts, help, and where the reader is. No I/O
session     the answers on disk, so that a killed terminal loses none
feed        the scan, in a process behind the screen
keys        bytes from a terminal as keys
editor      the user's editor
commits     one commit per recipe
"""
