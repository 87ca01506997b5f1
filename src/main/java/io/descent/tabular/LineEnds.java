package io.descent.tabular;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Knows how a text ended, from which an unterminated quote is told. */
final class LineEnds extends FilterReader {

    private final char quote;
    private long quotesAtTheEnd;
    private boolean ended;

    LineEnds(Reader in, char quote) {
        super(in);
        this.quote = quote;
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        // the tokenizer asks for more than its largest buffer has room for, and refuses a full one only when asked
        // again
        int count = super.read(buffer, offset, Math.min(length, buffer.length - offset));
        if (count < 0) {
            ended = true;
            return count;
        }
        int run = 0;
        while (run < count && buffer[offset + count - 1 - run] == quote) {
            run++;
        }
        quotesAtTheEnd = run == count ? quotesAtTheEnd + run : run;
        return count;
    }

    /** Tells whether the whole text was read, so that a field that comes now is its last. */
    boolean ended() {
        return ended;
    }

    /**
     * Tells whether the last field of the text, a quoted one, ends without its closing quote.
     *
     * @param onlyQuotes whether nothing but quotes stands in it
     */
    boolean unterminated(boolean onlyQuotes) {
        // within a field two quotes are one, so that an odd one closes it; one of quotes alone has the opening one, too
        return onlyQuotes == (quotesAtTheEnd % 2 == 1);
    }
}
