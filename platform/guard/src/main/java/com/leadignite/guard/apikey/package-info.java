/** API keys of machines: their form, and what a key that was shown may do now. */
@NullMarked
package com.leadignite.guard.apikey;

import org.jspecify.annotations.NullMarked;
