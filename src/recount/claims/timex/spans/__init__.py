"""Words for when as whole stretches: ranges with their joiners, days with their hours, bounds, counts from a day.

Where `claims.timex` marks the single expressions of TIMEX3, a span is what a reader takes together: ``from 5 to 7 p.m.
on Monday``, ``since late July``, ``three weeks after Easter``.
"""
