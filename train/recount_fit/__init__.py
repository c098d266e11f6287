"""Fits what decides by named traits, and the model's leanings, on annotated and invented reports."""
