"""Fits the weights of recount's named traits on annotated reports."""
