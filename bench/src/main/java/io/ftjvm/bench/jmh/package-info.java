/**
 * What the rewritten shapes cost, against plain code: hand-written copies of what the passes emit, so that a shape can be
 * measured before a pass is changed. The passes themselves are measured by running programs under the agent.
 */
package io.ftjvm.bench.jmh;
