/**
 * Small guests whose behaviour must not change when they are rewritten. Each has a {@code run()} that returns all that it
 * worked out. They use no lambda and no feature newer than Java 8, so that they can be compiled for old class files.
 */
package io.ftjvm.instrumentation.counting.targets;
