/**
 * Lists in pages: the parameters {@code limit} and {@code cursor}, and the answer's {@code items}
 * and {@code next}, alike in all services. Begin at {@link com.leadignite.guard.page.Cursors}.
 */
@NullMarked
package com.leadignite.guard.page;

import org.jspecify.annotations.NullMarked;
