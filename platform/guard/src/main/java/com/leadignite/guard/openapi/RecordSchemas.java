package com.leadignite.guard.openapi;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.leadignite.guard.body.Annotations;
import com.leadignite.guard.body.Unread;
import com.leadignite.guard.openapi.Members.Member;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/**
 * The schemas of records, derived from their components: types, constraints, nullness, defaults and
 * the names of enums on the wire. One record may have several, for what is answered is complete,
 * what is sent need not be, and a patch has no defaults.
 */
final class RecordSchemas {

  private static final String REF = "#/components/schemas/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Components components;
  private final Map<String, Class<?>> answered = new HashMap<>();

  RecordSchemas(Components components) {
    this.components = components;
  }

  /** In which direction a schema is used. */
  enum Use {
    ANSWER(""),
    BODY("Body"),
    PATCH("Patch"),
    /** Parameters, which are not null but left out. */
    QUERY("Query");

    private final String suffix;

    Use(String suffix) {
      this.suffix = suffix;
    }

    /** The schema's name: {@code TokenBody} for a record of that name, and not TokenBodyBody. */
    private String named(String record) {
      return record.endsWith(suffix) ? record : record + suffix;
    }
  }

  /** A reference to the schema of a type; null if the type is none whose schema is derived. */
  @Nullable Schema of(Type type, Use use) {
    return schema(type, use, new AnnotatedElement[0]);
  }

  /** The schema of one member, with its constraints; null as above. */
  @Nullable Schema of(Member member, Use use) {
    return of(member, use, Map.of());
  }

  private @Nullable Schema of(Member member, Use use, Map<Type, Type> bindings) {
    var declared = member.find(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
    Type type =
        declared == null || declared.implementation() == Void.class
            ? member.field().getGenericType()
            : declared.implementation();
    Schema schema =
        declared == null || declared.additionalProperties() == Void.class
            ? schema(TypeBindings.bound(type, bindings), use, member.field(), member.type())
            : ScalarSchemas.objectOf(schema(declared.additionalProperties(), use));
    if (schema == null) {
      return null;
    }
    if (use != Use.ANSWER && schema.getRef() == null) {
      ConstraintSchemas.constrain(schema, member.field(), member.type());
    }
    boolean nullable =
        use == Use.ANSWER
            ? member.isNullable() && !member.isLeftOutIfNull()
            : use != Use.QUERY && !isRequired(member, use);
    Schema whole = nullable ? ScalarSchemas.orNull(schema) : schema;
    if (whole.getRef() == null) {
      ConstraintSchemas.describe(whole, declared);
    }
    return whole;
  }

  private @Nullable Schema schema(Type type, Use use, AnnotatedElement... annotated) {
    if (type instanceof ParameterizedType of && of.getRawType() == List.class) {
      Schema items = schema(of.getActualTypeArguments()[0], use);
      if (items == null) {
        return null;
      }
      Schema list = ScalarSchemas.typed(SchemaType.ARRAY).items(items);
      if (use != Use.ANSWER && items.getRef() == null) {
        ConstraintSchemas.constrainItems(items, annotated);
      }
      return list;
    }
    if (type instanceof ParameterizedType of && of.getRawType() == Unread.class) {
      return schema(of.getActualTypeArguments()[0], use);
    }
    if (type instanceof ParameterizedType of && of.getRawType() == Map.class) {
      return ScalarSchemas.objectOf(schema(of.getActualTypeArguments()[1], use));
    }
    if (type instanceof ParameterizedType of
        && of.getRawType() instanceof Class<?> raw
        && raw.isRecord()) {
      return generic(raw, of.getActualTypeArguments(), use);
    }
    return type instanceof Class<?> plain ? schema(plain, use) : null;
  }

  private @Nullable Schema schema(Class<?> type, Use use) {
    Schema scalar = ScalarSchemas.of(type);
    if (scalar != null) {
      return scalar;
    }
    if (type.isEnum()) {
      return constants(type);
    }
    Variants variants = type.getAnnotation(Variants.class);
    if (variants != null) {
      return anyOf(type.getSimpleName() + use.suffix, variants.value(), use);
    }
    WrittenAs written = type.getAnnotation(WrittenAs.class);
    if (written != null) {
      return object(written.value(), type.getSimpleName(), Use.BODY, Map.of());
    }
    if (!type.isRecord() || type.getTypeParameters().length > 0) {
      return null;
    }
    Type value = valueOf(type);
    return value == null
        ? object(type, use.named(type.getSimpleName()), use, Map.of())
        : schema(value, use);
  }

  private Schema anyOf(String name, Class<? extends Variant> variants, Use use) {
    List<Schema> forms = new ArrayList<>();
    for (Variant variant : variants.getEnumConstants()) {
      forms.add(object(variant.type(), nameOf(variant.type()) + use.suffix, use, Map.of()));
    }
    components.addSchema(name, OASFactory.createSchema().anyOf(forms));
    return OASFactory.createSchema().ref(REF + name);
  }

  /** The record's name, with that of the class it belongs to: forms are often called alike. */
  private static String nameOf(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return (outer == null ? "" : outer.getSimpleName()) + type.getSimpleName();
  }

  /** The schema of {@code Page<Lead>}, which is called {@code PageLead}. */
  private Schema generic(Class<?> raw, Type[] arguments, Use use) {
    StringBuilder name = new StringBuilder(raw.getSimpleName());
    Map<Type, Type> bindings = new HashMap<>();
    for (int i = 0; i < arguments.length; i++) {
      bindings.put(raw.getTypeParameters()[i], arguments[i]);
      name.append(arguments[i] instanceof Class<?> argument ? argument.getSimpleName() : "Object");
    }
    return object(raw, use.named(name.toString()), use, bindings);
  }

  /** A record that is written as its only component. */
  private static @Nullable Type valueOf(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .filter(component -> component.getAccessor().isAnnotationPresent(JsonValue.class))
        .map(component -> component.getGenericType())
        .findFirst()
        .orElse(null);
  }

  private Schema constants(Class<?> type) {
    List<Object> names =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> (Object) JSON.convertValue(constant, String.class))
            .toList();
    components.addSchema(
        type.getSimpleName(),
        ScalarSchemas.typed(SchemaType.STRING).enumeration(new ArrayList<>(names)));
    return OASFactory.createSchema().ref(REF + type.getSimpleName());
  }

  private Schema object(Class<?> type, String name, Use use, Map<Type, Type> bindings) {
    Class<?> other = answered.putIfAbsent(name, type);
    if (other != null && other != type) {
      throw new IllegalStateException("two records have one name in JSON: " + other + ", " + type);
    }
    if (other == null) {
      Schema schema = ScalarSchemas.typed(SchemaType.OBJECT);
      components.addSchema(name, schema);
      fill(schema, type, use, bindings);
    }
    return OASFactory.createSchema().ref(REF + name);
  }

  private void fill(Schema schema, Class<?> type, Use use, Map<Type, Type> bindings) {
    ConstraintSchemas.describe(
        schema,
        type.getAnnotation(org.eclipse.microprofile.openapi.annotations.media.Schema.class));
    Map<String, Object> defaults = use == Use.BODY ? Defaults.of(type) : Map.of();
    for (Member member : Members.of(type)) {
      Schema of = of(member, use, bindings);
      // What is neither is described by its own annotations only.
      Schema property = of == null ? OASFactory.createSchema() : of;
      Object value = defaults.get(member.name());
      if (value != null && property.getRef() == null && !isRequired(member, use)) {
        property.setDefaultValue(value);
      }
      schema.addProperty(member.name(), property);
      if (isRequired(member, use)) {
        schema.addRequired(member.name());
      }
    }
    JsonIgnoreProperties loose = Annotations.ofType(JsonIgnoreProperties.class, type);
    if (use != Use.ANSWER) {
      schema.setAdditionalPropertiesSchema(
          OASFactory.createSchema().booleanSchema(loose != null && loose.ignoreUnknown()));
    }
  }

  private static boolean isRequired(Member member, Use use) {
    Range range = member.find(Range.class);
    return switch (use) {
      case ANSWER -> !(member.isNullable() && member.isLeftOutIfNull());
      case PATCH, QUERY -> false;
      case BODY ->
          member.find(NotNull.class) != null
              || member.find(NotBlank.class) != null
              || member.find(NotEmpty.class) != null
              || (range != null && range.min() > 0 && member.component().getType().isPrimitive());
    };
  }
}
