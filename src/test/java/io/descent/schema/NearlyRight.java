package io.descent.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes values as they stand in JSON that a domain reads, or that are wrong in a place or two. */
public final class NearlyRight {

    private static final List<Object> NUMBERS = List.of(
            0L,
            1L,
            -1L,
            2L,
            0.5,
            -0.0,
            1e3,
            1e-300,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            0x1p53,
            0x1p63,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY);
    private static final List<String> TEXTS = List.of(
            "", "auto", "none", "full", "l2", "sgd", "type", "a/b~c", "x".repeat(300), "\ud83d\ude00", "Linear");

    private final Random random;
    private final int oneWrongOf;

    /**
     * Makes a source of values.
     *
     * @param oneWrongOf of how many parts one is wrong, on average
     */
    public NearlyRight(long seed, int oneWrongOf) {
        this.random = new Random(seed);
        this.oneWrongOf = oneWrongOf;
    }

    /** Returns a value for a domain. */
    public @Nullable Object of(Domain<?> domain) {
        if (wrong()) {
            return anything(3);
        }
        return switch (domain) {
            case Structure<?> structure -> object(structure);
            case Family<?> family -> variant(family);
            case Alternatives<?> alternatives -> of(one(alternatives.forms()));
            case Real real -> real(real);
            case Whole whole -> whole(whole);
            case Flag _ -> random.nextBoolean();
            case Text text -> "t".repeat(random.nextInt(Math.min(text.longest(), 300) + 1));
            case Word<?> word -> word.word();
            case Choice<?> choice -> one(choice.names());
            case Choices<?> choices ->
                choices.each().names().stream()
                        .filter(_ -> random.nextBoolean())
                        .toList();
            case Numbers numbers -> list(numbers.length() == 0 ? random.nextInt(4) : numbers.length(), Real.any());
            case PerOutput<?> outputs ->
                random.nextBoolean() ? of(outputs.each()) : list(1 + random.nextInt(3), outputs.each());
            case NumbersByName numbers -> Case.object("a", real(numbers.each()), "b/~", real(numbers.each()));
            case ByName<?>(Domain<?> each) -> byName(each);
            case Texts _ -> TEXTS.subList(0, random.nextInt(4));
            case Mapped<?, ?> mapped -> of(mapped.base());
            case Explanation _ -> Map.of("epochs", "auto");
            case ReadApart _ -> Map.of();
        };
    }

    private Map<String, @Nullable Object> byName(Domain<?> each) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("a", of(each));
        object.put("b/~", of(each));
        return object;
    }

    private Map<String, @Nullable Object> variant(Family<?> family) {
        Structure<?> variant = one(family.variants());
        Map<String, @Nullable Object> object = object(variant);
        object.put(Family.TYPE, wrong() ? anything(1) : variant.name());
        if (wrong()) {
            one(family.variants()).parameters().forEach(other -> object.put(other.name(), of(other.domain())));
        }
        return object;
    }

    private Map<String, @Nullable Object> object(Structure<?> structure) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (Parameter<?> parameter : structure.parameters()) {
            if (wrong() || (!parameter.required() && random.nextInt(3) > 0)) {
                continue;
            }
            List<String> names = Stream.concat(Stream.of(parameter.name()), parameter.aliases().stream())
                    .toList();
            object.put(one(names), parameter.nullable() && wrong() ? null : of(parameter.domain()));
            if (wrong()) {
                object.put(one(names), of(parameter.domain()));
            }
        }
        if (wrong()) {
            object.put(one(TEXTS), anything(1));
        }
        return object;
    }

    private double real(Real real) {
        double low = Math.max(real.low(), -10);
        double high = Math.min(real.high(), low + 20);
        return switch (random.nextInt(8)) {
            case 0 -> low;
            case 1 -> high;
            default -> low + random.nextDouble() * (high - low);
        };
    }

    private Object whole(Whole whole) {
        long low = Math.max(whole.low(), -1000);
        long given = random.nextInt(8) == 0 ? whole.high() : Math.min(whole.high(), low + random.nextInt(50));
        return random.nextInt(8) == 0 ? (Object) (double) given : (Object) given;
    }

    private List<@Nullable Object> list(int length, Domain<?> each) {
        List<@Nullable Object> list = new ArrayList<>();
        IntStream.range(0, length).forEach(_ -> list.add(of(each)));
        return list;
    }

    /** Returns any value that can stand in JSON. */
    public @Nullable Object anything(int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> one(NUMBERS);
            case 3 -> one(TEXTS);
            case 4 -> {
                List<@Nullable Object> list = new ArrayList<>();
                IntStream.range(0, random.nextInt(4)).forEach(_ -> list.add(anything(depth - 1)));
                yield list;
            }
            default -> {
                Map<String, @Nullable Object> object = new LinkedHashMap<>();
                IntStream.range(0, random.nextInt(4)).forEach(_ -> object.put(one(TEXTS), anything(depth - 1)));
                yield object;
            }
        };
    }

    private <T> T one(List<? extends T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private boolean wrong() {
        return random.nextInt(oneWrongOf) == 0;
    }
}
