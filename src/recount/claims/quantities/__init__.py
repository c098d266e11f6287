"""The grammar of quantity: words to the numbers they name, the bounds they put on them, and what they measure.

`quantities_of` finds every quantity of a sentence. Claims take those that count people or things.
"""

from recount.claims.quantities.grammar import Quantified, numbers_of, quantities_of
from recount.claims.quantities.numerals import Value
from recount.claims.quantities.vocabulary import envelopes, words_of

__all__ = ["Quantified", "Value", "envelopes", "numbers_of", "quantities_of", "words_of"]
