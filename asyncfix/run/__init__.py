"""One run over a project.

run            paths -> findings -> decisions -> result
jobs           the recipes, the way to a thread, the index
scan           files -> reports, in processes (pool) behind a prefilter
cached_scan    the same from the cache where nothing changed: cache, summary_cache
write_results  results -> disk
"""
