/** What a person can give to something that acts for them: an API key, or a partner's client. */
@NullMarked
package com.leadignite.auth.delegation;

import org.jspecify.annotations.NullMarked;
