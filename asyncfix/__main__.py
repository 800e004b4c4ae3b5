"""`python -m asyncfix`."""

from asyncfix.cli.commands import main

main()
