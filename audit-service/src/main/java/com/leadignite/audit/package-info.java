/** The audit log: what happened, and who may know. */
@NullMarked
package com.leadignite.audit;

import org.jspecify.annotations.NullMarked;
