/**
 * Litmus guests: programs of a page each, one mechanism each, that run on any JVM and know nothing of fault tolerance.
 * Every one ends by itself, prints what it observes - whatever depends on the schedule above all, for a replay has to
 * print the same - and checks what every correct JVM guarantees: a violation ends it with status 3.
 *
 * <p>The tests that record and replay them are elsewhere; nothing here may use them.
 */
package io.ftjvm.litmus;
