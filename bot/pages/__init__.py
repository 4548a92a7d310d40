"""The pages a person sees: the chat at `/`, and upload, signature and preview under `/h/*`."""

from __future__ import annotations

from bot.pages.assets import Assets
from bot.pages.routes import page_router

__all__ = ["Assets", "page_router"]
