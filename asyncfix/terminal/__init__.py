"""Everything drawn with rich.

report_view         the report of a run
controller          a review under way: keys, scan, files, session
interactive_review  its entrance; review_result: its wishes and its end
renderer            the screen as it is; review_screen and diff_view: its lines
drawing             parts of all this
"""
