/**
 * An authoritative name server for every name there is, over UDP and TCP, whose records are set
 * from outside: so that domain verification can meet presence, absence (NXDOMAIN and NODATA told
 * apart) and a resolver's failure, each on demand.
 */
@NullMarked
package io.orgplane.sandbox.dns;

import org.jspecify.annotations.NullMarked;
