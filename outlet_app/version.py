"""The program's version, as papers and the sign-in page show it."""

VERSION = "0.1.0"
