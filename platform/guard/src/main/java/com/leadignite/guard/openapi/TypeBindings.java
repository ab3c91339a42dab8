package com.leadignite.guard.openapi;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts types in the place of the variables of a generic record. */
final class TypeBindings {

  private TypeBindings() {}

  /** The type, or what a variable or the items of a list stand for. */
  static Type bound(Type type, Map<Type, Type> bindings) {
    if (type instanceof ParameterizedType of && of.getActualTypeArguments().length == 1) {
      Type argument = bindings.get(of.getActualTypeArguments()[0]);
      return argument == null ? type : new Bound(argument, of.getRawType());
    }
    return bindings.getOrDefault(type, type);
  }

  private record Bound(Type argument, Type raw) implements ParameterizedType {

    @Override
    public Type[] getActualTypeArguments() {
      return new Type[] {argument};
    }

    @Override
    public Type getRawType() {
      return raw;
    }

    @Override
    public @Nullable Type getOwnerType() {
      return null;
    }
  }
}
