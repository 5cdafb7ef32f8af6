"""Files of one article each: Word and its like, PDF, mails."""
