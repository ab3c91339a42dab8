@NullMarked
package com.leadignite.auth.redirect;

import org.jspecify.annotations.NullMarked;
