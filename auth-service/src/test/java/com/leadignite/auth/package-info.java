/** What holds for the whole service, tested. */
@NullMarked
package com.leadignite.auth;

import org.jspecify.annotations.NullMarked;
