from asyncfix.matching._errors import CaptureMoved, CommentLost, MatchingError, PatternError
from asyncfix.matching._fissix import Node
from asyncfix.matching._island import Island
from asyncfix.matching._parser import parse as parse_module
from asyncfix.matching._pattern import Capture, Pattern
