// LunetteTerminal: to be filled.
