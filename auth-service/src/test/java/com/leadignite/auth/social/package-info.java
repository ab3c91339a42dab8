@NullMarked
package com.leadignite.auth.social;

import org.jspecify.annotations.NullMarked;
