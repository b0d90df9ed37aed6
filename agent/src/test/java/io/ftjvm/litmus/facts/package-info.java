/** Programs that look at what is a fact of the host: its processor, its environment, its JVM. */
package io.ftjvm.litmus.facts;
