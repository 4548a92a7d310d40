"""Jobs of the bot: deliver, remind, hand over, expire."""
