/** Organizations, their members and the invitations to them. */
@NullMarked
package com.leadignite.auth.organization;

import org.jspecify.annotations.NullMarked;
