package io.descent.tabular;

import io.descent.tabular.UnreadableFileException.Code;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A file of text in a known encoding.
 *
 * @param mark how many bytes of a byte-order mark it begins with
 * @param certain whether its encoding was said or is marked; else another one may be tried
 */
record SourceText(Path file, Charset charset, int mark, boolean certain) {

    /** What a file is in that is not UTF-8 and has no mark: Latin-1 as Windows writes it. */
    static final Charset LATIN_1 = Charset.forName("windows-1252");

    private static final int SAMPLE = 4096;
    private static final int BUFFER = 1 << 16;

    static SourceText of(Path file, @Nullable Charset given) throws IOException, UnreadableFileException {
        byte[] head;
        try (InputStream bytes = Files.newInputStream(file)) {
            head = bytes.readNBytes(SAMPLE);
        }
        refuseOtherFormats(head);
        SourceText marked = marked(file, head);
        if (marked != null && (given == null || sameFamily(given, marked.charset))) {
            return marked;
        }
        if (given != null) {
            return new SourceText(file, given, 0, true);
        }
        Charset wide = wide(head);
        return new SourceText(file, wide == null ? StandardCharsets.UTF_8 : wide, 0, wide != null);
    }

    private static boolean sameFamily(Charset given, Charset marked) {
        return given.equals(marked) || given.equals(StandardCharsets.UTF_16);
    }

    private static @Nullable SourceText marked(Path file, byte[] head) {
        if (begins(head, 0xEF, 0xBB, 0xBF)) {
            return new SourceText(file, StandardCharsets.UTF_8, 3, true);
        }
        if (begins(head, 0xFF, 0xFE)) {
            return new SourceText(file, StandardCharsets.UTF_16LE, 2, true);
        }
        return begins(head, 0xFE, 0xFF) ? new SourceText(file, StandardCharsets.UTF_16BE, 2, true) : null;
    }

    /** Returns UTF-16 if most characters have a zero byte on the same side, as Latin text in it has. */
    private static @Nullable Charset wide(byte[] head) {
        int[] zeros = new int[2];
        for (int i = 0; i < head.length; i++) {
            zeros[i & 1] += head[i] == 0 ? 1 : 0;
        }
        int most = head.length / 2;
        if (zeros[1] > most * 0.7 && zeros[0] < most * 0.1) {
            return StandardCharsets.UTF_16LE;
        }
        return zeros[0] > most * 0.7 && zeros[1] < most * 0.1 ? StandardCharsets.UTF_16BE : null;
    }

    private static void refuseOtherFormats(byte[] head) throws UnreadableFileException {
        String other = begins(head, 'P', 'K', 3, 4)
                ? "a zip archive or an Excel workbook; save its sheet as CSV"
                : begins(head, 'P', 'A', 'R', '1')
                        ? "a Parquet file; name its format"
                        : begins(head, 0x1F, 0x8B)
                                ? "compressed by gzip; name its content encoding"
                                : begins(head, 0x28, 0xB5, 0x2F, 0xFD)
                                        ? "compressed by zstd; name its content encoding"
                                        : begins(head, '%', 'P', 'D', 'F') ? "a PDF" : null;
        if (other != null) {
            throw new UnreadableFileException(Code.WRONG_FORMAT, "this is no text but " + other, 0, 0, null);
        }
    }

    private static boolean begins(byte[] head, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (i == head.length || (head[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    SourceText in(Charset other) {
        return new SourceText(file, other, 0, true);
    }

    /** Returns the name of the encoding. */
    String encoding() {
        return charset.equals(LATIN_1) ? "latin1" : charset.name().toLowerCase(Locale.ROOT);
    }

    /** Opens it; a byte that the encoding does not have is an exception. */
    Reader open() throws IOException {
        InputStream bytes = Files.newInputStream(file);
        try {
            bytes.skipNBytes(mark);
            return new InputStreamReader(
                    new BufferedInputStream(bytes, BUFFER),
                    charset.newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT));
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    /** Returns the refusal of a file that has bytes which its encoding does not. */
    UnreadableFileException undecodable() throws IOException {
        long line = lineOfTheFirstUndecodable();
        return new UnreadableFileException(
                Code.ENCODING,
                "has bytes that are no %s; name its encoding, or save it as UTF-8".formatted(charset.name()),
                line,
                0,
                null);
    }

    /** Returns the line with the first bytes that this encoding does not have; 0 if there are none. */
    long lineOfTheFirstUndecodable() throws IOException {
        CharsetDecoder decoder = charset.newDecoder();
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
        CharBuffer text = CharBuffer.allocate(BUFFER);
        long line = 1;
        try (ReadableByteChannel channel = FileChannel.open(file).position(mark)) {
            boolean end = false;
            while (!end) {
                end = channel.read(bytes) < 0;
                bytes.flip();
                CoderResult result = CoderResult.OVERFLOW;
                while (result.isOverflow()) {
                    result = decoder.decode(bytes, text, end);
                    text.flip();
                    line += text.chars().filter(c -> c == '\n').count();
                    text.clear();
                }
                if (result.isError()) {
                    return line;
                }
                bytes.compact();
            }
        }
        return 0;
    }
}
