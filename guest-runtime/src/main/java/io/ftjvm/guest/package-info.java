/**
 * The guest's side of the virtual machine: scheduler, monitors, virtual clock, traps and devices. These classes are
 * patched into {@code java.base}, are never rewritten themselves, and know nothing of recording or replaying: they ask
 * one {@link io.ftjvm.guest.Port}.
 *
 * <p>Unless a method says otherwise, everything here is called by the one guest thread that holds the token, so no
 * locks are needed and none are taken.
 */
package io.ftjvm.guest;
