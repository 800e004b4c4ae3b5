"""The tests of fissix's own suite whose changes asyncfix refuses, by the reason. All others pass.

A class of tests, and the names of the tests without `test_`.
"""

NOT_PYTHON_3 = """
    Test_dict: 11 12 21 22 23 24
    Test_except: bare_except bare_except_and_else_finally list_unpack multi_class
        multi_fixed_excepts_before_bare_except one_line_suites prefix_preservation simple
        simple_no_space_before_target tuple_unpack weird_target_1 weird_target_2 weird_target_3
    Test_exec: basic complex_2 prefix_preservation with_globals with_globals_locals
    Test_filter: filter_basic filter_trailers
    Test_map: map_basic
    Test_ne: basic chained no_spaces
    Test_numliterals: comments_and_spacing long_hex long_int_1 long_int_2 octal_1
    Test_paren: 0 1 2 3 4 5 6
    Test_print: 1 2 4 5 prefix_preservation trailing_comma_1 trailing_comma_2 trailing_comma_3
        with_future_print_function
    Test_raise: None_value basic prefix_preservation string_exc_val string_exc_val_tb tb_1 tb_2 tb_3 tb_4 tb_5
        tb_6 tuple_detection tuple_exc_1 tuple_exc_2 tuple_value with_comments
    Test_repr: complex nested nested_tuples prefix_preservation simple_1 simple_2 tuple
    Test_tuple_params: 1 2 3 docstring keywords lambda_nested lambda_nested_multi_use lambda_one_tuple
        lambda_parens_single_arg lambda_simple lambda_simple_multi_use lambda_simple_reverse multi_1 multi_2
        semicolon varargs
    Test_unicode: unicode_literal_2 unicode_literal_3 unicode_literal_escape_u
"""
"""The code before is Python 2 and no Python 3: such a file is reported as one that does not parse."""

WOULD_NOT_COMPILE = """
    Test_future: future
    Test_import: dotted_import dotted_import_as prefix
"""
"""What the fixer makes of it is no Python: `from . import a.b`, `from __future__ import braces` before."""

MEANS_SOMETHING_ELSE = """
    Test_exec: complex_1
    Test_print: no_trailing_comma spaces_before_file tuple vargs_without_trailing_comma with_trailing_comma
"""
"""`print (a, b)` and `exec (a) in b` are calls in Python 3, and stay."""


def names(table: str) -> set[str]:
    """`Test_dict.test_11` and so on."""
    found: set[str] = set()
    group = ""
    for word in table.split():
        if word.endswith(":"):
            group = word[:-1]
        else:
            found.add(f"{group}.test_{word}")
    return found
