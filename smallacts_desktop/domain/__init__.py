"""What an act, an entry and a day are, and every rule about them. No Qt, no files, no database."""
