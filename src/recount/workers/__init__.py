"""Items to reports with their claims in processes of their own, under limits of time and memory for each report.

`recount.workers.reading.Readers` holds the processes; `recount.workers.choosing.readers` makes it from the settings.
What takes too long or too much memory, and what brings a process down, is a `Rejected`; the process is replaced and the
batch goes on. Nothing is imported here, as each of the processes would pay for it.
"""
