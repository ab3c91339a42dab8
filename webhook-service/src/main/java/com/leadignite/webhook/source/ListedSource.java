package com.leadignite.webhook.source;

import com.leadignite.guard.page.Place;
import java.util.Optional;

/**
 * A row of the list of sources.
 *
 * @param source empty if this version cannot read it
 */
record ListedSource(Place place, Optional<Source> source) {}
