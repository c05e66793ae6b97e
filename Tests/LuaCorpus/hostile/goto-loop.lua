-- expect: limit time
::again::
goto again
