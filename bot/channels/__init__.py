"""Wire formats on one side, `bot.messages` on the other, nothing else."""
