-- Makes the modules that every script sees without `require` its globals.
state = require "state"
ensure = require "ensure"
