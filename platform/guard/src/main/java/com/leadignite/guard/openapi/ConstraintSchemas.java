package com.leadignite.guard.openapi;

import com.leadignite.guard.body.Annotations;
import com.leadignite.guard.body.Line;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/** Writes the constraints of a member into its schema. */
final class ConstraintSchemas {

  private ConstraintSchemas() {}

  /** Adds the limits and patterns that the elements are constrained to. */
  static void constrain(Schema schema, AnnotatedElement... elements) {
    Line line = Annotations.find(Line.class, elements);
    if (line != null) {
      schema.setMaxLength(line.max());
    }
    Size size = Annotations.find(Size.class, elements);
    if (size != null) {
      size(schema, size);
    }
    bounds(schema, elements);
    Pattern pattern = Annotations.find(Pattern.class, elements);
    if (pattern != null) {
      schema.setPattern("^(?:" + pattern.regexp() + ")$");
    }
  }

  /** The same for the items of a list, whose constraints are on the argument of its type. */
  static void constrainItems(Schema items, AnnotatedElement... lists) {
    for (AnnotatedElement element : lists) {
      if (element instanceof AnnotatedParameterizedType list) {
        constrain(items, list.getAnnotatedActualTypeArguments()[0]);
      }
    }
  }

  private static void bounds(Schema schema, AnnotatedElement... elements) {
    Range range = Annotations.find(Range.class, elements);
    if (range != null) {
      schema.setMinimum(BigDecimal.valueOf(range.min()));
      schema.setMaximum(BigDecimal.valueOf(range.max()));
      // It carries Min and Max, with figures that are not its own.
      return;
    }
    Min min = Annotations.find(Min.class, elements);
    if (min != null) {
      schema.setMinimum(BigDecimal.valueOf(min.value()));
    }
    Max max = Annotations.find(Max.class, elements);
    if (max != null) {
      schema.setMaximum(BigDecimal.valueOf(max.value()));
    }
  }

  /** Adds what a declared {@code @Schema} says, of the member or of a constraint of its own. */
  static void describe(
      Schema schema, org.eclipse.microprofile.openapi.annotations.media.@Nullable Schema declared) {
    if (declared == null) {
      return;
    }
    if (!declared.description().isEmpty()) {
      schema.setDescription(declared.description());
    }
    if (!declared.format().isEmpty()) {
      schema.setFormat(declared.format());
    }
    if (!declared.pattern().isEmpty()) {
      schema.setPattern(declared.pattern());
    }
    if (declared.maxLength() != Integer.MAX_VALUE) {
      schema.setMaxLength(declared.maxLength());
    }
    if (!declared.minimum().isEmpty()) {
      schema.setMinimum(new BigDecimal(declared.minimum()));
    }
    if (!declared.maximum().isEmpty()) {
      schema.setMaximum(new BigDecimal(declared.maximum()));
    }
    if (declared.examples().length > 0) {
      schema.setExamples(
          Arrays.stream(declared.examples()).map(text -> example(schema, text)).toList());
    }
    if (declared.writeOnly()) {
      schema.setWriteOnly(true);
    }
  }

  private static Object example(Schema schema, String text) {
    List<SchemaType> types = schema.getType();
    return types != null && types.contains(SchemaType.INTEGER) ? (Object) Long.valueOf(text) : text;
  }

  private static void size(Schema schema, Size size) {
    boolean list = schema.getItems() != null;
    Integer min = size.min() == 0 ? null : size.min();
    Integer max = size.max() == Integer.MAX_VALUE ? null : size.max();
    if (list) {
      schema.setMinItems(min);
      schema.setMaxItems(max);
    } else {
      schema.setMinLength(min);
      schema.setMaxLength(max);
    }
  }
}
