"""The workbench: pages and an HTTP API over one ledger, for people who sign in and for a public that reads."""
