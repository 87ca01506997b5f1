package io.descent;

import java.util.ArrayList;
import java.util.List;

/** As much of the shell's grammar as the documentation needs: quotes, backslashes and pipes. */
final class ShellWords {

    private ShellWords() {}

    /** Tells whether a command goes on in the next line. */
    static boolean isOpen(CharSequence command) {
        String text = command.toString().stripTrailing();
        return text.endsWith("\\")
                || text.endsWith("|")
                || text.chars().filter(c -> c == '\'').count() % 2 == 1;
    }

    /** Returns the words of each command of a pipeline. */
    static List<List<String>> pipeline(CharSequence line) {
        List<List<String>> commands = new ArrayList<>(List.of(new ArrayList<>()));
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            switch (c) {
                case '\'', '"' -> {
                    int end = line.toString().indexOf(c, i + 1);
                    word.append(line, i + 1, end);
                    inWord = true;
                    i = end;
                }
                case '\\' -> {
                    i++;
                    if (line.charAt(i) != '\n') {
                        word.append(line.charAt(i));
                        inWord = true;
                    }
                }
                case ' ', '\n', '|' -> {
                    if (inWord) {
                        commands.getLast().add(word.toString());
                        word.setLength(0);
                        inWord = false;
                    }
                    if (c == '|') {
                        commands.add(new ArrayList<>());
                    }
                }
                default -> {
                    word.append(c);
                    inWord = true;
                }
            }
        }
        if (inWord) {
            commands.getLast().add(word.toString());
        }
        return commands;
    }
}
