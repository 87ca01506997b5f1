package io.descent.tabular;

import java.util.Arrays;
import java.util.List;

/** The texts that mean «missing». */
final class MissingTexts {

    /** By their lengths. */
    private final char[][][] texts;

    private final boolean someAreNumbers;

    MissingTexts(List<String> values) {
        int longest = values.stream().mapToInt(String::length).max().orElse(-1);
        texts = new char[longest + 1][][];
        for (int length = 0; length <= longest; length++) {
            int wanted = length;
            texts[length] = values.stream()
                    .map(String::strip)
                    .filter(value -> value.length() == wanted)
                    .distinct()
                    .map(String::toCharArray)
                    .toArray(char[][]::new);
        }
        NumberSyntax numbers = new NumberSyntax();
        someAreNumbers = Arrays.stream(texts)
                .flatMap(Arrays::stream)
                .anyMatch(text -> text.length > 0 && numbers.kind(text, 0, text.length) != Kind.TEXT);
    }

    /** Tells whether a number can be one of them. */
    boolean someAreNumbers() {
        return someAreNumbers;
    }

    boolean contain(char[] buffer, int from, int end) {
        if (end - from >= texts.length) {
            return false;
        }
        for (char[] text : texts[end - from]) {
            if (Arrays.equals(text, 0, text.length, buffer, from, end)) {
                return true;
            }
        }
        return false;
    }
}
