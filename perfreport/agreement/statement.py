"""What a document says of a figure by its label: the number that was written, and the figures it may mean."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from perfreport.agreement.figure import Figure

NUMBER = r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"


class Statement(NamedTuple):
    """What was written, as a number and its unit where it is one, else as a text, and the figures it may mean.

    It is wrong where it agrees with none of them: the more words around it might say whose figure it is, the more there
    are.
    """

    written: str
    number: Decimal | None
    unit: str  # of the number; without one the text itself
    figures: Sequence[Figure]
    agreeing: Sequence[Figure]
    at: int  # where its number ends in a sentence
    likely: Sequence[Figure]  # those that are meant if it is wrong

    @classmethod
    def about(
        cls,
        figures: Sequence[Figure],
        written: str,
        number: Decimal | None,
        unit: str,
        at: int = -1,
        likely: Sequence[Figure] = (),
    ) -> Statement:
        """The statement that was `written`, compared with `figures`, of which the `likely` ones are named if it is
        wrong: all, where nothing is said."""
        if number is None:
            agreeing = [figure for figure in figures if figure.is_said_by(unit)]
        else:
            agreeing = [figure for figure in figures if figure.agrees(number, unit)]
        return cls(written, number, unit, figures, agreeing, at, likely or figures)

    @property
    def is_telling(self) -> bool:
        """Whether the number is one that does not come about by chance, as counts and full marks do."""
        return self.unit != "%" and self.number is not None and self.number % 1 != 0

    @property
    def nearest(self) -> Figure:
        """The figure that was most likely meant: of several likely ones the one whose value comes nearest."""
        return min(self.likely, key=lambda figure: figure.distance(self.number, self.unit))


Said = list[tuple[int, Statement]]
"""The statements of a paragraph or of a row, each with the number of its cell among those that say something."""


def number_in(digits: str) -> Decimal:
    """The number that digits write, thousands parted by commas or not."""
    return Decimal(digits.replace(",", ""))
