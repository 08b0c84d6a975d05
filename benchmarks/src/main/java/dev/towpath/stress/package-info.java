/**
 * Two threads at a time on a channel, a few million times: what may be seen and what must not. In
 * less than two minutes:
 *
 * <pre>{@code
 * mvn -q -pl benchmarks -am compile exec:exec -Dbench.main=org.openjdk.jcstress.Main \
 *     -Dbench.args="-m quick -time 100 -iters 1 -f 1 -c 2 -sc false -t dev.towpath.stress"
 * }</pre>
 */
package dev.towpath.stress;
