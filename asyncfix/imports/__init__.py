"""Imports that fixes need, and imports that they make needless.

`Importer.name_for` answers how a qualified name is spelled at a place, and which import has to be
added for that, or why it can't be. `removable` tells which imports may go when their last uses go.
`import_edits` turns what a set of accepted fixes needs and uses up into edits.
"""

from asyncfix.imports.edits import import_edits
from asyncfix.imports.importer import Importer, Refusal, Spelling
from asyncfix.imports.reexports import without_reexported
from asyncfix.imports.removal import removable

__all__ = ["Importer", "Refusal", "Spelling", "import_edits", "removable", "without_reexported"]
