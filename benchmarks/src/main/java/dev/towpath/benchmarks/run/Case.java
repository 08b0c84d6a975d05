package dev.towpath.benchmarks.run;

import java.util.List;
import java.util.Map;

/**
 * One line of the table.
 *
 * @param name what it is called
 * @param benchmark the JMH class; has one benchmark method and a parameter {@code rival}
 * @param params the other parameters
 * @param rivals who takes part: ours first, then the chief rival
 * @param brief whether it is also in the quick run
 */
public record Case(
    String name,
    Class<?> benchmark,
    Map<String, String> params,
    List<String> rivals,
    boolean brief) {}
