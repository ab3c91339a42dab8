/**
 * What happened on the platform: services bring events, they are kept and never changed, and admins
 * read them.
 */
@NullMarked
package com.leadignite.audit.event;

import org.jspecify.annotations.NullMarked;
