"""What the bot is told of a filing: composed here, delivered here, stored by persistence."""
