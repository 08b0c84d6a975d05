package labels;

import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

/** The sample blocks an event loop; the path is given by method names. */
@Target(ElementType.TYPE)
public @interface Blocks {
  String value();

  /** Empty means the default level must report it. */
  String level() default "";
}
