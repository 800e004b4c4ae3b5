"""The findings and the work of a run, for people and for machines.

    model      what a run hands over
    summary    the counts of a run
    changes    one finding with the diff of its fix
    diff       edits as hunks, and as a patch that `git apply` takes
    emphasis   the changed words inside a hunk
    escape     hostile text made visible
    plain      --format text where there is no terminal
    json       --format json
    sarif      --format sarif
    github     --format github

None of them prints, and none knows a terminal: that is `asyncfix.terminal.report_view`.
"""
