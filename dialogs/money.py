"""Money in renminbi: a Decimal with two places, never a float."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import total_ordering

__all__ = ["Money"]

FEN = Decimal("0.01")


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """An amount of 人民币 in yuan, rounded half up to the fen."""

    yuan: Decimal

    def __post_init__(self) -> None:
        object.__setattr__(self, "yuan", self.yuan.quantize(FEN, rounding=ROUND_HALF_UP))

    @classmethod
    def of(cls, amount: str | int | Decimal) -> Money:
        """The amount written as a plain decimal string, e.g. `"47000"` or `"47000.50"`.

        Raises:
            ValueError: the string is not a decimal number.
        """
        try:
            value = Decimal(amount)
        except InvalidOperation as error:
            raise ValueError(f"not a decimal amount: {amount!r}") from error
        if not value.is_finite():
            raise ValueError(f"not a finite amount: {amount!r}")
        return cls(value)

    @classmethod
    def zero(cls) -> Money:
        """0 yuan."""
        return cls(Decimal(0))

    def __add__(self, other: Money) -> Money:
        return Money(self.yuan + other.yuan)

    def __sub__(self, other: Money) -> Money:
        return Money(self.yuan - other.yuan)

    def __lt__(self, other: Money) -> bool:
        return self.yuan < other.yuan

    def __bool__(self) -> bool:
        return self.yuan != 0

    def canonical(self) -> str:
        """The decimal string stored as an answer: `"47000"`, `"47000.50"`."""
        whole = self.yuan == self.yuan.to_integral_value()
        return str(self.yuan.to_integral_value()) if whole else str(self.yuan)

    def __str__(self) -> str:
        """As people read it: `47,000元`, `47,000.50元`."""
        number = f"{self.yuan:,.2f}"
        return f"{number.removesuffix('.00')}元"
