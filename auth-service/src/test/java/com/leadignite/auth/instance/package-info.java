/** What an installation is told about itself, tested. */
@NullMarked
package com.leadignite.auth.instance;

import org.jspecify.annotations.NullMarked;
