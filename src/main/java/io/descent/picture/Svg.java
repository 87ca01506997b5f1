package io.descent.picture;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes elements of SVG; whatever a text or an attribute holds is escaped. */
final class Svg {

    private final StringWriter written = new StringWriter();
    private final XMLStreamWriter to;

    Svg() {
        try {
            // that of the JDK, whatever other is on the class path: the bytes are a promise
            to = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(written);
        } catch (XMLStreamException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Begins an element with attributes, given as names and values in turn; a number is rounded to a hundredth. */
    Svg begin(String name, Object... attributes) {
        try {
            to.writeStartElement(name);
            writeAttributes(attributes);
        } catch (XMLStreamException failure) {
            throw new IllegalStateException(failure);
        }
        return this;
    }

    /** Writes an element without content. */
    Svg element(String name, Object... attributes) {
        try {
            to.writeEmptyElement(name);
            writeAttributes(attributes);
        } catch (XMLStreamException failure) {
            throw new IllegalStateException(failure);
        }
        return this;
    }

    /** Writes an element that holds a text. */
    Svg text(String name, String text, Object... attributes) {
        begin(name, attributes);
        try {
            to.writeCharacters(text);
        } catch (XMLStreamException failure) {
            throw new IllegalStateException(failure);
        }
        return end();
    }

    private void writeAttributes(Object... attributes) throws XMLStreamException {
        for (int at = 0; at < attributes.length; at += 2) {
            Object value = attributes[at + 1];
            to.writeAttribute(
                    (String) attributes[at], value instanceof Double number ? number(number) : value.toString());
        }
    }

    Svg end() {
        try {
            to.writeEndElement();
        } catch (XMLStreamException failure) {
            throw new IllegalStateException(failure);
        }
        return this;
    }

    byte[] bytes() {
        try {
            to.writeEndDocument();
            to.close();
        } catch (XMLStreamException failure) {
            throw new IllegalStateException(failure);
        }
        return (written + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Returns a number with two digits after the point at most. */
    static String number(double value) {
        StringBuilder text = new StringBuilder();
        append(value, text);
        return text.toString();
    }

    static void append(double value, StringBuilder to) {
        long hundredths = Math.round(value * 100);
        if (hundredths < 0) {
            to.append('-');
        }
        long size = Math.abs(hundredths);
        to.append(size / 100);
        long rest = size % 100;
        if (rest != 0) {
            to.append('.').append(rest / 10);
            if (rest % 10 != 0) {
                to.append(rest % 10);
            }
        }
    }
}
