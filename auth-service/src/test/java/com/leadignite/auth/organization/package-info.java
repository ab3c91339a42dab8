@NullMarked
package com.leadignite.auth.organization;

import org.jspecify.annotations.NullMarked;
