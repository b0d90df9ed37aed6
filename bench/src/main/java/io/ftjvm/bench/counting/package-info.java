/** What counting instructions costs: small kernels, plain and rewritten, in processes of their own. */
package io.ftjvm.bench.counting;
