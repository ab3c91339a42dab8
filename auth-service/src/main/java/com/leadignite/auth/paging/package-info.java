/** Lists in parts, and the ids that lead to one thing or to the next part. */
@NullMarked
package com.leadignite.auth.paging;

import org.jspecify.annotations.NullMarked;
