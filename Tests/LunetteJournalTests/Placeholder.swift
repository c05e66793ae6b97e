// LunetteJournal: to be filled.
