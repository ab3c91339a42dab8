/** The keys that sign tokens: made, sealed, published, rotated. */
@NullMarked
package com.leadignite.auth.key;

import org.jspecify.annotations.NullMarked;
