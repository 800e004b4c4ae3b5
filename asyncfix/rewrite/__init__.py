"""From one file to findings with verified fixes. `analyse` reads from top to bottom:

file_context          the file, its names and references, the question
recipe_answers        recipes asked of calls (call_facts) -> call_findings; joint_fix: fixes of several calls
block_findings        recipes asked of blocks and functions (block_facts); codemod_findings: classic codemods
offloaded_findings    calls by the catalogue: offloading, extractor, context_manager_fix, iteration_fix
wrapped_functions     plain functions that become coroutines: wrappers, argument_passing, stored_objects
suppression_comments  findings that a comment silences
fix_builder           from a template to a fix, with definitions, wrap_expression, fissix_transform
multi_file_fixes      fixes of several files: other_file_edits, project_reexports, mocked_tests
verify                the new text is right (undefined_names); render: the new text
fix_selection         the fix that `--write` takes; native_fixes: its way beside threads
"""
