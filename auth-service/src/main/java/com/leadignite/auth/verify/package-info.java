/** Using the codes and links of mails, and the codes of PKCE: what comes of each. */
@NullMarked
package com.leadignite.auth.verify;

import org.jspecify.annotations.NullMarked;
