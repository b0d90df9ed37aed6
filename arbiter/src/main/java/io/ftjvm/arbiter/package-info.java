/**
 * The test-and-set that decides who is primary: one compare-and-set register per protected service, and its back ends.
 *
 * <p>Nothing here knows about logs or roles. A caller that cannot reach its arbiter waits; it never guesses.
 */
package io.ftjvm.arbiter;
