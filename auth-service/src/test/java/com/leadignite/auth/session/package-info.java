@NullMarked
package com.leadignite.auth.session;

import org.jspecify.annotations.NullMarked;
