package com.leadignite.webhook.inbox;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** The endpoint is for a source that its path names; {@link SourceFilter} refuses others. */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@interface RequiresSource {}
