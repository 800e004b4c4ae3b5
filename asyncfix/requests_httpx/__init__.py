"""From requests to httpx: what is the same, what has to be written in another way, and what can't be proven equal.

conversion  a request or a session, as a whole
plan        what a rewrite is put together from
arguments   of the call                 values    what of them surely means the same
responses   what happens to the result  clauses   what is caught around the call
helpers     the functions that send     snippets  small functions for single differences
lasting     sessions that live on       opened    `urllib.request.urlopen`
"""
