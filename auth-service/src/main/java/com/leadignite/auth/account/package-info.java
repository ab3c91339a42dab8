/** People's accounts: making one, reading and changing one's own. */
@NullMarked
package com.leadignite.auth.account;

import org.jspecify.annotations.NullMarked;
