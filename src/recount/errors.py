"""Every error recount raises, and when.

::

    RecountError
    ├── InputError        what was asked to be read cannot be read at all
    ├── EvidenceError     a span does not stand where its record says
    ├── ChoiceError       what was asked for is no record, or may be any of several
    ├── LexiconError      a word list is malformed
    ├── SettingsError     a setting has a wrong name or value
    ├── GazetteerError    an index of places is missing or no such index
    ├── OriginsError      an index of sketches cannot be used, and can be made anew
    │   └── OriginsBusyError    another process is writing to it
    ├── CopiesError       copies of what was fetched cannot be kept or read
    ├── FollowingError    what is known of feeds cannot be used
    ├── InvariantError    what is to be exported breaks a rule of its format
    ├── AccountsError     the accounts cannot be used, or what is asked of them will not do
    ├── MissingExtraError   what was asked for needs a package that is not installed
    ├── LanguageModelError  the language model is missing, altered or unknown
    ├── WorkersError        the processes that read cannot be started
    ├── ShardsError         shards cannot be written, or are none
    └── LedgerError       the ledger cannot be used
        ├── LedgerBusyError     another process holds the write lock
        └── LedgerDamagedError  an entry no longer agrees with its hash

An error stops a command. A bad input inside a batch never does: it becomes a `recount.model.Rejected` record.
"""

from __future__ import annotations


class RecountError(Exception):
    """Something recount was asked to do could not be done."""


class InputError(RecountError):
    """The input cannot be read: the message says which, why, and what to do."""


class EvidenceError(RecountError):
    """The words quoted as evidence do not stand at the stated place of the report."""


class ChoiceError(RecountError):
    """What was asked for is no record, or may be any of several: the message says where, and how to name one."""


class LexiconError(RecountError):
    """A word list is malformed: the message names the file, the entry and the missing field."""


class SettingsError(RecountError):
    """A setting has an unknown name or a value of the wrong kind: the message says where it was given."""


class InvariantError(RecountError):
    """What is to be exported breaks a rule of its format: the message says which subject, and nothing is written."""


class AccountsError(RecountError):
    """The accounts cannot be used, or a name, a password or a token will not do: the message says why."""


class MissingExtraError(RecountError, ImportError):
    """What was asked for needs a package that is not installed: the message says which, and which extra has it."""


class LanguageModelError(RecountError):
    """The language model cannot be used: the message names the file, the checksum it should have and the remedy."""


class WorkersError(RecountError):
    """The processes that read cannot be started, or end before they read: the message says how, and what to try."""


class ShardsError(RecountError):
    """Shards cannot be written, or what should be one is none: the message names the file and the remedy."""


class GazetteerError(RecountError):
    """An index of places cannot be used: the message names the file and the remedy."""


class OriginsError(RecountError):
    """An index of sketches cannot be used: the message names the folder; delete it, and it is made anew."""


class OriginsBusyError(OriginsError):
    """Another process is writing to the index of sketches: wait for it to finish, then try again."""


class CopiesError(RecountError):
    """Copies of what was fetched cannot be kept or read: the message names the folder or file, and the remedy."""


class FollowingError(RecountError):
    """What is known of feeds cannot be used: the message names the file, and the remedy."""


class LedgerError(RecountError):
    """The ledger cannot be opened or used: the message names the file and the remedy."""


class LedgerBusyError(LedgerError):
    """Another process is writing to the ledger: wait for it to finish, then try again."""


class LedgerDamagedError(LedgerError):
    """An entry of the ledger no longer agrees with its hash: restore the file from a copy made before that entry."""
