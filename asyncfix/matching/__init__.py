from asyncfix.matching._errors import CaptureMoved, CommentLost, MatchingError, PatternError
from asyncfix.matching._parser import Node, parse as parse_module
