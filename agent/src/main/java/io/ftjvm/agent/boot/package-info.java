/**
 * From the JVM that the user started to the one that runs the guest: the image of java.base, its cache, and the exec in
 * place. The second stage, same process, goes on in {@code io.ftjvm.agent.role}.
 */
package io.ftjvm.agent.boot;
