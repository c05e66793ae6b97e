-- expect: limit memory
-- It ends otherwise: the runner has to notice.
return 1
