"""Signed addresses of files and pages: `Signer` of the seam over `infra.signing`."""

from __future__ import annotations

from datetime import timedelta

from bot.errors import LinkExpired
from bot.exchange import Grant
from infra.clock import Clock
from infra.errors import LinkExpired as TooOld
from infra.errors import LinkForged
from infra.signing import Grant as SignedGrant
from infra.signing import Signer as TokenSigner

__all__ = ["LIFETIME", "SignedLinks"]

KIND = "web"
LIFETIME = timedelta(minutes=15)


class SignedLinks:
    """Signs for one person, one conversation and one object, for a quarter of an hour."""

    def __init__(self, signer: TokenSigner, clock: Clock) -> None:
        self._signer = signer
        self._clock = clock

    def sign(self, grant: Grant) -> str:
        """A token that can stand in a path."""
        named = f"{grant.conversation_id} {grant.target}"
        until = self._clock.now() + LIFETIME
        return self._signer.sign(SignedGrant(KIND, grant.person_id, named, until))

    def open(self, token: str) -> Grant | None:
        """What was signed; None if it was not signed by us.

        Raises:
            LinkExpired: it was, but its time is over.
        """
        try:
            signed = self._signer.read(token, KIND)
        except TooOld as error:
            raise LinkExpired(error.detail) from error
        except LinkForged:
            return None
        conversation_id, _, target = signed.object.partition(" ")
        return Grant(target, conversation_id, signed.person)
