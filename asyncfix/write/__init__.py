"""Files written so that nothing is lost.

write_files   the files of a run, and undo
atomic_write  one file, at once or not at all
journal       the record from which a run is taken back
"""
