"""The English language model of recount: ``model.json`` beside this file names its files and their SHA-256.

There is nothing to import: `recount.language.sessions` finds the files, checks them and runs them.
"""
