@NullMarked
package com.leadignite.auth.problem;

import org.jspecify.annotations.NullMarked;
