package io.descent.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The distinct classes of a classifier's target, ascending: numbers by value, false before true, texts in the order of {@link String#compareTo}.
 * The second of two is the positive one, as in scikit-learn.
 *
 * @param labels the classes, all {@link Double}, all {@link Boolean} or all {@link String}
 */
public record Classes(List<Object> labels) {

    public Classes {
        labels = List.copyOf(labels);
    }

    /** Returns a class as one would write it: a number without a fraction as {@link Long}. */
    public static Object written(Object label) {
        return label instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15
                ? (Object) number.longValue()
                : label;
    }

    /** Returns the distinct values of a column; missing ones are none. */
    public static Classes of(Column column) {
        SortedSet<Object> distinct = new TreeSet<>();
        for (int i = 0; i < column.size(); i++) {
            Object value = column.value(i);
            if (value != null) {
                distinct.add(value);
            }
        }
        return new Classes(List.copyOf(distinct));
    }

    /** Returns the index of each value's class; every value must be one of these classes, none may be missing. */
    public double[] encode(Column column) {
        Map<Object, Integer> index = new HashMap<>();
        for (int k = 0; k < labels.size(); k++) {
            index.put(labels.get(k), k);
        }
        double[] codes = new double[column.size()];
        for (int i = 0; i < codes.length; i++) {
            Object value = column.value(i);
            Integer code = value == null ? null : index.get(value);
            if (code == null) {
                throw new IllegalArgumentException("not one of the classes: row " + i);
            }
            codes[i] = code;
        }
        return codes;
    }
}
