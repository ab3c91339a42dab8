@NullMarked
package com.leadignite.auth.verify;

import org.jspecify.annotations.NullMarked;
