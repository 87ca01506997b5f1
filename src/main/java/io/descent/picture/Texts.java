package io.descent.picture;

/** Texts of callers on their way into a picture. */
final class Texts {

    private static final String ELLIPSIS = "…";

    private Texts() {}

    /** Returns a text without what XML cannot hold, and without what would turn the text around it. */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        boolean gap = false;
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            if (Character.isWhitespace(point) || Character.isSpaceChar(point) || Character.isISOControl(point)) {
                gap = true;
            } else if (!isUnfit(point)) {
                clean.append(gap && !clean.isEmpty() ? " " : "").appendCodePoint(point);
                gap = false;
            }
        }
        return clean.toString();
    }

    private static boolean isUnfit(int point) {
        boolean turns = (point >= 0x202a && point <= 0x202e)
                || (point >= 0x2066 && point <= 0x2069)
                || point == 0x200e
                || point == 0x200f;
        return turns || Character.getType(point) == Character.SURROGATE || (point & 0xfffe) == 0xfffe;
    }

    /** Returns a text that needs no more room than this, shortened if need be. */
    static String fitted(String text, double size, double room) {
        if (width(text, size) <= room) {
            return text;
        }
        int[] points = text.codePoints().toArray();
        int kept = points.length;
        while (kept > 0 && width(new String(points, 0, kept) + ELLIPSIS, size) > room) {
            kept--;
        }
        return kept == 0 ? "" : new String(points, 0, kept).stripTrailing() + ELLIPSIS;
    }

    /** Returns about how wide a text is, rather too wide than too narrow: the font is that of whoever looks at it. */
    static double width(String text, double size) {
        return size * text.codePoints().mapToDouble(Texts::ems).sum();
    }

    private static double ems(int point) {
        if (point > 0x7e) {
            return point >= 0x1100 ? (point < 0x2e80 ? 0.65 : 1.15) : 0.65;
        }
        if (" .,:;'|!ijlI()[]ft/-r".indexOf(point) >= 0) {
            return 0.36;
        }
        if ("mwMW@%".indexOf(point) >= 0) {
            return 0.95;
        }
        return Character.isUpperCase(point) || point == '&' ? 0.72 : 0.6;
    }
}
