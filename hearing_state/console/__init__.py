"""The frame of the officials' workplace: its front page, its help, and the auditor's log of acts."""
