/** Sessions whose tokens are kept in cookies, where no script of a page can read them. */
@NullMarked
package com.leadignite.auth.browser;

import org.jspecify.annotations.NullMarked;
