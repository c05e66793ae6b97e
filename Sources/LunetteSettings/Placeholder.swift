// LunetteSettings: to be filled.
