/**
 * What to rewrite and how. One pass per concern; a {@link io.ftjvm.instrumentation.ClassRewriter} chains them, and the
 * {@link io.ftjvm.instrumentation.ImageBuilder} applies them to all of java.base ahead of time. Which methods are traps is
 * not decided here: the annotations of {@code io.ftjvm.guest.Hooks} say it.
 */
package io.ftjvm.instrumentation;
