"""`python -m asyncfix`."""

from asyncfix.cli import main

main()
