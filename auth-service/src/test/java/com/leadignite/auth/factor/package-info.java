@NullMarked
package com.leadignite.auth.factor;

import org.jspecify.annotations.NullMarked;
