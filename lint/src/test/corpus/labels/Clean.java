package labels;

import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

/** The sample looks like a violation and is none, for the reason given. */
@Target(ElementType.TYPE)
public @interface Clean {
  String value();
}
