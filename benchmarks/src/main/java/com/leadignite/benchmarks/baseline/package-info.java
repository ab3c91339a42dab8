/** The service that the guarded one is measured against. */
@NullMarked
package com.leadignite.benchmarks.baseline;

import org.jspecify.annotations.NullMarked;
