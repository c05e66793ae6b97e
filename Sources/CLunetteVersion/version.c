// Which commit this is: scripts/build writes it down beside the build's own files.
#include "CLunetteVersion.h"

#include <stddef.h>

#if __has_include("../../.build/commit.h")
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
