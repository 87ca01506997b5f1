package io.descent.tabular;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.RecordType;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first rows of a text as a delimiter would divide them: the cells of the first one, how many the others have. */
final class SampleRows extends CsvCallbackHandler<Boolean> {

    private static final int MOST = 1000;

    private final List<String> first = new ArrayList<>();
    private final List<Integer> widths = new ArrayList<>();
    private RecordType type = RecordType.DATA;
    private int fields;
    private boolean broken;

    private SampleRows() {}

    /**
     * Divides a text.
     *
     * @param whole whether the text is all there is; else its last row may be cut off
     */
    static SampleRows of(
            String text, boolean whole, char delimiter, char quote, @Nullable Character comment, int longestCell) {
        SampleRows rows = new SampleRows();
        try (CsvReader<Boolean> reader = Csv.reader(
                new StringReader(text), delimiter, quote, comment, Math.max(longestCell, text.length()), rows)) {
            for (Boolean _ : reader) {
                if (rows.widths.size() >= MOST) {
                    return rows;
                }
            }
        } catch (CsvParseException | IOException _) {
            // the reading of the whole file will say what is wrong here, if this is its delimiter
            rows.broken = true;
            return rows;
        }
        if (!whole && rows.widths.size() > 1) {
            rows.widths.removeLast();
        }
        return rows;
    }

    List<String> first() {
        return first;
    }

    /** Returns the part of the rows that are as wide as the first one, half of it if quotes break; 0 if that has one cell. */
    double consistency() {
        if (widths.isEmpty() || widths.getFirst() < 2) {
            return 0;
        }
        long same = widths.stream().filter(widths.getFirst()::equals).count();
        return (double) same / widths.size() / (broken ? 2 : 1);
    }

    @Override
    protected RecordType getRecordType() {
        return type;
    }

    @Override
    protected int getFieldCount() {
        return fields;
    }

    @Override
    protected void beginRecord(long line) {
        type = RecordType.DATA;
        fields = 0;
    }

    @Override
    protected void addField(char[] buffer, int offset, int length, boolean quoted) {
        if (widths.isEmpty()) {
            first.add(new String(buffer, offset, length));
        }
        fields++;
    }

    @Override
    protected void setComment(char[] buffer, int offset, int length) {
        type = RecordType.COMMENT;
        fields = 1;
    }

    @Override
    protected void setEmpty() {
        type = RecordType.EMPTY;
        fields = 1;
    }

    @Override
    protected Boolean buildRecord() {
        if (type == RecordType.DATA) {
            widths.add(fields);
        }
        return true;
    }
}
