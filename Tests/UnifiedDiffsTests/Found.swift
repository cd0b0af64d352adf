// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Testing
import UnifiedDiffs

/// The diffs in a text.
func diffs(in text: String) -> [FoundDiff] {
    DiffFinder().diffs(in: ByteText(text))
}

/// The only file patch in a text.
func onlyPatch(
    in text: String, sourceLocation: SourceLocation = #_sourceLocation
) throws -> FilePatch {
    let patches = diffs(in: text).flatMap(\.patches)
    try #require(patches.count == 1, sourceLocation: sourceLocation)
    return patches[0]
}

/// A mail's body with a patch as `git format-patch` writes it.
let formattedPatch = """
    Count the doors before closing them.

    Signed-off-by: Ada Example <ada@example.org>
    ---
     house/door.c | 3 ++-
     house/key.c  | 1 +
     2 files changed, 3 insertions(+), 1 deletion(-)

    diff --git a/house/door.c b/house/door.c
    index 1234567890ab..abcdef012345 100644
    --- a/house/door.c
    +++ b/house/door.c
    @@ -10,5 +10,6 @@ static int count_doors(struct house *house)
     	int n = 0;
     
    -	n = house->doors;
    +	if (house)
    +		n = house->doors;
     
     	return n;
    diff --git a/house/key.c b/house/key.c
    index 00112233..44556677 100644
    --- a/house/key.c
    +++ b/house/key.c
    @@ -1,2 +1,3 @@
     #include "key.h"
    +#include "lock.h"
     #include "ring.h"

    base-commit: 0123456789abcdef0123456789abcdef01234567
    prerequisite-patch-id: fedcba9876543210fedcba9876543210fedcba98
    -- 
    2.43.0

    """
