"""Claims from report to report: which is which, and what a copy changed."""
