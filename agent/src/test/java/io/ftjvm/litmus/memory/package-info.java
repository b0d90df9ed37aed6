/** Guests about references that need a heap, a class path or an argument of their own; not in the list of all guests. */
package io.ftjvm.litmus.memory;
