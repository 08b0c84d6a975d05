package dev.towpath.checks;

import static java.util.stream.Collectors.joining;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A type as text: one line for itself, then one for each member, indented and sorted. Names of
 * {@code java.lang} and of the type's own package stand without their package.
 */
final class ApiLines {
  private static final int TOLD_OF_MEMBERS =
      Modifier.PROTECTED | Modifier.STATIC | Modifier.FINAL | Modifier.ABSTRACT;

  private final Class<?> type;

  private ApiLines(Class<?> type) {
    this.type = type;
  }

  static Stream<String> of(Class<?> type) {
    ApiLines lines = new ApiLines(type);
    return Stream.concat(Stream.of(lines.typeLine()), lines.members().map(line -> "  " + line));
  }

  /** True if code outside the package can name {@code type}. */
  static boolean isPromised(Class<?> type) {
    boolean open = isPublicOrProtected(type.getModifiers());
    Class<?> outer = type.getEnclosingClass();
    return open && !type.isAnonymousClass() && (outer == null || isPromised(outer));
  }

  private static boolean isPromised(Member member) {
    return isPublicOrProtected(member.getModifiers()) && !member.isSynthetic();
  }

  private static boolean isPublicOrProtected(int modifiers) {
    return (modifiers & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0;
  }

  private String typeLine() {
    return words(
        modifiers(type, type.getModifiers() & ~saidByKind()),
        type.isSealed() ? "sealed" : "",
        kind(),
        type.getCanonicalName() + variables(type.getTypeParameters()),
        parents());
  }

  private String kind() {
    if (type.isAnnotation()) {
      return "@interface";
    }
    if (type.isInterface()) {
      return "interface";
    }
    return type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
  }

  private int saidByKind() {
    if (type.isInterface()) {
      return Modifier.INTERFACE | Modifier.ABSTRACT | Modifier.STATIC;
    }
    return type.isEnum() || type.isRecord()
        ? Modifier.FINAL | Modifier.ABSTRACT | Modifier.STATIC
        : 0;
  }

  private String parents() {
    String interfaces = list(type.getAnnotatedInterfaces());
    if (type.isInterface()) {
      return interfaces.isEmpty() ? "" : "extends " + interfaces;
    }
    boolean plain = Set.of(Object.class, Enum.class, Record.class).contains(type.getSuperclass());
    return words(
        plain ? "" : "extends " + name(type.getAnnotatedSuperclass()),
        interfaces.isEmpty() ? "" : "implements " + interfaces);
  }

  /** Fields, constructors, methods; each kind sorted by name. */
  private Stream<String> members() {
    Map<String, String> fields = new TreeMap<>();
    Map<String, String> constructors = new TreeMap<>();
    Map<String, String> methods = new TreeMap<>();
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (isPromised(constructor)) {
        String line = line(constructor);
        constructors.put(line, line);
      }
    }
    for (Class<?> owner : withHiddenParents(type)) {
      for (Field field : owner.getDeclaredFields()) {
        if (isPromised(field)) {
          fields.put(field.getName(), line(field));
        }
      }
      for (Method method : owner.getDeclaredMethods()) {
        if (isPromised(method) && !isSaidByKind(method)) {
          methods.put(method.getName() + arguments(method), line(method));
        }
      }
    }
    return Stream.of(fields, constructors, methods).flatMap(lines -> lines.values().stream());
  }

  /**
   * Every enum has its values, and every record the same three methods unless it writes its own.
   */
  private boolean isSaidByKind(Method method) {
    return switch (method.getName()) {
      case "values", "valueOf" -> type.isEnum() && Modifier.isStatic(method.getModifiers());
      case "equals", "hashCode", "toString" ->
          type.isRecord() && Modifier.isFinal(method.getModifiers());
      default -> false;
    };
  }

  /** A parent that is not public still hands its public members down. */
  private static Set<Class<?>> withHiddenParents(Class<?> type) {
    Set<Class<?>> result = new LinkedHashSet<>();
    result.add(type);
    Stream.concat(Stream.ofNullable(type.getSuperclass()), Stream.of(type.getInterfaces()))
        .filter(parent -> !isPromised(parent))
        .forEach(parent -> result.addAll(withHiddenParents(parent)));
    return result;
  }

  private String line(Field field) {
    return field.isEnumConstant()
        ? field.getName()
        : words(modifiers(field), name(field.getAnnotatedType()), field.getName());
  }

  private String line(Constructor<?> constructor) {
    String variables = variables(constructor.getTypeParameters());
    return words(modifiers(constructor), variables, "new" + arguments(constructor));
  }

  private String line(Method method) {
    return words(
        modifiers(method),
        method.isDefault() ? "default" : "",
        variables(method.getTypeParameters()),
        name(method.getAnnotatedReturnType()),
        method.getName() + arguments(method));
  }

  private String arguments(Executable executable) {
    String arguments = list(executable.getAnnotatedParameterTypes());
    String thrown = list(executable.getAnnotatedExceptionTypes());
    return "("
        + (executable.isVarArgs() ? arguments.replaceFirst("\\[]$", "...") : arguments)
        + (thrown.isEmpty() ? ")" : ") throws " + thrown);
  }

  private static <M extends AnnotatedElement & Member> String modifiers(M member) {
    int said = member.getDeclaringClass().isInterface() ? Modifier.ABSTRACT : 0;
    return modifiers(member, member.getModifiers() & TOLD_OF_MEMBERS & ~said);
  }

  private static String modifiers(AnnotatedElement element, int modifiers) {
    return words(
        element.isAnnotationPresent(Deprecated.class) ? "@Deprecated" : "",
        Modifier.toString(modifiers & ~Modifier.PUBLIC));
  }

  private String variables(TypeVariable<?>[] variables) {
    String list = Arrays.stream(variables).map(this::variable).collect(joining(", "));
    return list.isEmpty() ? "" : "<" + list + ">";
  }

  private String variable(TypeVariable<?> variable) {
    return words(variable.getName(), bounds("extends ", variable.getAnnotatedBounds()));
  }

  private String bounds(String word, AnnotatedType[] bounds) {
    String names = Arrays.stream(bounds).map(this::name).collect(joining(" & "));
    return names.isEmpty() || names.equals("Object") ? "" : word + names;
  }

  private String list(AnnotatedType[] types) {
    return Arrays.stream(types).map(this::name).collect(joining(", "));
  }

  private String name(AnnotatedType annotated) {
    String nullness = nullness(annotated);
    return switch (annotated) {
      case AnnotatedArrayType array ->
          name(array.getAnnotatedGenericComponentType())
              + (nullness.isEmpty() ? "[]" : " " + nullness + "[]");
      case AnnotatedParameterizedType generic ->
          nullness
              + name((Class<?>) ((ParameterizedType) generic.getType()).getRawType())
              + "<"
              + list(generic.getAnnotatedActualTypeArguments())
              + ">";
      case AnnotatedWildcardType wildcard ->
          wildcard.getAnnotatedLowerBounds().length > 0
              ? words("?", bounds("super ", wildcard.getAnnotatedLowerBounds()))
              : words("?", bounds("extends ", wildcard.getAnnotatedUpperBounds()));
      default ->
          nullness
              + (annotated.getType() instanceof Class<?> plain
                  ? name(plain)
                  : annotated.getType().getTypeName());
    };
  }

  private String name(Class<?> named) {
    String home = named.getPackageName();
    boolean known = home.equals("java.lang") || home.equals(type.getPackageName());
    return known && !named.isPrimitive()
        ? named.getCanonicalName().substring(home.length() + 1)
        : named.getCanonicalName();
  }

  private static String nullness(AnnotatedType annotated) {
    return Arrays.stream(annotated.getAnnotations())
        .map(Annotation::annotationType)
        .filter(annotation -> annotation.getPackageName().equals("org.jspecify.annotations"))
        .map(annotation -> "@" + annotation.getSimpleName() + " ")
        .collect(joining());
  }

  private static String words(String... words) {
    return Stream.of(words).filter(word -> !word.isEmpty()).collect(joining(" "));
  }
}
