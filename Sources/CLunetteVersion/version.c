// Which commit this is: scripts/build writes it down beside the build's own files. A debug build is
// none of its, and of whatever state the checkout has come to.
#include "CLunetteVersion.h"

#include <stddef.h>

#if !defined(DEBUG) && __has_include("../../.build/commit.h")
#include "../../.build/commit.h"
#endif

const char *clunette_commit(void)
{
#ifdef LUNETTE_COMMIT
    return LUNETTE_COMMIT;
#else
    return NULL;
#endif
}
