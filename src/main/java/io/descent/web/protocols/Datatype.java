package io.descent.web.protocols;

import io.descent.data.Column;
import java.util.Arrays;
import java.util.Optional;

/** A datatype of the Open Inference Protocol, and which values are of it. */
enum Datatype {
    FP64,
    FP32(false, -Float.MAX_VALUE, Float.MAX_VALUE),
    /** Whose largest number is 65504. */
    FP16(false, -65504, 65504),
    INT64(-0x1p63, 0x1p63 - 1),
    INT32(-0x1p31, 0x1p31 - 1),
    INT16(-0x1p15, 0x1p15 - 1),
    INT8(-0x1p7, 0x1p7 - 1),
    UINT64(0, 0x1p64 - 1),
    UINT32(0, 0x1p32 - 1),
    UINT16(0, 0x1p16 - 1),
    UINT8(0, 0x1p8 - 1),
    BOOL,
    BYTES;

    private final boolean whole;
    private final double least;
    private final double greatest;

    Datatype() {
        this(false, -Double.MAX_VALUE, Double.MAX_VALUE);
    }

    Datatype(double least, double greatest) {
        this(true, least, greatest);
    }

    Datatype(boolean whole, double least, double greatest) {
        this.whole = whole;
        this.least = least;
        this.greatest = greatest;
    }

    /** Returns the datatype that a name means. */
    static Optional<Datatype> of(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    boolean isNumber() {
        return this != BOOL && this != BYTES;
    }

    /** Returns the place of the first value that is not of this type; −1 where all are, missing ones among them. */
    int firstOther(Column column) {
        for (int i = 0; i < column.size(); i++) {
            if (!column.isMissing(i) && !holds(column, i)) {
                return i;
            }
        }
        return -1;
    }

    private boolean holds(Column column, int row) {
        return switch (column) {
            case Column.Numbers numbers -> {
                double value = numbers.values()[row];
                yield isNumber() && value >= least && value <= greatest && !(whole && value != Math.rint(value));
            }
            case Column.Booleans _ -> this == BOOL;
            case Column.Texts _ -> this == BYTES;
            default -> false;
        };
    }
}
