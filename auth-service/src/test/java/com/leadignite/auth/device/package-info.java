@NullMarked
package com.leadignite.auth.device;

import org.jspecify.annotations.NullMarked;
