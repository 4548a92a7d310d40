"""The small language of `when` and `check`, compiled to closures.

`== != < <= > >= in`, `and or not`, literals, option ids as bare words, named conditions,
`root.key` for the top level from inside a group. The words `unknown`, `none` and `given`
compare how an element stands (`id_number == unknown`) unless they are its option ids.
Three-valued: an answer that is missing makes a comparison unsettled.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from dialogs.answers import Answers, Known
from dialogs.schema.definition import Condition

__all__ = ["ConditionError", "Named", "Scope", "compile_condition"]

Truth = bool | None
Evaluate = Callable[[Answers, int | None], Truth]
Named = Callable[[Answers, int | None], bool]
Operand = Callable[[Answers, int | None], Any]

STANDINGS = {"unknown": Known.UNKNOWN, "none": Known.NONE, "given": Known.GIVEN}

COMPARE: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


class ConditionError(ValueError):
    """The condition cannot be read; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What bare words may mean where the condition stands.

    keys and top: element key → its option ids (empty for other types).
    """

    group: str | None
    keys: Mapping[str, frozenset[str]]
    top: Mapping[str, frozenset[str]]
    named: Mapping[str, Named]


def compile_condition(text: str, scope: Scope) -> Condition:
    """The condition, ready to call.

    Raises:
        ConditionError: the text uses something outside the language or an unknown word.
    """
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except SyntaxError as error:
        raise ConditionError(f"cannot read the condition {text!r}: {error.msg}") from error
    compiler = _Compiler(text, scope)
    truth = compiler.truth(tree)
    return Condition(text, truth, frozenset(compiler.paths), compiler.opaque)


class _Compiler:
    def __init__(self, text: str, scope: Scope) -> None:
        self.text = text
        self.scope = scope
        self.paths: set[str] = set()
        self.opaque = False

    def truth(self, node: ast.expr) -> Evaluate:
        match node:
            case ast.BoolOp(op=ast.And(), values=values):
                return _all([self.truth(value) for value in values])
            case ast.BoolOp(op=ast.Or(), values=values):
                return _any([self.truth(value) for value in values])
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return _negate(self.truth(operand))
            case ast.Compare(left=left, ops=ops, comparators=rights):
                return self._comparison(left, ops, rights)
            case ast.Constant(value=bool() as value):
                return lambda _answers, _index: value
            case ast.Name() | ast.Attribute():
                return self._bare(node)
        raise self._error(node)

    def _bare(self, node: ast.Name | ast.Attribute) -> Evaluate:
        if isinstance(node, ast.Name) and node.id in self.scope.named:
            named = self.scope.named[node.id]
            self.opaque = True
            return lambda answers, index: bool(named(answers, index))
        place = self._place(node)
        if place is None:
            raise self._error(node)

        def evaluate(answers: Answers, index: int | None) -> Truth:
            value = answers.get(place(index))
            return None if value is None else bool(value)

        return evaluate

    def _comparison(self, left: ast.expr, ops: list[ast.cmpop], rights: list[ast.expr]) -> Evaluate:
        parts = []
        for op, right in zip(ops, rights, strict=True):
            parts.append(self._one(left, op, right))
            left = right
        return parts[0] if len(parts) == 1 else _all(parts)

    def _one(self, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Evaluate:
        standing = self._standing(left, op, right)
        if standing is not None:
            return standing
        fast = self._with_option(left, op, right)
        if fast is not None:
            return fast
        options = self._options(left) | self._options(right)
        first = self._operand(left, options)
        if isinstance(op, (ast.In, ast.NotIn)):
            return _membership(first, self._members(right, options), isinstance(op, ast.NotIn))
        if type(op) not in COMPARE:
            raise self._error(right)
        compare = COMPARE[type(op)]
        second = self._operand(right, options)

        def evaluate(answers: Answers, index: int | None) -> Truth:
            one, two = first(answers, index), second(answers, index)
            if one is None or two is None:
                return None
            one, two = _comparable(one, two)
            return bool(compare(one, two))

        return evaluate

    def _with_option(self, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Evaluate | None:
        """`key == option`, `key in [option, …]`: what most conditions are, without arithmetic."""
        options, place = self._options(left), None
        words = _words(right)
        if words and options >= words:
            place = self._place(left)
        if place is None or not isinstance(op, (ast.Eq, ast.NotEq, ast.In, ast.NotIn)):
            return None
        wanted = isinstance(op, (ast.Eq, ast.In))

        def evaluate(answers: Answers, index: int | None) -> Truth:
            value = answers.values.get(place(index))
            if value is None:
                return None
            if isinstance(value, list):
                return (not words.isdisjoint(value)) is wanted
            return (value in words) is wanted

        return evaluate

    def _standing(self, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Evaluate | None:
        if not isinstance(right, ast.Name) or right.id not in STANDINGS:
            return None
        if right.id in self._options(left) or not isinstance(op, (ast.Eq, ast.NotEq)):
            return None
        place = self._place(left)
        if place is None:
            return None
        wanted, same = STANDINGS[right.id], isinstance(op, ast.Eq)
        return lambda answers, index: (answers.known(place(index)) is wanted) is same

    def _operand(self, node: ast.expr, options: frozenset[str]) -> Operand:
        if isinstance(node, ast.Constant):
            constant = node.value
            return lambda _answers, _index: constant
        place = self._place(node)
        if place is not None:
            return lambda answers, index: answers.get(place(index))
        if isinstance(node, ast.Name) and node.id in options:
            word = node.id
            return lambda _answers, _index: word
        raise self._error(node)

    def _members(self, node: ast.expr, options: frozenset[str]) -> Operand:
        if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
            members = [self._operand(each, options) for each in node.elts]
            return lambda answers, index: [each(answers, index) for each in members]
        return self._operand(node, options)

    def _place(self, node: ast.expr) -> Callable[[int | None], str] | None:
        match node:
            case ast.Attribute(value=ast.Name(id="root"), attr=key) if key in self.scope.top:
                self.paths.add(key)
                return lambda _index: key
            case ast.Name(id=key) if self.scope.group and key in self.scope.keys:
                group = self.scope.group
                self.paths.add(f"{group}[i].{key}")
                return lambda index: f"{group}[{index}].{key}"
            case ast.Name(id=key) if self.scope.group is None and key in self.scope.top:
                self.paths.add(key)
                return lambda _index: key
        return None

    def _options(self, node: ast.expr) -> frozenset[str]:
        match node:
            case ast.Attribute(value=ast.Name(id="root"), attr=key):
                return self.scope.top.get(key, frozenset())
            case ast.Name(id=key):
                source = self.scope.keys if self.scope.group else self.scope.top
                return source.get(key, frozenset())
        return frozenset()

    def _error(self, node: ast.AST) -> ConditionError:
        part = ast.unparse(node)
        return ConditionError(
            f"the condition {self.text!r} uses {part!r}: name an element of this group, "
            "root.<key> for the top level, an option id, or a named condition"
        )


def _words(node: ast.expr) -> frozenset[str]:
    """The bare words of `word` or `[word, …]`; none if there is anything else."""
    parts = node.elts if isinstance(node, (ast.List, ast.Tuple, ast.Set)) else [node]
    names = [part.id for part in parts if isinstance(part, ast.Name)]
    return frozenset(names) if len(names) == len(parts) else frozenset()


def _comparable(one: Any, two: Any) -> tuple[Any, Any]:
    if isinstance(one, bool) or isinstance(two, bool):
        return one, two
    if isinstance(one, (int, float, Decimal)) or isinstance(two, (int, float, Decimal)):
        return Decimal(str(one)), Decimal(str(two))
    if isinstance(one, str) and isinstance(two, str) and not _is_date(one):
        try:
            return Decimal(one), Decimal(two)
        except InvalidOperation:
            return one, two
    return one, two


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return "-" in text


def _membership(first: Operand, second: Operand, negated: bool) -> Evaluate:
    def evaluate(answers: Answers, index: int | None) -> Truth:
        one, members = first(answers, index), second(answers, index)
        if one is None or members is None:
            return None
        if isinstance(one, list):
            return any(each in members for each in one) is not negated
        return (one in members) is not negated

    return evaluate


def _all(parts: list[Evaluate]) -> Evaluate:
    def evaluate(answers: Answers, index: int | None) -> Truth:
        unsettled = False
        for part in parts:
            truth = part(answers, index)
            if truth is False:
                return False
            unsettled = unsettled or truth is None
        return None if unsettled else True

    return evaluate


def _any(parts: list[Evaluate]) -> Evaluate:
    def evaluate(answers: Answers, index: int | None) -> Truth:
        unsettled = False
        for part in parts:
            truth = part(answers, index)
            if truth:
                return True
            unsettled = unsettled or truth is None
        return None if unsettled else False

    return evaluate


def _negate(part: Evaluate) -> Evaluate:
    def evaluate(answers: Answers, index: int | None) -> Truth:
        truth = part(answers, index)
        return None if truth is None else not truth

    return evaluate
