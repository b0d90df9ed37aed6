/**
 * Makes guest code count its instructions: at which points of a method, and with which code.
 *
 * <p>Where to count is decided on the bytecode as it stands, without changing it: {@code CountingPlan} is the result,
 * built by {@code Planner} from {@code InstructionIndex}, {@code ExceptionTable} and {@code CallFreeRegions}. What is
 * inserted there is written by {@code MethodCounter}, in the words of {@code CounterCode}. The two meet in the plan
 * only. {@code docs/counting.md} has the shapes and what they cost.
 */
package io.ftjvm.instrumentation.counting;
