"""The errors, as types.

    AsyncfixError            the tool could not do its job: exit code 2
    ├── UsageError           the command line asks for something that does not exist
    ├── ConfigError          pyproject.toml says something that is not a setting
    ├── RecipeError          a recipe does not load; names file, line and remedy
    ├── UnreadableError      one file can't be read, decoded or parsed; the run goes on
    ├── EditError            edits that overlap or lie outside the text
    ├── WriteError           one file can't be written; it is left as it was
    └── JournalError         the undo journal can't be written or read

Only `cli` prints them and exits.
"""

from __future__ import annotations


class AsyncfixError(Exception):
    """Base of every error that is raised on purpose. `str(error)` is a sentence for the user."""

    exit_code = 2


class UsageError(AsyncfixError):
    """The command line asks for something that does not exist."""


class ConfigError(AsyncfixError):
    """A settings file holds an unknown key or a value of the wrong type."""


class RecipeError(AsyncfixError):
    """A recipe can't be loaded. The message names the file, the line and the remedy."""


class UnreadableError(AsyncfixError):
    """A source file can't be read, decoded or parsed. Reported and counted; the run goes on."""


class EditError(AsyncfixError):
    """Edits overlap, or lie outside the text that they are for."""


class WriteError(AsyncfixError):
    """A file can't be written. It is whole, with its old contents."""


class JournalError(AsyncfixError):
    """The journal of a run can't be written, or can't be read back."""
